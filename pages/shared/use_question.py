"""Have you used it at work since? One click answers it."""

import streamlit as st

from core.queries.messages import unread
from core.queries.uses import UseQuestion, questions
from core.rules.uses import USED_WORDS
from core.services import uses
from pages.shared import frame, session, wiring
from pages.shared.put_aside import put_aside
from pages.shared.text import md

KEPT = "uses"


def use_questions() -> None:
    """All that waits for an answer, where somebody looks at their badges."""
    frame.problems_above(KEPT)
    for question in questions(wiring.portal(), session.actor()):
        _ask(question)


def use_notices() -> None:
    """The same on Home, until it is put aside."""
    portal, actor = wiring.portal(), session.actor()
    waiting = questions(portal, actor)
    said = {message.about for message in unread(portal, actor)} if waiting else set()
    frame.problems_above(KEPT)
    for question in waiting:
        if uses.about(question.token) in said:
            _ask(question, aside=True)


def _ask(question: UseQuestion, *, aside: bool = False) -> None:
    key = f"use_{question.token}"
    with st.container(border=True, key=f"asked_{key}"):
        st.pills(
            f"Have you used “{md(question.title)}” at work since?",
            list(USED_WORDS),
            format_func=USED_WORDS.__getitem__,
            key=key,
            on_change=_keep,
            args=(question.token, key),
        )
        st.caption("The association sees how many people said what, and nobody's name.")
        if aside:
            put_aside(uses.about(question.token), "Not now")


def _keep(token: str, key: str) -> None:
    with frame.problems_kept(KEPT):
        uses.answer(wiring.portal(), session.actor(), token=token, used=session.typed(key) or "")
        session.flash("Thank you. Your answer is kept.")
