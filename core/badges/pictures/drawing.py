"""What a picture is made of, whatever paints it: filled outlines, and lines of text on top of them.

There is one description of a badge and two painters (``raster``, ``vector``), so that its PNG and its SVG cannot come
apart. Lengths are fractions of half the side of a square, the middle is (0, 0), x leads to the right and y down.
"""

import math
from dataclasses import dataclass

from core.badges.pictures.lettering import Row

Point = tuple[float, float]
Tone = tuple[int, int, int]


@dataclass(frozen=True)
class Arc:
    """A piece of a circle around the middle; turns count from 0 to 1, clockwise from the top. It may run backwards."""

    radius: float
    start: float
    end: float

    def at(self, share: float) -> Point:
        """The point after so much of the way (0 to 1)."""
        return on_circle(self.radius, self.start + (self.end - self.start) * share)


@dataclass(frozen=True)
class Fade:
    """A colour that changes evenly from ``top`` to ``bottom``, between the heights -``reach`` and +``reach``."""

    top: Tone
    bottom: Tone
    reach: float


Outline = tuple[Point | Arc, ...]
"""Corners and arcs in their order, joined by straight lines and closed."""


@dataclass(frozen=True)
class Fill:
    outline: Outline
    paint: Tone | Fade


@dataclass(frozen=True)
class Words:
    """Centred lines in one colour; ``language`` (BCP 47) decides how Han is written."""

    rows: tuple[Row, ...]
    colour: Tone
    language: str


@dataclass(frozen=True)
class Drawing:
    """Fills in their order, then words; ``title`` and ``description`` for those who cannot see them."""

    fills: tuple[Fill, ...]
    words: tuple[Words, ...]
    title: str
    description: str


def on_circle(radius: float, turn: float) -> Point:
    """The point of a circle around the middle after ``turn`` (0 to 1), clockwise from the top."""
    angle = 2 * math.pi * turn
    return radius * math.sin(angle), -radius * math.cos(angle)
