"""Is it used at work? Asked of the holder 60 to 90 days after a badge: right after a program everybody is pleased (domain R43, M-28)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from core.rules.programs import Survey

Used = Literal["not_yet", "once", "monthly", "weekly"]
USED_WORDS: dict[Used, str] = {
    "not_yet": "Not yet",
    "once": "Once or twice",
    "monthly": "Every month or so",
    "weekly": "Every week",
}
OFTEN: frozenset[Used] = frozenset({"monthly", "weekly"})
SOONEST, LATEST, USUAL = 60, 90, 75  # days after the badge
OPEN_FOR = timedelta(days=60)  # later nobody remembers what was before


@dataclass(frozen=True)
class UsedAtWork:
    """What holders said: how many were ``asked``, and how many gave which answer."""

    asked: int
    counts: Mapping[Used, int]

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def often(self) -> int:
        """How many use it at least every month."""
        return sum(count for used, count in self.counts.items() if used in OFTEN)


def days_after(surveys: Iterable[Survey]) -> int:
    """When a program wants it to be asked, in days after the badge; 75 where it says nothing, or something outside 60 to 90.

    >>> days_after([])
    75
    """
    wanted = (row.days_after for row in surveys if row.moment == "follow_up")
    return next((days for days in wanted if SOONEST <= days <= LATEST), USUAL)


def is_due(awarded_at: datetime, days: int, now: datetime) -> bool:
    """Whether to ask now: neither too early nor when it would be strange to ask at all.

    >>> from datetime import UTC
    >>> [is_due(datetime(2026, 1, 1, tzinfo=UTC), 75, datetime(2026, month, 20, tzinfo=UTC)) for month in (2, 3, 5, 6)]
    [False, True, False, False]
    """
    begins = awarded_at + timedelta(days=days)
    return begins <= now < begins + OPEN_FOR


def is_open(asked_at: datetime, now: datetime) -> bool:
    """Whether the question is still shown where nobody answered it."""
    return now < asked_at + OPEN_FOR
