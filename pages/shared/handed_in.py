"""What lies on a reviewer's desk: the evidence, and what the member said about it. No member is named."""

import streamlit as st

from core.queries.review_queue import ReviewDesk, Told
from core.rules.reviews import OUTCOME_WORDS
from pages.shared.evidence_list import evidence_list
from pages.shared.text import md


def handed_in(desk: ReviewDesk) -> None:
    """What the member handed in and said about it."""
    st.header("What was handed in", anchor=False)
    st.markdown("**Where this was done**")
    st.text(desk.submission.context)
    evidence_list(desk.program, desk.items)
    _self_check(desk)
    for told in desk.earlier:
        _told_before(desk, told)


def _told_before(desk: ReviewDesk, told: Told) -> None:
    """An earlier attempt: the words, not the levels."""
    with st.expander(f"What the member was told after attempt {told.attempt}"):
        st.markdown(f"**{OUTCOME_WORDS[told.outcome]}**")
        for key, reason in told.reasons.items():
            st.markdown(f"**{md(title_of(desk, key))}**")
            st.text(reason)
        st.text(told.feedback)


def _self_check(desk: ReviewDesk) -> None:
    rubric = desk.program.rubric
    if not desk.submission.self_ratings or rubric is None:
        return
    st.markdown("**The member's own view**")
    for key, level in desk.submission.self_ratings.items():
        st.markdown(f"- {md(title_of(desk, key))}: {md(rubric.level_name(level))}")


def title_of(desk: ReviewDesk, key: str) -> str:
    """The criterion in words."""
    assert desk.program.rubric is not None
    return desk.program.rubric.criterion(key).title
