"""Have you used it at work since? One click, and a few words if somebody likes."""

from collections.abc import Sequence

import streamlit as st

from core.queries.uses import UseQuestion, questions
from core.rules.uses import LONGEST_WORDS, USED_WORDS
from core.services import uses
from pages.shared import frame, session, wiring
from pages.shared.put_aside import put_aside
from pages.shared.text import md


def use_questions() -> None:
    """All that waits for an answer, where somebody looks at their badges."""
    for question in questions(wiring.portal(), session.actor()):
        use_question(question)


def use_notice(token: str, waiting: Sequence[UseQuestion]) -> None:
    """The same on Home, where it can be put aside."""
    for question in waiting:
        if question.token == token:
            use_question(question, aside=True)


def use_question(question: UseQuestion, *, aside: bool = False) -> None:
    form = f"use_{question.token}"
    with st.container(border=True, key=f"asked_{form}"):
        with st.form(form, border=False):
            label = f"Have you used “{md(question.title)}” at work since?"
            used = st.radio(label, list(USED_WORDS), None, format_func=USED_WORDS.__getitem__, horizontal=True)
            frame.problem_beside(form, "used")
            words = st.text_input("What came of it, or what is in the way? (optional)", max_chars=LONGEST_WORDS)
            frame.problem_beside(form, "words")
            if st.form_submit_button("Keep my answer"):
                with frame.errors_shown(form):
                    uses.answer(wiring.portal(), session.actor(), token=question.token, used=used or "", words=words)
                    session.flash("Thank you. The association sees how many said what, and nobody's name.")
                    st.rerun()
        if aside:
            put_aside(uses.about(question.token), "Not now")
