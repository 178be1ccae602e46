"""The vector picture, read by a library that did not write it."""

import re
from itertools import pairwise
from math import hypot

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageStat

from core.badges.pictures.artwork import badge_drawing, badge_png, badge_svg
from core.badges.pictures.drawing import Fade
from core.badges.pictures.raster import tone_at
from core.badges.view import BadgeView
from tests.badges.pictures.test_artwork import picture
from tests.badges.views import a_view, criteria, evidence

SVG = "{http://www.w3.org/2000/svg}"
SIDE, FINER = 600, 4
BADGES = {
    "soft": a_view(),
    "technical": a_view(skill_kind="technical", category="safety", criteria=criteria(6)),
    "progress": a_view(benchmark="progress", criteria=(), evidence=evidence(3), category="finance"),
    "both": a_view(benchmark="both", skill_kind="technical", category="software", criteria=criteria(1)),
    "long": a_view(title="Brief the occupants of a building before, during and after a planned interruption of its services"),
    "Arabic": a_view(title="المتابعة بعد الإحاطة", language="ar"),
    "Devanagari": a_view(title="आत्मविश्वास के साथ प्रस्तुति", language="hi", skill_kind="technical"),
    "Han": a_view(title="データ分析の基礎を身につける", language="ja"),
}


class Contours(BasePen):  # type: ignore[misc]  # the library has no types
    """Closed lines of many short pieces, in pixels."""

    def __init__(self, place: Transform) -> None:
        super().__init__(None)
        self.place, self.lines = place, []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - named by the library
        self.lines.append([point])

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - named by the library
        self.lines[-1].append(point)

    def _curveToOne(self, *curve: tuple[float, float]) -> None:  # noqa: N802 - named by the library
        start = self._getCurrentPoint()
        steps = 4 + int(hypot(curve[-1][0] - start[0], curve[-1][1] - start[1]) / 6)
        for share in (step / steps for step in range(1, steps + 1)):
            weights = [(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share * share * (1 - share), share**3]
            points = list(zip(weights, (start, *curve), strict=True))
            self.lines[-1].append((sum(w * p[0] for w, p in points), sum(w * p[1] for w, p in points)))

    @property
    def outlines(self) -> list[list[tuple[float, float]]]:
        return [self.place.transformPoints(line) for line in self.lines if len(line) > 2]


def area(line: list[tuple[float, float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*line, line[0]])) / 2


def mask(path: str, place: Transform, size: int) -> Image.Image:
    """Where a path is filled: the large first, holes taken out of it, what lies in the holes put in again."""
    pen = Contours(place)
    parse_path(path, pen)
    outlines = sorted(pen.outlines, key=lambda line: -abs(area(line)))
    covered = Image.new("L", (size, size))
    for line in outlines:
        ImageDraw.Draw(covered).polygon(line, fill=255 if area(line) * area(outlines[0]) > 0 else 0)
    return covered


def rendered(svg: str, view: BadgeView) -> Image.Image:
    """The picture as the paths, colours and places of the SVG have it."""
    size = SIDE * FINER
    ground = Identity.translate(size / 2, size / 2).scale(size / 1200)
    image, root = Image.new("RGBA", (size, size)), fromstring(svg)
    field = next(fill.paint for fill in badge_drawing(view).fills if isinstance(fill.paint, Fade))
    shaded = Image.new("RGBA", (1, size))
    for row in range(size):
        shaded.putpixel((0, row), tone_at(field, (row + 0.5) / size * 2 - 1))
    for path in root.findall(f"{SVG}path"):
        paint = path.get("fill")
        colour = shaded.resize((size, size)) if paint.startswith("url(#fade-") else ImageColor.getrgb(paint)
        image.paste(colour, mask=mask(path.get("d"), ground, size))
    for group in root.findall(f"{SVG}g"):
        for path in group:
            x, y, scale = map(float, re.fullmatch(r"translate\((\S+) (\S+)\) scale\((\S+)\)", path.get("transform")).groups())  # type: ignore[union-attr]
            image.paste(ImageColor.getrgb(group.get("fill")), mask=mask(path.get("d"), ground.translate(x, y).scale(scale), size))
    return image.reduce(FINER)


@pytest.mark.parametrize("name", BADGES)
def test_it_shows_what_the_pixels_show(name: str) -> None:
    view = BADGES[name]
    pixels, paths = picture(badge_png(view, SIDE)), rendered(badge_svg(view), view)
    white = [Image.alpha_composite(Image.new("RGBA", (SIDE, SIDE), "white"), image).convert("L") for image in (pixels, paths)]
    difference = ImageChops.difference(*white)
    assert ImageStat.Stat(difference).mean[0] < 1.5  # of 255: edges are smoothed by two hands
    # Strokes of one letter that cross each other are a hole to the simple painter of this test.
    assert sum(difference.histogram()[100:]) < SIDE * SIDE * 0.003


@pytest.mark.parametrize("name", BADGES)
def test_it_acts_on_nothing_fetches_nothing_and_stays_small(name: str) -> None:
    svg = badge_svg(BADGES[name])
    root = fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "desc", "linearGradient", "stop", "path", "g"}
    attributes = {(key, value) for element in root.iter() for key, value in element.items()}
    assert not [key for key, _ in attributes if key.startswith("on") or key.endswith(("href", "style", "src"))]
    names = {value for key, value in attributes if key == "id"}
    assert {value[5:-1] for key, value in attributes if "url" in value} == names
    assert len(svg.encode()) < 60_000 and svg == badge_svg(BADGES[name])


def test_it_is_told_in_words_and_those_are_escaped() -> None:
    svg = badge_svg(a_view(title="<script>alert(1)</script> & ]]> 王", category="<b>"))
    root = fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Demonstrated: <script>alert(1)</script> & ]]> 王"
    assert root.findtext(f"{SVG}desc").startswith("Soft skill in <b>, issued by Northshore AFP.")
    assert "<script" not in svg
