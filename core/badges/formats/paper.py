"""Pages that are first laid out and then drawn: only a finished document knows its glyphs and the number of its pages.

Distances are millimetres from the top left corner of an A4 page; reportlab counts points from the bottom.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain

from reportlab import rl_config  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from core.badges.formats.fonts import Fonts
from core.badges.typesetting import Run

WIDTH, HEIGHT = 210, 297

rl_config.useA85 = 0  # streams stay binary, a fifth smaller

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Line:
    """A line of text: where its baseline begins, its size in points, its colour."""

    runs: tuple[Run, ...]
    x: float
    baseline: float
    size: float
    colour: Colour


def _rgb(colour: Colour) -> tuple[float, ...]:
    return tuple(part / 255 for part in colour)


@dataclass
class Page:
    """What stands on one page: lines of text, and what is drawn beneath them."""

    lines: list[Line] = field(default_factory=list)
    drawings: list[Callable[[Canvas], None]] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, thickness: float = 0) -> None:
        """A rectangle, filled where no thickness of its edge is given."""

        def draw(canvas: Canvas) -> None:
            canvas.setFillColorRGB(*_rgb(colour))
            canvas.setStrokeColorRGB(*_rgb(colour))
            canvas.setLineWidth(thickness * mm)
            canvas.rect(x * mm, (HEIGHT - y - height) * mm, width * mm, height * mm, stroke=thickness > 0, fill=thickness == 0)

        self.drawings.append(draw)

    def picture(self, png: bytes, x: float, y: float, side: float) -> None:
        """A square picture."""
        place = x * mm, (HEIGHT - y - side) * mm, side * mm, side * mm
        self.drawings.append(lambda canvas: canvas.drawImage(ImageReader(BytesIO(png)), *place, mask="auto"))

    def link(self, url: str, x: float, y: float, side: float) -> None:
        """A square that opens an address."""
        corners = x * mm, (HEIGHT - y - side) * mm, (x + side) * mm, (HEIGHT - y) * mm
        self.drawings.append(lambda canvas: canvas.linkURL(url, corners))

    def draw(self, canvas: Canvas, fonts: Fonts) -> None:
        """Puts everything on the canvas and turns to its next page."""
        for drawing in self.drawings:
            drawing(canvas)
        for line in self.lines:
            _write(canvas, fonts, line)
        canvas.showPage()


def _write(canvas: Canvas, fonts: Fonts, line: Line) -> None:
    canvas.setFillColorRGB(*_rgb(line.colour))
    shown = chain.from_iterable(fonts.operators(run, line.size) for run in line.runs)
    canvas.addLiteral(" ".join(("BT", f"1 0 0 1 {line.x * mm:.2f} {(HEIGHT - line.baseline) * mm:.2f} Tm", *shown, "ET")))


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas without the font that reportlab names on every page and does not embed."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def printed(pages: list[Page], language: str, title: str, author: str, subject: str) -> bytes:
    """The pages as a PDF that says what it is; the same pages give the same bytes."""
    out = BytesIO()
    canvas = _Canvas(out, pagesize=(WIDTH * mm, HEIGHT * mm), pageCompression=1, invariant=1, lang=language)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator("Proofmark")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    fonts = Fonts((run for page in pages for line in page.lines for run in line.runs), canvas._doc)
    for page in pages:
        page.draw(canvas, fonts)
    canvas.save()
    return out.getvalue()
