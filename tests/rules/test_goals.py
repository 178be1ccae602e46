"""How far a goal is: exact, between 0 and 1, and in words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.errors import BadInput
from core.rules.goals import IndicatorDetails, Observation, check_observation, in_words, progress, serves

numbers = st.decimals(-1000, 1000, places=2)


def an_indicator(direction: str, baseline: object, target: object, high: object = None) -> IndicatorDetails:
    return IndicatorDetails(name="Calls", unit="a week", direction=direction, baseline=baseline, target=target, target_high=high)


@pytest.mark.parametrize(
    ("indicator", "value", "share"),
    [
        (an_indicator("up", 10, 20), 15, Fraction(1, 2)),
        (an_indicator("up", 10, 20), 5, 0),
        (an_indicator("up", 10, 20), 99, 1),
        (an_indicator("down", 14, 5), 8, Fraction(2, 3)),
        (an_indicator("down", 14, 5), 15, 0),
        (an_indicator("down", 14, 5), 4, 1),
        (an_indicator("in_band", 10, 18, 22), 20, 1),
        (an_indicator("in_band", 10, 18, 22), 14, Fraction(1, 2)),
        (an_indicator("in_band", 30, 18, 22), 26, Fraction(1, 2)),
        (an_indicator("in_band", 10, 18, 22), 30, 0),
        (an_indicator("in_band", 20, 18, 22), 25, 0),
        (an_indicator("in_band", 30, 20, 20), 25, Fraction(1, 2)),
        (an_indicator("in_band", 30, 20, 20), 15, 0),
    ],
    ids=[
        "up",
        "worse",
        "beyond",
        "down",
        "worse down",
        "beyond down",
        "inside",
        "from below",
        "from above",
        "too far",
        "left the band",
        "one value",
        "past one value",
    ],
)
def test_progress(indicator: IndicatorDetails, value: int, share: object) -> None:
    assert progress(indicator, Decimal(value)) == share


@given(numbers, numbers, numbers)
def test_the_baseline_is_nothing_and_the_target_everything(baseline: Decimal, target: Decimal, value: Decimal) -> None:
    assume(baseline != target)
    indicator = an_indicator("up" if target > baseline else "down", baseline, target)
    assert progress(indicator, baseline) == 0 and progress(indicator, target) == 1
    assert 0 <= progress(indicator, value) <= 1


@given(numbers, numbers, numbers, numbers)
def test_nearer_to_the_target_is_never_less(baseline: Decimal, target: Decimal, one: Decimal, other: Decimal) -> None:
    assume(target > baseline)
    indicator = an_indicator("up", baseline, target)
    low, high = sorted((one, other))
    assert progress(indicator, low) <= progress(indicator, high)


@given(numbers, numbers, numbers, numbers)
def test_inside_a_band_all_is_well(baseline: Decimal, one: Decimal, other: Decimal, value: Decimal) -> None:
    low, high = sorted((one, other))
    indicator = an_indicator("in_band", baseline, low, high)
    assert (progress(indicator, value) == 1) == (low <= value <= high)


@pytest.mark.parametrize(
    ("direction", "target", "high"), [("up", 5, None), ("up", 10, None), ("down", 10, None), ("in_band", 5, None), ("in_band", 9, 8)]
)
def test_targets_that_cannot_be_reached(direction: str, target: int, high: int | None) -> None:
    with pytest.raises(ValidationError):
        an_indicator(direction, 10, target, high)


@pytest.mark.parametrize(
    ("value", "words"),
    [(8, "From 14 to 8 a week; the target is 5 a week. 66 % of the way."), (5, "It is reached."), (14, "No step of the way is made yet.")],
)
def test_words(value: int, words: str) -> None:
    assert words in in_words(an_indicator("down", 14, 5), [Observation(date(2026, 1, 1), Decimal(value))])


def test_a_program_serves_what_it_names() -> None:
    assert serves("Nobody is hurt", ["NOBODY IS HURT"]) and not serves("Nobody is hurt", ["Somebody"])


def test_what_cannot_have_been_seen() -> None:
    today = date(2026, 10, 6)
    check_observation(today, today, None)
    for on, n in ((date(2026, 10, 7), None), (today, 0)):
        with pytest.raises(BadInput):
            check_observation(on, today, n)
