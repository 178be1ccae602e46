"""Times and scores: strictly, and what can be read in two ways is not read."""

import doctest
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.lms import choices, moodle, values
from core.rules.lms.choices import DayOrder
from core.rules.lms.values import basis_points, moment_of, score_of
from core.rules.times import stamp


@pytest.mark.parametrize("module", [values, choices, moodle])
def test_examples_in_the_texts(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "order", "read"),
    [
        ("2026-05-31", "iso", "2026-05-31T00:00:00Z"),
        ("2026-05-31 14:30", "month_first", "2026-05-31T14:30:00Z"),
        ("2026-05-31T14:30:05.1234567Z", "iso", "2026-05-31T14:30:05Z"),
        ("2026-05-31T14:30:05+02:00", "iso", "2026-05-31T12:30:05Z"),
        ("2026-05-31T14:30:05-0330", "iso", "2026-05-31T18:00:05Z"),
        ("31.05.2026 9:15", "day_first", "2026-05-31T09:15:00Z"),
        ("1/2/2026", "day_first", "2026-02-01T00:00:00Z"),
        ("1/2/2026", "month_first", "2026-01-02T00:00:00Z"),
    ],
)
def test_times(text: str, order: DayOrder, read: str) -> None:
    found = moment_of(text, order)
    assert found and stamp(found) == read


@pytest.mark.parametrize(
    "text", ["46054", "yesterday", "2026-13-01", "2026-02-30", "31/05/26", "05.2026", "2026-05-31 25:00", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_time(text: str) -> None:
    for order in ("iso", "day_first", "month_first"):
        with pytest.raises(ValueError, match=r"no time|too long ago"):
            moment_of(text, order)


@pytest.mark.parametrize("text", ["01.02.2026", "02/01/2026", "31/05/2026"])
def test_days_in_two_orders_are_refused_until_somebody_says_which(text: str) -> None:
    with pytest.raises(ValueError, match="two ways"):
        moment_of(text)


def test_an_empty_cell_is_no_time_and_no_score() -> None:
    assert moment_of("  ") is None and score_of("", 10) is None


@given(st.integers(700_000_000, 4_000_000_000))
def test_what_we_write_is_read(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert moment_of(stamp(moment)) == moment


@pytest.mark.parametrize("text", ["eleven", "1e5", "11", "-", "1/0", "NaN", "1 000", "12/10", "101 %"])
def test_what_is_no_score(text: str) -> None:
    with pytest.raises(ValueError, match="no score"):
        score_of(text, 10)


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_nobody_gets_a_score_that_they_did_not_reach(points: int, below: int) -> None:
    share = Decimal(points) / 10_000
    assert basis_points(share) == points
    assert basis_points(max(Decimal(0), share - Decimal(below) / 10**7)) == max(0, points - 1)
