"""When holders are asked whether they use it, and what their answers come to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.programs import Survey
from core.rules.uses import LATEST, OPEN_FOR, SOONEST, USUAL, UsedAtWork, days_after, is_due, is_open

AWARDED = datetime(2026, 1, 1, 9, tzinfo=UTC)
surveys = st.lists(
    st.builds(
        Survey, moment=st.sampled_from(["before", "after", "follow_up"]), link=st.just("https://x.org"), days_after=st.integers(0, 365)
    ),
    max_size=4,
)


@given(surveys)
def test_it_is_always_asked_between_60_and_90_days(found: list[Survey]) -> None:
    assert SOONEST <= days_after(found) <= LATEST


@pytest.mark.parametrize(
    ("moment", "days", "asked"), [("follow_up", 60, 60), ("follow_up", 90, 90), ("follow_up", 30, USUAL), ("after", 80, USUAL)]
)
def test_a_program_may_say_when(moment: str, days: int, asked: int) -> None:
    assert days_after([Survey(moment=moment, link="https://x.org", days_after=days)]) == asked  # type: ignore[arg-type]


@given(st.integers(0, 400), st.integers(SOONEST, LATEST))
def test_neither_too_early_nor_strangely_late(passed: int, days: int) -> None:
    assert is_due(AWARDED, days, AWARDED + timedelta(days=passed)) == (days <= passed < days + OPEN_FOR.days)


def test_a_question_is_open_for_sixty_days() -> None:
    assert is_open(AWARDED, AWARDED) and is_open(AWARDED, AWARDED + timedelta(days=59)) and not is_open(AWARDED, AWARDED + OPEN_FOR)


def test_often_is_every_month_or_more() -> None:
    found = UsedAtWork(9, {"not_yet": 1, "once": 2, "monthly": 1, "weekly": 3})
    assert (found.answered, found.often) == (7, 4)
