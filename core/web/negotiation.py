"""Which form of a thing a caller would rather have (HTTP Semantics, RFC 9110, section 12.5.1)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_PARTS = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')  # commas inside quoted parameters do not separate
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?=;|$)", re.IGNORECASE)
_LONGEST = 1000  # characters of a header that are read


class _Range(NamedTuple):
    """One entry of the header. ``exactness``: 2 for a type, 1 for ``text/*``, 0 for ``*/*``."""

    name: str
    quality: float
    exactness: int
    place: int

    def covers(self, media_type: str) -> bool:
        return self.exactness == 0 or self.name == media_type or (self.exactness == 1 and media_type.startswith(self.name[:-1]))


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The best of ``offers`` for an ``Accept`` header, ``None`` where none of them is acceptable.

    Of equals the one that is named more exactly, then the one that is named first, then the first of ``offers``.
    Parameters other than ``q`` are not looked at.

    >>> preferred("text/html;q=0.5, application/json", ("text/html", "application/json"))
    'application/json'
    >>> preferred("*/*", ("text/html", "application/json"))
    'text/html'
    """
    if not accept.strip():
        return offers[0]
    ranges = [_range(entry, place) for place, entry in enumerate(_PARTS.findall(accept[:_LONGEST]))]
    rated = [(rule, offer) for offer in offers if (rule := _rule_for(offer, ranges)) and rule.quality > 0]
    best = max(rated, key=lambda row: (row[0].quality, row[0].exactness, -row[0].place), default=None)
    return best[1] if best else None


def _range(entry: str, place: int) -> _Range:
    name = entry.partition(";")[0].strip().lower()
    quality = _QUALITY.search(entry)
    exactness = 0 if name == "*/*" else 1 if name.endswith("/*") else 2
    return _Range(name, float(quality[1]) if quality else 1.0, exactness, place)


def _rule_for(media_type: str, ranges: Sequence[_Range]) -> _Range | None:
    """The most exact entry that covers the type: it alone says how welcome the type is."""
    return max((rule for rule in ranges if rule.covers(media_type)), key=lambda rule: (rule.exactness, -rule.place), default=None)
