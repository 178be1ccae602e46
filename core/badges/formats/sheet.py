"""An A4 sheet that can set text in any script: a cursor, lines that break, page frames and page numbers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Literal

import segno

from core.badges.artwork import shade
from core.badges.formats.paper import HEIGHT, WIDTH, Line, Page, printed
from core.badges.linebreaks import broken
from core.badges.ordering import begins_at
from core.badges.typesetting import line_width, runs_of, tidy

MARGIN = 22
_TEXT_WIDTH = WIDTH - 2 * MARGIN
_FRAME = 9
_FOOT = 20
_INK = (28, 28, 34)
_QUIET = (92, 92, 102)
_BLACK = (0, 0, 0)
_REGULAR, _BOLD, _DISPLAY = 400, 650, 600
_POINT = 25.4 / 72
_LINE = _POINT * 1.36  # millimetres of paper for a line of one point: tall enough for Devanagari and Thai
_BASELINE = _LINE / 2 + _POINT * 0.3  # from the top of a line down to where its letters stand
_TITLE, _LABEL = 104, 22

Align = Literal["L", "C", "R", ""]
Entry = tuple[str, str, str]
"""A title, a remark at the right of it, and the text below."""


class Sheet:
    """A document of A4 pages in one colour; ``x`` and ``y`` are where the next text begins, in millimetres from the top left.

    ``floor`` is where text ends on the page at hand. ``language`` (BCP 47) decides how Han is written.
    """

    def __init__(self, language: str, colour: str) -> None:
        self._language = language
        self._colour = shade(colour, 1)
        self._running_head = self._small_print = ""
        self._pages: list[Page] = []
        self._number = -1
        self.x, self.y, self.floor = float(MARGIN), float(MARGIN), float(HEIGHT - _FOOT)

    @property
    def page(self) -> Page:
        """The page that is written on."""
        return self._pages[self._number]

    def repeat(self, head: str, foot: str) -> None:
        """What stands on top of every page but the first, and at the foot of all of them before the page number."""
        self._running_head, self._small_print = head, foot

    def add_page(self) -> None:
        """A framed page, all of whose height can be written on."""
        self._pages.append(Page())
        self._number = len(self._pages) - 1
        for inset, thickness in ((_FRAME, 1.1), (_FRAME + 1.9, 0.25)):
            self.page.box(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset, self._colour, thickness)
        left, self.x, self.y, self.floor = self.x, MARGIN, MARGIN, HEIGHT - _FOOT
        if self._number:
            self.paragraph(self._running_head, 9, quiet=True, gap=3)
        self.x = left

    @contextmanager
    def foot_of_first_page(self, top: float) -> Iterator[None]:
        """Writes below ``top`` on the first page, wherever the text has come to, and returns there."""
        place = self._number, self.x, self.y, self.floor
        self._number, self.x, self.y, self.floor = 0, MARGIN, top, HEIGHT
        yield
        self._number, self.x, self.y, self.floor = place

    def _set(self, text: str, width: float, size: float, weight: int, display: bool) -> list[str]:
        measure = partial(line_width, weight=weight, language=self._language, display=display)
        return broken(tidy(text), width / size / _POINT, measure)

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, quiet: bool = False, coloured: bool = False,
        display: bool = False, align: Align = "", width: float = 0, gap: float = 0,
    ) -> None:  # fmt: skip
        """Text as it is, never markup, from the cursor down; ``size`` in points, ``width`` and ``gap`` in millimetres.

        Where nothing is said about ``align`` it stands where its script begins a line.
        """
        colour = self._colour if coloured else _QUIET if quiet else _INK
        weight, base = _DISPLAY if display else _BOLD if bold else _REGULAR, begins_at(tidy(text))
        width = width or WIDTH - MARGIN - self.x
        for line in self._set(text, width, size, weight, display):
            if self.y + size * _LINE > self.floor:
                self.add_page()
            runs = runs_of(line, weight, self._language, display, base)
            spare = width - sum(run.advance for run in runs) / 1000 * size * _POINT
            x = self.x + spare * {"L": 0, "C": 0.5, "R": 1}[align or base]
            self.page.lines.append(Line(runs, x, self.y + size * _BASELINE, size, colour))
            self.y += size * _LINE
        self.y += gap

    def one_line(self, text: str, largest: float, smallest: float) -> None:
        """A centred line of large letters, smaller where it would be too wide; at ``smallest`` points it takes several lines."""
        fitting = _TEXT_WIDTH / _POINT / max(line_width(tidy(text), _DISPLAY, self._language, True), 1)
        self.paragraph(text, max(smallest, min(largest, fitting * 0.98)), display=True, align="C")

    def rule(self, y: float) -> None:
        """A thin line across the page."""
        self.page.box(MARGIN, y, _TEXT_WIDTH, 0, self._colour, 0.25)

    def height_of(self, text: str, size: float, bold: bool = False, width: float = _TEXT_WIDTH) -> float:
        """How many millimetres of paper a paragraph takes."""
        return len(self._set(text, width, size, _BOLD if bold else _REGULAR, False)) * size * _LINE

    def make_room(self, height: float) -> None:
        """Starts a page unless so much still fits on this one, or it would not fit on an empty one either."""
        if self.y + height > self.floor and height < HEIGHT - MARGIN - _FOOT:
            self.add_page()

    def section(self, heading: str, entries: Iterable[Entry]) -> None:
        """Titled paragraphs below a heading, which never stands alone at the end of a page."""
        for title, aside, text in entries:
            self._entry(heading, title, aside, text)
            heading = ""

    def _entry(self, heading: str, title: str, aside: str, text: str) -> None:
        above = self.height_of(heading, 10, True) + 2 if heading else 0.0
        beside = _TEXT_WIDTH - _TITLE
        head = max(self.height_of(title, 9, True, _TITLE), self.height_of(aside, 9, width=beside))
        self.make_room(above + head + self.height_of(text, 8.5))
        if heading:
            self.y += 1
            self.paragraph(heading, 10, bold=True, coloured=True, gap=1)
        top, mirrored = self.y, begins_at(tidy(title)) == "R"
        self.x = WIDTH - MARGIN - _TITLE if mirrored else MARGIN
        self.paragraph(title, 9, bold=True, width=_TITLE)
        self.x, self.y = MARGIN if mirrored else MARGIN + _TITLE, top
        self.paragraph(aside, 9, align="L" if mirrored else "R", width=beside)
        self.x, self.y = MARGIN, top + head
        self.paragraph(text, 8.5, quiet=True, gap=1.6)

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Labels and values in two columns from the cursor down."""
        left = self.x
        for label, value in rows:
            top = self.y
            self.paragraph(label, 8, quiet=True, width=_LABEL)
            bottom = self.y
            self.x, self.y = left + _LABEL, top
            self.paragraph(value, 8)
            self.x, self.y = left, max(bottom, self.y) + 0.6

    def code(self, url: str, x: float, y: float, side: float) -> None:
        """A QR code of the address (ISO/IEC 18004, level M) with its quiet zone, as black squares."""
        matrix = segno.make(url, error="m", micro=False).matrix
        dot = side / (len(matrix) + 8)
        for row, cells in enumerate(matrix):
            for column, cell in enumerate(cells):
                if cell:
                    self.page.box(x + (column + 4) * dot, y + (row + 4) * dot, dot * 1.02, dot * 1.02, _BLACK)
        if url.startswith(("https://", "http://")):
            self.page.link(url, x, y, side)

    def output(self, title: str, author: str, subject: str) -> bytes:
        """The finished document, with the number of pages at the foot of each."""
        for number in range(len(self._pages)):
            self._number, self.x, self.y, self.floor = number, MARGIN, HEIGHT - _FRAME - 7, HEIGHT
            self.paragraph(f"{self._small_print} · page {number + 1} of {len(self._pages)}", 7, quiet=True, align="C")
        return printed(self._pages, self._language, title, author, subject)
