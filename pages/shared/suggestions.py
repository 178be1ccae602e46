"""What to do next: a few programs with the reasons, each of which can be put away."""

from collections.abc import Sequence

import streamlit as st

from core.queries.recommendations import Suggested, next_best
from core.rules.recommendations import SHOWN
from core.services import recommendations
from pages.shared import frame, session, wiring
from pages.shared.program_card import program_card

AWAY = "put_away"
MOST_REASONS = 2  # a card is read in a moment


def suggestions(found: Sequence[Suggested]) -> None:
    """Side by side on a wide screen, below each other on a phone."""
    frame.problems_above(AWAY)
    for column, one in zip(st.columns(SHOWN), found, strict=False):
        with column:
            program_card(one.card, reasons=one.reasons[:MOST_REASONS])
            code = one.card.program.code
            st.button(
                "Not for me",
                key=f"away_{code}",
                type="tertiary",
                help="It is not suggested for 90 days. It stays in the catalogue.",
                on_click=_put_away,
                args=(code,),
            )


def next_best_step(title: str) -> None:
    """The same under a heading; nothing where there is nothing to suggest."""
    if found := next_best(wiring.portal(), session.actor()):
        st.header(title, anchor=False)
        suggestions(found)


def _put_away(code: str) -> None:
    with frame.problems_kept(AWAY):
        recommendations.not_for_me(wiring.portal(), session.actor(), code=code)
