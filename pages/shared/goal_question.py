"""After a program: did you reach what you wanted? Asked of the member who had a goal; the answer may change."""

import streamlit as st

from core.queries.goals import own_answer
from core.rules.enrolments import Enrolment
from core.rules.goals import LONGEST_WORDS, REACHED_WORDS
from core.services import goals
from pages.shared import frame, session, wiring
from pages.shared.text import md

FORM = "goal_answer"


def goal_question(enrolment: Enrolment) -> None:
    """Nothing while the program is running, and for who had no goal."""
    if enrolment.is_open or not enrolment.goal or enrolment.state == "withdrawn":
        return
    said = own_answer(wiring.portal(), session.actor(), enrolment.id)
    if said:
        with st.expander(f"You said of your goal: {REACHED_WORDS[said.reached].lower()}", icon=":material/flag:"):
            _form(enrolment, said.reached, said.words)
        return
    with st.container(border=True, key="goal_question"):
        _form(enrolment, None, "")


def _form(enrolment: Enrolment, reached: str | None, words: str) -> None:
    with st.form(FORM, border=False):
        st.markdown(f"**Your goal was:** “{md(enrolment.goal)}”")
        chosen = st.radio("Did you reach it?", list(REACHED_WORDS), _place(reached), format_func=REACHED_WORDS.__getitem__, horizontal=True)
        frame.problem_beside(FORM, "reached")
        typed = st.text_input("What helped, or what is in the way? (optional)", words, max_chars=LONGEST_WORDS)
        frame.problem_beside(FORM, "words")
        if st.form_submit_button("Keep my answer"):
            with frame.errors_shown(FORM):
                goals.answer(wiring.portal(), session.actor(), enrolment_id=enrolment.id, reached=chosen or "", words=typed)
                session.flash("Thank you. The association sees how many said what, and nobody's name.")
                st.rerun()


def _place(reached: str | None) -> int | None:
    return list(REACHED_WORDS).index(reached) if reached else None
