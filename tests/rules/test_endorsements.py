"""Who may vouch, until when, and what the world sees of it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.rules.awards import Standing
from core.rules.endorsements import (
    MOVES,
    Endorsement,
    EndorsementState,
    check_may_ask,
    in_words,
    is_shown,
    moved,
)
from core.rules.witnesses import LASTS

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
ASKED = Endorsement("e", "t", "Sam Lee", "manager", "asked", "", NOW, NOW + LASTS, None, "")
STATES = get_args(EndorsementState)
ACTS = ("give", "accept", "decline", "withdraw")


@given(st.sampled_from(STATES), st.sampled_from(get_args(Standing)), st.booleans())
def test_nothing_is_shown_that_was_not_accepted(state: EndorsementState, standing: Standing, private: bool) -> None:
    shown = is_shown(replace(ASKED, state=state), standing, private=private)
    assert shown == (state == "accepted" and standing in ("valid", "expired") and not private)


@given(st.lists(st.sampled_from(ACTS), max_size=6))
def test_only_the_way_through_given_leads_to_accepted(acts: list[str]) -> None:
    state: EndorsementState = "asked"
    seen = [state]
    for act in acts:
        try:
            state = moved(state, act)
        except RuleBroken:
            continue
        seen.append(state)
    if "accepted" in seen:
        assert seen[:3] == ["asked", "given", "accepted"]
    assert state not in ("declined", "withdrawn") or not any(key[0] == state for key in MOVES)


def test_who_may_ask() -> None:
    check_may_ask("valid", private=False, waiting=4)
    check_may_ask("expired", private=False, waiting=0)
    for standing, private, waiting in (("revoked", False, 0), ("suspended", False, 0), ("valid", True, 0), ("valid", False, 5)):
        with pytest.raises(RuleBroken):
            check_may_ask(standing, private=private, waiting=waiting)


def test_what_is_signed_says_whose_words_it_holds() -> None:
    said = in_words(replace(ASKED, state="given", words="Calm and clear.", given_at=NOW), "Brief occupants", "Northshore AFP")
    assert said.startswith("Sam Lee (their manager) about “Brief occupants”, on 2026-10-06: “Calm and clear.”")
    assert "Northshore AFP did not check who Sam Lee is" in said
