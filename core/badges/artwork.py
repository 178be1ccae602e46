"""The picture of a badge, drawn from what was signed, so that its form means something.

A circle is a soft skill, a hexagon a technical one; the colour is the category; every segment of the ring is one
criterion (or completed activity). Judged work has a full golden ring and band, completed activities an outlined one.
"""

import math
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from core.badges.lettering import Room, Row, fitted, rows
from core.badges.typesetting import Pen, line_width, tidy
from core.badges.view import BadgeView
from core.rules.programs import SkillKind, earned_word

WHITE = "#ffffff"
GOLD = "#f4c542"
INK = "#1c1c22"
# Each is dark enough for white words on it at 4.5 : 1 and more (WCAG 2.2, success criterion 1.4.3).
COLOURS = {
    "communication": "#0b5394",
    "management": "#00645b",
    "leadership": "#6a1b9a",
    "software": "#34495e",
    "safety": "#a83a00",
    "finance": "#2b6a1e",
    "analysis": "#9c1458",
    "craft": "#744415",
}
_OTHER_COLOUR = "#3d3d46"
_FINER = 3
_GAP = 0.014

Point = tuple[float, float]


def colour_of(category: str) -> str:
    """The colour of a category; a neutral one for a category of another association."""
    return COLOURS.get(category, _OTHER_COLOUR)


def shade(colour: str, factor: float) -> tuple[int, int, int]:
    """The colour made darker (below 1) or lighter (above 1)."""
    red, green, blue = (min(255, round(part * factor)) for part in ImageColor.getrgb(colour)[:3])
    return red, green, blue


def contour(kind: SkillKind, radius: float, turn: float) -> Point:
    """The point of the outline after ``turn`` (0 to 1) of the way round, clockwise from the top; the middle is (0, 0)."""
    if kind == "soft":
        angle = 2 * math.pi * turn
        return radius * math.sin(angle), -radius * math.cos(angle)
    corner, along = divmod(turn % 1 * 6 + 0.5, 1)
    (x1, y1), (x2, y2) = (contour("soft", radius, (corner + step - 0.5) / 6) for step in (0, 1))
    return x1 + (x2 - x1) * along, y1 + (y2 - y1) * along


def half_width(kind: SkillKind, radius: float, y: float) -> float:
    """Half the room across the shape at the height ``y`` (0 in the middle); nothing above and below it."""
    if kind == "soft":
        return math.sqrt(max(0.0, radius * radius - y * y))
    return radius - abs(y) / math.sqrt(3) if abs(y) <= radius * math.sqrt(3) / 2 else 0.0


@dataclass(frozen=True)
class _Canvas:
    """A square picture on which lengths are fractions of half its side."""

    picture: Image.Image

    @property
    def half(self) -> float:
        return self.picture.width / 2

    def scaled(self, points: list[Point]) -> list[Point]:
        return [(self.half + x * self.half, self.half + y * self.half) for x, y in points]

    def fill(self, points: list[Point], colour: str | tuple[int, int, int]) -> None:
        ImageDraw.Draw(self.picture).polygon(self.scaled(points), fill=colour)

    def fade(self, kind: SkillKind, radius: float, colour: str, factors: tuple[float, float]) -> None:
        """Fills the shape with shades of a colour that change from top to bottom."""
        pencil, (top, bottom) = ImageDraw.Draw(self.picture), factors
        for row in range(self.picture.height):
            y = (row + 0.5) / self.half - 1
            if wide := half_width(kind, radius, y):
                tone = shade(colour, top + (bottom - top) * (y / radius + 1) / 2)
                pencil.line((self.half - wide * self.half, row, self.half + wide * self.half, row), tone)

    def write(self, colour: str, written: list[Row], language: str) -> None:
        """Centred lines of one colour."""
        pen = Pen(*self.picture.size)
        for text, baseline, size, weight in written:
            pen.write(text, self.half, self.half + baseline * self.half, size * self.half, weight, language)
        self.picture.paste(colour, mask=pen.mask())

    def smoothed(self) -> "_Canvas":
        return _Canvas(self.picture.reduce(_FINER))

    def png(self) -> bytes:
        out = BytesIO()
        self.picture.save(out, "PNG")
        return out.getvalue()


def _blank(size: int) -> _Canvas:
    return _Canvas(Image.new("RGBA", (size * _FINER, size * _FINER)))


def _outline(kind: SkillKind, radius: float, start: float = 0, end: float = 1) -> list[Point]:
    corners = [(corner + 0.5) / 6 for corner in range(12) if start < (corner + 0.5) / 6 < end]
    steps = [start + (end - start) * step / 180 for step in range(181)]
    return [contour(kind, radius, turn) for turn in sorted(corners + steps)]


def _segment(kind: SkillKind, radii: tuple[float, float], start: float, end: float) -> list[Point]:
    inner, outer = radii
    return _outline(kind, outer, start, end) + _outline(kind, inner, start, end)[::-1]


def _draw_ring(canvas: _Canvas, view: BadgeView, dark: tuple[int, int, int]) -> None:
    count = max(1, len(view.criteria) or len(view.evidence))
    gap = min(_GAP, 0.2 / count) if count > 1 else 0
    judged = view.benchmark != "progress"
    edge = gap / 5  # how much of the way round the line of a hollow segment is thick
    first = 0.5 / 6 if view.skill_kind == "technical" and count % 6 == 0 else 0.0  # six sides, six segments: cut at the corners
    for number in range(count):
        start, end = first + number / count + gap / 2, first + (number + 1) / count - gap / 2
        canvas.fill(_segment(view.skill_kind, (0.835, 0.935), start, end), GOLD if judged else WHITE)
        if not judged:
            canvas.fill(_segment(view.skill_kind, (0.850, 0.920), start + edge, end - edge), dark)


def _draw_band(canvas: _Canvas, view: BadgeView) -> None:
    colour = GOLD if view.benchmark != "progress" else WHITE
    tail = shade(colour, 0.72)
    for side in (-1, 1):
        canvas.fill([(side * x, y) for x, y in ((0.72, 0.37), (0.985, 0.37), (0.92, 0.46), (0.985, 0.55), (0.72, 0.55))], tail)
        canvas.fill([(side * x, y) for x, y in ((0.72, 0.49), (0.84, 0.49), (0.72, 0.55))], shade(colour, 0.45))
    canvas.fill([(-0.84, 0.29), (0.84, 0.29), (0.84, 0.49), (-0.84, 0.49)], colour)


def _write_words(canvas: _Canvas, view: BadgeView) -> None:
    texts = (
        (view.category.upper(), 0.74, (-0.56, 0.1, 0.085), 600),
        (view.title, 0.76, (-0.12, 0.72, 0.30), 700),
        (view.issuer.name, 0.77, (0.585, 0.155, 0.1), 500),
    )
    written: list[Row] = []
    for text, radius, (middle, height, largest), weight in texts:
        room = Room(partial(half_width, view.skill_kind, radius), middle, height, largest)
        written += rows(fitted(tidy(text), room, view.language), middle, weight)
    canvas.write(WHITE, written, view.language)
    word = earned_word(view.benchmark).upper()
    canvas.write(INK, rows((min(0.185, 1.5 / line_width(word, 700)), [word]), 0.39, 700), "en")


def badge_png(view: BadgeView, size: int = 600) -> bytes:
    """The badge as a PNG of ``size`` pixels a side on a transparent ground; the same view gives the same bytes."""
    colour, kind = colour_of(view.category), view.skill_kind
    canvas, dark = _blank(size), shade(colour, 0.62)
    canvas.fill(_outline(kind, 0.995), WHITE)
    canvas.fill(_outline(kind, 0.975), dark)
    _draw_ring(canvas, view, dark)
    canvas.fade(kind, 0.79, colour, (1.0, 0.72))
    _draw_band(canvas, view)
    finished = canvas.smoothed()
    _write_words(finished, view)
    return finished.png()


def monogram_png(name: str, size: int = 256) -> bytes:
    """A mark for an association without a logo: its first letters on a rounded square, in a colour of its own."""
    words = tidy(name).split() or ["?"]
    letters = "".join(word[0] for word in words[:2]).upper()
    size_of_letters = min(1.0, 1.4 / max(line_width(letters, 700), 0.1))
    colours = list(COLOURS.values())
    canvas, side = _blank(size), size * _FINER - 1
    ImageDraw.Draw(canvas.picture).rounded_rectangle((0, 0, side, side), side * 0.2, fill=colours[sum(map(ord, name)) % len(colours)])
    finished = canvas.smoothed()
    finished.write(WHITE, rows((size_of_letters, [letters]), 0, 700), "")
    return finished.png()
