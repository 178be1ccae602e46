"""Activities that only a facilitator confirms: one click each, by program."""

from itertools import groupby

import streamlit as st

from core.queries import review_queue
from core.queries.review_queue import ConfirmRow
from core.services import enrolments
from pages.shared import frame, session, wiring
from pages.shared.text import md

_SHEET = "<style>.st-key-to_confirm h2 { font-size: 1.2rem !important; }</style>"
portal, actor = wiring.portal(), session.actor()


def confirm(row: ConfirmRow) -> None:
    with frame.errors_shown():
        enrolments.confirm_activity(portal, actor, enrolment_id=row.enrolment_id, activity=row.activity)
        session.flash(f"Confirmed: {row.title}, {row.member_name}.")
        st.rerun()


def line(row: ConfirmRow) -> None:
    """One person and one activity."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{md(row.member_name)}** · {md(row.title)}", width="stretch")
        if st.button(f"Confirm {md(row.member_name)}", key=f"{row.enrolment_id}_{row.activity}", icon=":material/check:"):
            confirm(row)


rows = review_queue.to_confirm(portal, actor)
if rows:
    frame.open_page("Confirm activities", f"{len(rows)} waiting. Confirm what you saw happen; a badge may follow at once.")
else:
    frame.open_page("Confirm activities", "Nothing to confirm.")
    st.markdown("When somebody takes part in a program with a live session or another activity that you confirm, they appear here.")
st.html(_SHEET)
with st.container(key="to_confirm"):
    for program, of_program in groupby(rows, key=lambda row: row.program):
        st.header(md(program.title), anchor=False)
        for waiting in of_program:
            line(waiting)
