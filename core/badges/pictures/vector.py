"""Paints a drawing as a vector picture (SVG 1.1): sharp at any size, its words as outlines, so that no font is needed.

There is nothing in it that acts or that is fetched: no script, no style sheet, no picture, no link.
"""

from xml.sax.saxutils import escape

import uharfbuzz as hb  # type: ignore[import-untyped]

from core.badges.pictures.drawing import Arc, Drawing, Fade, Fill, Outline, Point, Tone, Words
from core.badges.pictures.lettering import Row
from core.badges.typesetting import runs_of

_HALF = 600
_EM = 1000  # units of an outline, for letters of size 1


def svg(drawing: Drawing) -> str:
    """The drawing on a transparent square; the same drawing gives the same text."""
    side = 2 * _HALF
    fades = {_name(fill.paint): fill.paint for fill in drawing.fills if isinstance(fill.paint, Fade)}
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="{-_HALF} {-_HALF} {side} {side}" role="img">',
            f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.description)}</desc>",
            *(_gradient(name, fade) for name, fade in fades.items()),
            *map(_filled, drawing.fills),
            *map(_written, drawing.words),
            "</svg>",
        )
    )


def _hex(tone: Tone) -> str:
    return "#" + bytes(tone).hex()


def _name(fade: Fade) -> str:
    """Two badges on one page may both have this name: then it means the same colours."""
    return f"fade-{bytes(fade.top).hex()}-{bytes(fade.bottom).hex()}"


def _gradient(name: str, fade: Fade) -> str:
    place = f'gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{_number(-fade.reach)}" y2="{_number(fade.reach)}"'
    stops = f'<stop offset="0" stop-color="{_hex(fade.top)}"/><stop offset="1" stop-color="{_hex(fade.bottom)}"/>'
    return f'<linearGradient id="{name}" {place}>{stops}</linearGradient>'


def _filled(fill: Fill) -> str:
    paint = f"url(#{_name(fill.paint)})" if isinstance(fill.paint, Fade) else _hex(fill.paint)
    return f'<path fill="{paint}" d="{_path(fill.outline)}"/>'


def _number(length: float) -> str:
    """In units of the picture, to a hundredth; "-0" is nothing."""
    return f"{round(length * _HALF, 2) + 0:.2f}".rstrip("0").rstrip(".")


def _at(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _path(outline: Outline) -> str:
    pieces: list[str] = []
    for step in outline:
        begin = step.at(0) if isinstance(step, Arc) else step
        pieces.append(("L" if pieces else "M") + _at(begin))
        pieces += _arc(step) if isinstance(step, Arc) else []
    return "".join(pieces) + "Z"


def _arc(arc: Arc) -> list[str]:
    """In two halves: an SVG arc that ends where it begins is not drawn."""
    radius, clockwise = _number(arc.radius), int(arc.end > arc.start)
    return [f"A{radius} {radius} 0 0 {clockwise} {_at(arc.at(share))}" for share in (0.5, 1)]


def _written(words: Words) -> str:
    lines = "".join(_line(row, words.language) for row in words.rows)
    return f'<g fill="{_hex(words.colour)}">{lines}</g>'


def _line(row: Row, language: str) -> str:
    text, baseline, size, weight = row
    runs = runs_of(text, weight, language)
    scale = size * _HALF / _EM
    left = -sum(run.advance for run in runs) * scale / 2
    trace, x = _Trace(), 0
    for font, glyph in ((run.font, glyph) for run in runs for glyph in run.glyphs):
        trace.shift = (x + glyph.dx, glyph.dy)
        font.draw_glyph(glyph.number, _PEN, trace)
        x += glyph.advance
    return f'<path transform="translate({left:.2f} {baseline * _HALF:.2f}) scale({scale:.5f})" d="{trace.path}"/>'


class _Trace:
    """The outlines of glyphs as one path: each step is told from where the last one ended, in whole units, y downwards."""

    def __init__(self) -> None:
        self.shift = (0, 0)
        self._here = self._start = (0, 0)
        self._steps: list[str] = []

    @property
    def path(self) -> str:
        return "".join(self._steps)

    def step(self, letter: str, *lengths: float) -> None:
        """A step of SVG's path language through points of the font (x, y, x, y …), which have y upwards."""
        points = [(round(x + self.shift[0]), -round(y + self.shift[1])) for x, y in zip(lengths[::2], lengths[1::2], strict=True)]
        told = (f"{part}" for x, y in points for part in (x - self._here[0], y - self._here[1]))
        self._steps.append(letter + " ".join(told).replace(" -", "-"))
        self._here = points[-1]
        if letter == "m":
            self._start = self._here

    def close(self) -> None:
        self._steps.append("z")
        self._here = self._start


def _pen() -> hb.DrawFuncs:
    """Calls the trace that is drawn on: HarfBuzz gives the points of a step and then that trace."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *step: step[-1].step("m", *step[:-1]))
    pen.set_line_to_func(lambda *step: step[-1].step("l", *step[:-1]))
    pen.set_quadratic_to_func(lambda *step: step[-1].step("q", *step[:-1]))
    pen.set_cubic_to_func(lambda *step: step[-1].step("c", *step[:-1]))
    pen.set_close_path_func(lambda trace: trace.close())
    return pen


_PEN = _pen()
