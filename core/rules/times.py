"""Times are UTC to the whole second; as text they look like ``2026-10-05T09:00:00Z``. Days are ISO dates."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def stamp(moment: datetime) -> str:
    """The moment as stored and as printed in credentials.

    >>> stamp(datetime(2026, 10, 5, 9, 0, 0, 123, tzinfo=UTC))
    '2026-10-05T09:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The inverse of ``stamp``; accepts any ISO 8601 time with a zone. ``ValueError`` for one without, and beyond the calendar."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:  # it would mean another moment on a machine in another place
        raise ValueError(f"{text} names no zone.")
    try:
        return read.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is beyond the calendar.") from error


def check_duration(text: str) -> str:
    """An ISO 8601 duration of years, months, weeks or days, such as ``P3Y``; refuses clock times and nothing at all."""
    match = _DURATION.fullmatch(text)
    if not match or not any(int(part) for part in match.groups() if part):
        raise ValueError("Write a duration such as P3Y (three years), P6M, P2W or P30D.")
    return text


def add_duration(start: datetime, duration: str) -> datetime:
    """``start`` plus an ISO 8601 calendar duration; a missing day (29 February) becomes the month's last day.

    >>> stamp(add_duration(datetime(2024, 2, 29, 12, tzinfo=UTC), "P1Y"))
    '2025-02-28T12:00:00Z'
    """
    match = _DURATION.fullmatch(check_duration(duration))
    assert match is not None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    month_index = start.month - 1 + months
    year, month = start.year + years + month_index // 12, month_index % 12 + 1
    day = min(start.day, monthrange(year, month)[1])
    return start.replace(year=year, month=month, day=day) + timedelta(weeks=weeks, days=days)


def duration_in_words(duration: str) -> str:
    """
    >>> duration_in_words("P1Y6M"), duration_in_words("P2W")
    ('1 year and 6 months', '2 weeks')
    """
    match = _DURATION.fullmatch(check_duration(duration))
    assert match is not None
    units = ("year", "month", "week", "day")
    counted = [(int(n), unit) for n, unit in zip(match.groups(), units, strict=True) if n and int(n)]
    return " and ".join(f"{n} {unit}" + ("" if n == 1 else "s") for n, unit in counted)


def end_of_day(day: date) -> datetime:
    """The last second of a day (UTC), since days that somebody was given are whole days.

    >>> stamp(end_of_day(date(2026, 10, 5)))
    '2026-10-05T23:59:59Z'
    """
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def business_days_between(start: date, end: date) -> int:
    """Working days (Monday to Friday) after ``start`` up to and including ``end``; 0 when ``end`` is not later.

    >>> business_days_between(date(2026, 10, 2), date(2026, 10, 5))  # Friday to Monday
    1
    """
    days = max((end - start).days, 0)
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))


def add_business_days(start: date, days: int) -> date:
    """The day on which ``days`` working days have passed after ``start``."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def short_day(day: date) -> str:
    """For what is near: no year.

    >>> short_day(date(2026, 4, 14))
    'Tue 14 Apr'
    """
    return f"{day:%a} {day.day} {day:%b}"


def long_day(day: date) -> str:
    """
    >>> long_day(date(2026, 4, 5))
    '5 April 2026'
    """
    return f"{day.day} {day:%B %Y}"


def long_moment(moment: datetime) -> str:
    """A day and the minute, in the portal's own time.

    >>> long_moment(datetime(2026, 4, 5, 9, 30, tzinfo=UTC))
    '5 April 2026 at 09:30 UTC'
    """
    return f"{long_day(moment)} at {moment:%H:%M} UTC"
