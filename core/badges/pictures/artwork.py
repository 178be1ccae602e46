"""The picture of a badge, drawn from what was signed, so that its form means something; as pixels and as a vector.

A circle is a soft skill, a hexagon a technical one; the colour is the category; every segment of the ring is one
criterion (or completed activity). Judged work has a full golden ring and band, completed activities an outlined one.
"""

import hashlib
import math
from dataclasses import dataclass
from functools import partial

from PIL import ImageColor

from core.badges.pictures import raster, vector
from core.badges.pictures.drawing import Arc, Drawing, Fade, Fill, Outline, Point, Tone, Words, on_circle
from core.badges.pictures.lettering import Room, Row, fitted, rows
from core.badges.typesetting import line_width, tidy
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
_GAP = 0.014
# Right half of what hangs behind the band: its tail and the fold, each with how much darker it is.
_TAIL = (
    (((0.72, 0.37), (0.985, 0.37), (0.92, 0.46), (0.985, 0.55), (0.72, 0.55)), 0.72),
    (((0.72, 0.49), (0.84, 0.49), (0.72, 0.55)), 0.45),
)


@dataclass(frozen=True)
class Artwork:
    """The pictures of a badge, without a person in them: PNG of 600 and 1200 pixels, and the same as a vector (SVG)."""

    png: bytes
    png_large: bytes
    svg: str

    @property
    def sha256(self) -> str:
        """The name under which all three are kept, hexadecimal: it changes when one of them does."""
        each = (hashlib.sha256(part).digest() for part in (self.png, self.png_large, self.svg.encode()))
        return hashlib.sha256(b"".join(each)).hexdigest()


def colour_of(category: str) -> str:
    """The colour of a category; a neutral one for a category of another association."""
    return COLOURS.get(category, _OTHER_COLOUR)


def shade(colour: str, factor: float) -> Tone:
    """The colour made darker (below 1) or lighter (above 1)."""
    red, green, blue = (min(255, round(part * factor)) for part in ImageColor.getrgb(colour)[:3])
    return red, green, blue


def contour(kind: SkillKind, radius: float, turn: float) -> Point:
    """The point of the outline after ``turn`` (0 to 1) of the way round, clockwise from the top; the middle is (0, 0)."""
    if kind == "soft":
        return on_circle(radius, turn)
    corner, along = divmod(turn % 1 * 6 + 0.5, 1)
    (x1, y1), (x2, y2) = (on_circle(radius, (corner + step - 0.5) / 6) for step in (0, 1))
    return x1 + (x2 - x1) * along, y1 + (y2 - y1) * along


def half_width(kind: SkillKind, radius: float, y: float) -> float:
    """Half the room across the shape at the height ``y`` (0 in the middle); nothing above and below it."""
    if kind == "soft":
        return math.sqrt(max(0.0, radius * radius - y * y))
    return radius - abs(y) / math.sqrt(3) if abs(y) <= radius * math.sqrt(3) / 2 else 0.0


def _outline(kind: SkillKind, radius: float, start: float = 0, end: float = 1) -> Outline:
    """The outline of the shape from one turn to another; from a later one to an earlier it runs back."""
    if kind == "soft":
        return (Arc(radius, start, end),)
    low, high = sorted((start, end))
    corners = [turn for turn in ((corner + 0.5) / 6 for corner in range(12)) if low < turn < high]
    turns = [low, *corners, high]
    return tuple(contour(kind, radius, turn) for turn in (turns if start < end else turns[::-1]))


def _segment(kind: SkillKind, radii: tuple[float, float], start: float, end: float) -> Outline:
    inner, outer = radii
    return _outline(kind, outer, start, end) + _outline(kind, inner, end, start)


def _ring(view: BadgeView, dark: Tone) -> list[Fill]:
    fills: list[Fill] = []
    count = max(1, len(view.criteria) or len(view.evidence))
    gap = min(_GAP, 0.2 / count) if count > 1 else 0
    judged = view.benchmark != "progress"
    edge = gap / 5  # how much of the way round the line of a hollow segment is thick
    first = 0.5 / 6 if view.skill_kind == "technical" and count % 6 == 0 else 0.0  # six sides, six segments: cut at the corners
    for number in range(count):
        start, end = first + number / count + gap / 2, first + (number + 1) / count - gap / 2
        fills.append(Fill(_segment(view.skill_kind, (0.835, 0.935), start, end), shade(GOLD if judged else WHITE, 1)))
        if not judged:
            fills.append(Fill(_segment(view.skill_kind, (0.850, 0.920), start + edge, end - edge), dark))
    return fills


def _band(view: BadgeView) -> list[Fill]:
    bright = WHITE if view.benchmark == "progress" else GOLD
    fills: list[Fill] = []
    for side in (-1, 1):
        fills += [Fill(tuple((side * x, y) for x, y in corners), shade(bright, factor)) for corners, factor in _TAIL]
    return [*fills, Fill(((-0.84, 0.29), (0.84, 0.29), (0.84, 0.49), (-0.84, 0.49)), shade(bright, 1))]


def _words(view: BadgeView) -> tuple[Words, Words]:
    texts = (
        (view.category.upper(), 0.74, (-0.56, 0.1, 0.085), 600),
        (view.title, 0.76, (-0.12, 0.72, 0.30), 700),
        (view.issuer.name, 0.77, (0.585, 0.155, 0.1), 500),
    )
    written: list[Row] = []
    for text, radius, (middle, height, largest), weight in texts:
        room = Room(partial(half_width, view.skill_kind, radius), middle, height, largest)
        written += rows(fitted(tidy(text), room, view.language), middle, weight)
    word = earned_word(view.benchmark).upper()
    banner = rows((min(0.185, 1.5 / line_width(word, 700)), [word]), 0.39, 700)
    return Words(tuple(written), shade(WHITE, 1), view.language), Words(tuple(banner), shade(INK, 1), "en")


def _description(view: BadgeView) -> str:
    """What the form of the picture says, in words."""
    count = max(1, len(view.criteria) or len(view.evidence))
    thing = "criterion" if view.criteria else "activity or piece of evidence"
    shown = f"{view.skill_kind.capitalize()} skill in {view.category}, issued by {view.issuer.name}."
    return f"{shown} The ring has one segment for each {thing}: {count}."


def badge_drawing(view: BadgeView) -> Drawing:
    """What is on the badge; the person who holds it is not."""
    colour, kind = colour_of(view.category), view.skill_kind
    dark = shade(colour, 0.62)
    ground = [Fill(_outline(kind, 0.995), shade(WHITE, 1)), Fill(_outline(kind, 0.975), dark)]
    field = Fill(_outline(kind, 0.79), Fade(shade(colour, 1.0), shade(colour, 0.72), 0.79))
    return Drawing(
        fills=(*ground, *_ring(view, dark), field, *_band(view)),
        words=_words(view),
        title=f"{earned_word(view.benchmark)}: {view.title}",
        description=_description(view),
    )


def badge_png(view: BadgeView, size: int = 600) -> bytes:
    """The badge as a PNG of ``size`` pixels a side on a transparent ground; the same view gives the same bytes."""
    return raster.png(raster.painted(badge_drawing(view), size))


def badge_svg(view: BadgeView) -> str:
    """The same badge as a vector picture."""
    return vector.svg(badge_drawing(view))


def drawn(view: BadgeView) -> Artwork:
    """The pictures that an award is frozen with; the same view gives the same bytes."""
    return Artwork(badge_png(view, 600), badge_png(view, 1200), badge_svg(view))


def monogram_png(name: str, size: int = 256) -> bytes:
    """A mark for an association without a logo: its first letters on a rounded square, in a colour of its own."""
    words = tidy(name).split() or ["?"]
    letters = "".join(word[0] for word in words[:2]).upper()
    size_of_letters = min(1.0, 1.4 / max(line_width(letters, 700), 0.1))
    colours = list(COLOURS.values())
    picture = raster.rounded_square(size, colours[sum(map(ord, name)) % len(colours)])
    raster.write(picture, Words(tuple(rows((size_of_letters, [letters]), 0, 700)), shade(WHITE, 1), ""))
    return raster.png(picture)
