"""Days and times as people say them: “Tue 14 Apr”, “10:42” on the reader's own clock."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from core.rules.times import short_day


def readers_zone() -> tzinfo:
    """The time zone of the reader's browser; UTC where it gives none."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def day(moment: date | datetime, today: date) -> str:
    """
    >>> day(date(2026, 4, 14), date(2026, 5, 1)), day(date(2025, 4, 14), date(2026, 5, 1))
    ('Tue 14 Apr', 'Mon 14 Apr 2025')
    """
    local = moment.astimezone(readers_zone()) if isinstance(moment, datetime) else moment
    return short_day(local) + ("" if local.year == today.year else f" {local.year}")


def due_in_words(due: date, today: date) -> str:
    """The promised day; a missed one says so in words.

    >>> due_in_words(date(2026, 4, 14), date(2026, 4, 15))
    'overdue since Tue 14 Apr'
    """
    if due < today:
        return f"overdue since {day(due, today)}"
    return "due today" if due == today else f"due {day(due, today)}"


def clock(moment: datetime) -> str:
    """The time of day, such as 10:42, where the reader is."""
    return f"{moment.astimezone(readers_zone()):%H:%M}"
