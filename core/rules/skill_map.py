"""A person's skills as a sky: one star for every skill that can be shown here, together by category; it is lit by a badge.

Nothing is counted and nobody is compared; a star that is dark is something to reach for.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.rules.programs import ProgramVersion, Skill

Light = Literal["lit", "kindled", "faded", "dark"]
IN_WORDS: dict[Light, str] = {"lit": "shown", "kindled": "on the way", "faded": "shown before", "dark": "not yet"}


@dataclass(frozen=True)
class Star:
    """A skill and how it stands with one person. ``place`` is where it stands from left to right, 0 to 1, always the same.

    ``program_code`` is a program of today through which it can be shown, or empty.
    """

    code: str
    name: str
    light: Light
    place: float
    program_code: str


@dataclass(frozen=True)
class Constellation:
    """The skills of one category, by name."""

    category: str
    stars: tuple[Star, ...]


def sky(
    offered: Iterable[ProgramVersion], *, valid: Iterable[Skill], running: Iterable[Skill], expired: Iterable[Skill]
) -> list[Constellation]:
    """Every skill once, in its brightest light; the constellations by name.

    What somebody holds is there though it is not offered any more.
    """
    programs = {program.skill.code: program for program in offered}
    lights: tuple[tuple[Light, Iterable[Skill]], ...] = (("lit", valid), ("kindled", running), ("faded", expired))
    seen: dict[str, tuple[Skill, Light]] = {}
    for light, skills in (*lights, ("dark", [program.skill for program in programs.values()])):
        for skill in skills:
            seen.setdefault(skill.code, (skill, light))
    by_category: dict[str, list[Star]] = {}
    for code, (skill, light) in sorted(seen.items(), key=lambda row: (row[1][0].name.casefold(), row[0])):
        way = programs[code].code if code in programs else ""
        by_category.setdefault(skill.category, []).append(Star(code, skill.name, light, _place(code), way))
    return [Constellation(category, tuple(stars)) for category, stars in sorted(by_category.items())]


def _place(code: str) -> float:
    """Anywhere, and tomorrow in the same place.

    >>> _place("COM-01") == _place("COM-01")
    True
    """
    return hashlib.sha256(code.encode()).digest()[0] / 255
