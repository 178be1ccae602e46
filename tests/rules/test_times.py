from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.times import add_business_days, add_duration, business_days_between, check_duration, moment, stamp

MONDAY = date(2026, 10, 5)


@pytest.mark.parametrize("text", ["P", "P0D", "PT8H", "3Y", "P1Y2H", "", "P-1Y"])
def test_durations_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Write a duration"):
        check_duration(text)


@pytest.mark.parametrize(
    ("duration", "ends"), [("P1Y", "2027-01-31"), ("P1M", "2026-02-28"), ("P2W", "2026-02-14"), ("P1Y1M", "2027-02-28")]
)
def test_calendar_durations(duration: str, ends: str) -> None:
    assert add_duration(datetime(2026, 1, 31, tzinfo=UTC), duration).date().isoformat() == ends


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_stamp_reads_back_to_the_second(when: datetime) -> None:
    assert moment(stamp(when)) == when.replace(microsecond=0)


@pytest.mark.parametrize(
    "text", ["2026-10-05", "2026-10-05T09:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon", ""]
)
def test_times_that_are_no_moment_everywhere_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment(text)


@given(st.integers(0, 60), st.integers(0, 6))
def test_business_days_are_counted_as_they_are_added(days: int, weekday: int) -> None:
    start = date.fromordinal(MONDAY.toordinal() + weekday)
    assert business_days_between(start, add_business_days(start, days)) == days
