"""Activities that only a facilitator confirms: one click each, by program. Below, everything else that can be confirmed or waived."""

from itertools import groupby

import streamlit as st

from core.queries.confirmations import OpenActivity, open_activities
from core.rules.completion import percent
from core.services import enrolments
from pages.shared import frame, session, wiring
from pages.shared.text import md

_SHEET = "<style>.st-key-to_confirm h2 { font-size: 1.2rem !important; }</style>"
portal, actor = wiring.portal(), session.actor()


def key(row: OpenActivity) -> str:
    return f"{row.enrolment_id}_{row.activity.key}"


def confirm(row: OpenActivity, score_bp: int | None = None) -> None:
    with frame.errors_shown(f"confirm_{key(row)}"):
        enrolments.confirm_activity(portal, actor, enrolment_id=row.enrolment_id, activity=row.activity.key, score_bp=score_bp)
        session.flash(f"Confirmed: {row.activity.title}, {row.member_name}.")
        st.rerun()


def waive(row: OpenActivity, reason: str) -> None:
    with frame.errors_shown(f"waive_{key(row)}"):
        enrolments.waive_activity(portal, actor, enrolment_id=row.enrolment_id, activity=row.activity.key, reason=reason)
        session.flash(f"Waived: {row.activity.title}, {row.member_name}.")
        st.rerun()


def line(row: OpenActivity) -> None:
    """One person and one activity."""
    with st.container(horizontal=True, vertical_alignment="center"):
        why = " · no try of the quiz is left" if row.is_used_up else ""
        st.markdown(f"**{md(row.member_name)}** · {md(row.activity.title)}{why}", width="stretch")
        if row.needed_bp is None:
            if st.button(f"Confirm {md(row.member_name)}", key=key(row), icon=":material/check:"):
                confirm(row)
        else:
            with st.popover(f"Confirm {md(row.member_name)}", icon=":material/check:"):
                with_score(row)
        with st.popover(f"Waive for {md(row.member_name)}", icon=":material/redo:", type="tertiary"):
            with_reason(row)


def with_score(row: OpenActivity) -> None:
    """The program asks for a score here, and the facilitator's word counts before everybody else's."""
    needed = row.needed_bp or 0
    score = st.number_input(
        f"Score in % (at least {percent(needed)})", 0.0, 100.0, needed / 100, step=5.0, format="%g", key=f"score_{key(row)}"
    )
    frame.problem_beside(f"confirm_{key(row)}", "score")
    if st.button("Confirm with this score", key=f"confirm_{key(row)}", type="primary"):
        confirm(row, round(score * 100))


def with_reason(row: OpenActivity) -> None:
    """Letting somebody off counts as done; why is kept, and the member reads it."""
    st.markdown(f"“{md(row.activity.title)}” will count as done.")
    reason = st.text_input("Why? The member reads this.", key=f"reason_{key(row)}", max_chars=enrolments.LONGEST_REASON)
    frame.problem_beside(f"waive_{key(row)}", "reason")
    if st.button("Waive it", key=f"waive_{key(row)}", type="primary"):
        waive(row, reason)


def others(rows: list[OpenActivity]) -> None:
    """What members, quizzes or lists tick off; a facilitator may step in for one person at a time."""
    with st.expander("Confirm or waive something else", icon=":material/person_search:"):
        st.markdown("For example a quiz that somebody could not take, or an activity that they did elsewhere.")
        people = {row.enrolment_id: f"{row.member_name} · {row.program.title}" for row in rows}
        chosen = st.selectbox("Who", list(people), index=None, format_func=people.__getitem__, placeholder="Choose a person")
        for row in rows:
            if row.enrolment_id == chosen:
                line(row)


found = open_activities(portal, actor)
waiting, rest = [row for row in found if row.waits], [row for row in found if not row.waits]
if waiting:
    frame.open_page("Confirm activities", f"{len(waiting)} waiting. Confirm what you saw happen; a badge may follow at once.")
else:
    frame.open_page("Confirm activities", "Nothing to confirm.")
    st.markdown("When somebody takes part in a program with a live session or another activity that you confirm, they appear here.")
st.html(_SHEET)
with st.container(key="to_confirm"):
    for program, of_program in groupby(waiting, key=lambda row: row.program):
        st.header(md(program.title), anchor=False)
        for row in of_program:
            line(row)
if rest:
    others(rest)
