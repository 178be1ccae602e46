"""Requests to be forgotten: until when, what carrying one out does, and saying why not."""

import streamlit as st

from core.queries.privacy import PrivacyRow, is_overdue, requests
from core.rules.times import long_day
from core.services import erasure
from core.services.erasure import LONGEST
from pages.shared import frame, session, wiring
from pages.shared.plain_table import plain_table
from pages.shared.text import md

STATES = {"open": "waits for you", "done": "carried out", "taken_back": "taken back", "declined": "declined"}
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def waiting(row: PrivacyRow) -> None:
    request = row.request
    with st.container(border=True, key=f"privacy_{request.id}"):
        late = " :material/warning: **This day has passed.**" if is_overdue(request, today) else ""
        st.markdown(f"**{md(row.name)}** asks to be forgotten. Answer by {long_day(request.due_on)}.{late}")
        if request.reason:
            st.markdown(f"They write: {md(request.reason)}")
        if row.is_own:
            st.caption("This is your own request: somebody else has to carry it out.")
            return
        carry_out(row)
        decline(row)


def carry_out(row: PrivacyRow) -> None:
    with st.expander("Carry it out", icon=":material/person_off:"):
        st.markdown(
            "Names, address, everything that the person wrote and handed in is removed, at once and for good. Badges are signed once more"
            " without the name and stay checkable. A backup that you made before still holds everything: it goes with its turn."
        )
        sure = st.checkbox("I checked that the request comes from this person.", key=f"sure_{row.request.id}")
        if st.button("Forget this person", key=f"forget_{row.request.id}", type="primary", disabled=not sure):
            with frame.errors_shown():
                erasure.carry_out(portal, actor, request_id=row.request.id)
                session.flash("Done. The badges say “Name withheld” from now on.")
                st.rerun()


def decline(row: PrivacyRow) -> None:
    form = f"decline_{row.request.id}"
    with st.expander("Say why it is not done"), st.form(form, border=False):
        answer = st.text_area("Why? The member reads it.", max_chars=LONGEST)
        frame.problem_beside(form, "answer")
        if st.form_submit_button("Decline the request"):
            with frame.errors_shown(form):
                erasure.decline(portal, actor, request_id=row.request.id, answer=answer)
                st.rerun()


frame.open_page("Privacy requests", "Members who ask to be forgotten. The law gives you a month to answer.")
found = requests(portal, actor)
open_ones = [row for row in found if row.request.state == "open"]
if not open_ones:
    st.info("Nobody waits for an answer.", icon=":material/check_circle:")
for row in open_ones:
    waiting(row)
if settled := [row for row in found if row.request.state != "open"]:
    plain_table(
        "Settled requests.",
        ("Who", "Asked on", "What became of it"),
        [(row.name, long_day(row.request.asked_at.date()), STATES[row.request.state]) for row in settled],
    )
