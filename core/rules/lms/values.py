"""Times, scores and headings as learning systems write them, read strictly: what can be read in two ways is not read."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from core.rules.completion import WHOLE_BP
from core.rules.lms.choices import DayOrder, folded
from core.rules.spreadsheets import unguarded
from core.rules.texts import clean_line

EARLIEST_YEAR = 1990
LONGEST_VALUE = 300
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE)
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?))?")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?")


class AmbiguousDay(ValueError):
    """A day that can be read in two ways, while nobody said which is meant."""


def moment_of(text: str, order: DayOrder = "iso") -> datetime | None:
    """The time that a cell says, in UTC where it names no zone; ``None`` for an empty cell.

    ``ValueError`` for what is no time, and for a day such as 02/01/2026 while nobody has said which comes first.

    >>> moment_of("2026-05-03 10:00:00").isoformat(), moment_of("31.05.2026", "day_first").isoformat()
    ('2026-05-03T10:00:00+00:00', '2026-05-31T00:00:00+00:00')
    """
    text = text.strip()
    if not text:
        return None
    try:
        found = _iso(text) or _by_parts(text, order)
    except AmbiguousDay:
        raise
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError(f"“{shown(text)}” is no time that we can read. Times look like 2026-05-31 or 2026-05-31 14:30.")
    if found.year < EARLIEST_YEAR:
        raise ValueError(f"{found.date()} is too long ago to be right.")
    return found


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    day, clock, zone = match.groups()
    zone = "+00:00" if not zone or zone.upper() in ("Z", "UTC") else zone
    return datetime.fromisoformat(f"{day}T{clock or '00:00'}{zone}").astimezone(UTC).replace(microsecond=0)


def _by_parts(text: str, order: DayOrder) -> datetime | None:
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    if order == "iso":
        raise AmbiguousDay(f"“{shown(text)}” can be read in two ways. Say how the file writes its days, or write them as 2026-05-31.")
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if order == "day_first" else (second, first)
    return datetime.combine(date(year, month, day), time.fromisoformat((match[5] or "00:00").rjust(5, "0")), tzinfo=UTC)


def basis_points(share: Decimal) -> int:
    """A share of 1 in basis points, cut off: nobody gets a score that they did not quite reach. ``ValueError`` beyond 0 to 1.

    >>> basis_points(Decimal("0.79999"))
    7999
    """
    if not share.is_finite() or not -1 <= share <= 1:
        raise ValueError("it is beyond the scale.")
    return max(0, int(share * WHOLE_BP))


def score_of(text: str, whole: int | Decimal | None) -> int | None:
    """The score in a cell, in basis points: points of ``whole``, or as written: 85 %, 17/20. ``None`` for an empty cell.

    >>> score_of("8,5", 10), score_of("85 %", None), score_of("17/20", None)
    (8500, 8500, 8500)
    """
    text = text.strip()
    if not text:
        return None
    share = text.removesuffix("%").strip()
    points, stroke, of = share.partition("/")
    try:
        if share != text:
            return basis_points(number(share) / 100)
        scale = number(of) if stroke else Decimal(whole) if whole else None
        if scale is None or scale <= 0:
            raise ValueError("it is not said how many points are everything.")
        return basis_points(number(points) / scale)
    except (ValueError, InvalidOperation) as problem:
        raise ValueError(f"“{shown(text)}” is no score that we can read: {problem}") from problem


def number(text: str) -> Decimal:
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError("it should be a plain number.")
    return Decimal(text.replace(",", "."))


def shown(text: object) -> str:
    """What somebody wrote, as it can stand in a sentence."""
    return " ".join("".join(character if character.isprintable() else " " for character in str(text)[:400]).split())[:80]


@lru_cache(maxsize=4_096)  # files say the same names and words again and again
def plain(text: str) -> str:
    """A name or word of the file, on one line and of bounded length; without what nobody can see."""
    try:
        return clean_line(unguarded(text))[:LONGEST_VALUE]
    except ValueError:
        return shown(text)


def places(cells: Sequence[str]) -> dict[str, int]:
    """Heading -> place, of equal headings the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        found.setdefault(heading(cell), place)
    return found


def heading(text: str) -> str:
    """A heading as it is compared: *Org Defined Id*, *OrgDefinedId* and *org_defined_id* are one.

    >>> heading("Org Defined Id") == heading("OrgDefinedId") == heading("org_defined-id")
    True
    """
    return re.sub(r"[\s_.\-]+", "", folded(plain(text)))


def cell(cells: Sequence[str], place: int | None) -> str:
    """The text of a cell; empty where the row is too short or there is no such column."""
    return cells[place].strip() if place is not None and place < len(cells) else ""


def first_of(there: dict[str, int], *names: str) -> int | None:
    """The place of the first of these headings that is there."""
    return next((there[name] for name in map(heading, names) if name in there), None)
