"""A decision as the member will read it, for the reviewer: before deciding and after."""

from collections.abc import Mapping

import streamlit as st

from core.queries.feedback import criterion_by_criterion, headline
from core.rules.programs import ProgramVersion
from core.rules.reviews import Outcome
from pages.shared.results import results
from pages.shared.text import md


def outcome_shown(program: ProgramVersion, outcome: Outcome, ratings: Mapping[str, int], reasons: Mapping[str, str], feedback: str) -> None:
    """The same words and the same table as on the member's own page. Where activities count too, the badge may still be open."""
    st.markdown(f"**{md(headline(program, outcome, ratings, earned=not program.wants_progress))}**")
    if feedback.strip():
        st.text(feedback)
    results(criterion_by_criterion(program, ratings, reasons))
