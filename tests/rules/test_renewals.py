from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.programs import Renewal
from core.rules.renewals import REMINDERS, Window, counts_from, promised, reminder_due, window
from tests.builders import a_performance_program

END = date(2026, 6, 30)
DAYS = Window(END - timedelta(days=60), END, END + timedelta(days=30))


@pytest.mark.parametrize(
    ("days_left", "already", "due"),
    [
        (61, (), None),
        (60, (), 60),
        (60, (60,), None),
        (45, (60,), None),
        (45, (), 60),  # the upkeep slept through the first day
        (30, (60,), 30),
        (29, (60,), 30),
        (12, (60, 30), None),
        (7, (60,), 7),  # the one in between is left out
        (1, (60, 30, 7), None),
        (0, (60, 30, 7), 0),
        (0, (), 0),
        (-1, (60,), 0),
        (-30, (7,), 0),
        (-31, (7,), None),
        (20, (7,), None),  # the clock went back: nothing earlier is said after something later
        (5, (0,), None),
    ],
)
def test_which_reminder_is_due(days_left: int, already: tuple[int, ...], due: int | None) -> None:
    assert reminder_due(DAYS, END - timedelta(days=days_left), already) == due


@given(st.lists(st.integers(min_value=-80, max_value=120), max_size=40), st.integers(min_value=-80, max_value=120))
def test_whenever_the_upkeep_runs_each_reminder_comes_once_in_its_order_and_never_after_the_renewal(
    rounds: list[int], renewed: int
) -> None:
    """Rounds at any time, in any order, also on a clock that goes back and forth; the badge is renewed in between."""
    sent: list[int] = []
    for number, days_left in enumerate(rounds):
        if number == len(rounds) // 2:
            before_renewal = len(sent)
        days = DAYS if number < len(rounds) // 2 else window(datetime(2026, 6, 1, tzinfo=UTC), datetime(2029, 6, 30, tzinfo=UTC))
        due = reminder_due(days, END - timedelta(days=days_left), sent)
        if due is not None:
            assert days_left <= due
            sent.append(due)
    assert sent == sorted(set(sent), reverse=True)
    assert set(sent) <= set(REMINDERS)
    if rounds:
        assert len(sent) == before_renewal


def test_a_badge_of_a_month_can_be_renewed_in_the_second_half_of_its_life() -> None:
    awarded = datetime(2026, 6, 1, 9, tzinfo=UTC)
    days = window(awarded, datetime(2026, 7, 1, 23, 59, 59, tzinfo=UTC))
    assert days.opens_on == date(2026, 6, 16)
    assert reminder_due(days, date(2026, 6, 2), ()) is None
    assert reminder_due(days, date(2026, 6, 16), ()) == 30


@pytest.mark.parametrize(
    ("now", "counted_from"),
    [
        (datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)),
        (datetime(2026, 7, 9, 12, tzinfo=UTC), datetime(2026, 7, 9, 12, tzinfo=UTC)),
        (datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 1, 1, 12, tzinfo=UTC)),  # earned anew outside the time to renew
        (datetime(2027, 1, 1, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)),
    ],
)
def test_renewing_early_costs_no_day_and_renewing_late_gives_none(now: datetime, counted_from: datetime) -> None:
    awarded, ends = datetime(2025, 6, 30, 8, tzinfo=UTC), datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)
    assert counts_from(now, awarded, ends) == counted_from


def test_what_was_promised_with_the_badge_holds_and_a_later_promise_helps() -> None:
    plain, asks = a_performance_program(), a_performance_program(renewal=Renewal(kind="reassess"))
    assert promised(asks, plain).kind == "reassess"
    assert promised(plain, asks).kind == "reassess"
    assert promised(plain, None).kind == "none"
