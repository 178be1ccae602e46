"""An A4 sheet that can set text in any script: fonts cut to the document, page frame, page numbers.

fpdf2 lays lines out, chooses fonts character by character, orders right-to-left text and embeds only the glyphs used.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import segno
from fpdf import FPDF
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import MethodReturnValue, TextDirection, XPos, YPos

from core.badges.artwork import shade
from core.badges.typesetting import faces_for, serif, tidy

WIDTH, HEIGHT = 210, 297
MARGIN = 22
_FRAME = 9
_FOOT = 20
_INK = (28, 28, 34)
_QUIET = (92, 92, 102)
_REGULAR, _BOLD, _DISPLAY = 400, 650, 600
_LINE = 25.4 / 72 * 1.36  # millimetres of paper for a line of one point: tall enough for Devanagari and Thai
_TITLE, _LABEL = 104, 22
_FIRST_MARK = "\u0300"
_BASE = frozenset(map(chr, range(0x20, 0x7F))) | {"·", "–"}  # kept in the first font: spaces, figures and our own labels
_PAGES = "\ue000"  # stands for the number of pages; a private character, so that nobody's text holds it

Entry = tuple[str, str, str]
"""A title, a remark at the right of it, and the text below."""


def begins_at(text: str) -> str:
    """The side at which the lines of a text begin: R for Arabic or Hebrew, else L.

    >>> begins_at("שלום"), begins_at("Hello")
    ('R', 'L')
    """
    return "R" if auto_detect_base_direction(text) is TextDirection.RTL else "L"


class Sheet(FPDF):
    """A document of A4 pages in one colour. ``folder`` holds the cut fonts until ``output`` was called."""

    def __init__(self, texts: Iterable[str], language: str, colour: str, folder: Path) -> None:
        super().__init__(format="A4", unit="mm")
        self._colour = shade(colour, 1)
        self._running_head = self._small_print = ""
        characters = _BASE.union(*map(tidy, texts)) - {"\n"}
        self._add_fonts(characters, language, folder)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, _FOOT)
        self.alias_nb_pages(_PAGES)

    def _add_fonts(self, characters: frozenset[str], language: str, folder: Path) -> None:
        shares = faces_for(characters, language)
        display = {character for character in characters if ord(character) in serif().points}
        cuts = [("serif", "B", serif(), display, _DISPLAY)]
        for number, (face, share) in enumerate(shares.items()):
            cuts += [(f"sans{number}", style, face, share, weight) for style, weight in (("", _REGULAR), ("B", _BOLD))]
        for family, style, face, share, weight in cuts:
            path = folder / f"{family}{style}.otf"
            path.write_bytes(face.cut(share, weight))
            self.add_font(family, style, path)
        self.set_fallback_fonts([f"sans{number}" for number in range(len(shares))], exact_match=False)

    def repeat(self, head: str, foot: str) -> None:
        """What stands on top of every page but the first, and at the foot of all of them before the page number."""
        self._running_head, self._small_print = head, foot

    def header(self) -> None:
        """The frame of a page, and all of its height to write on after the first one; called by fpdf2."""
        self.set_draw_color(*self._colour)
        for inset, thickness in ((_FRAME, 1.1), (_FRAME + 1.9, 0.25)):
            self.set_line_width(thickness)
            self.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
        self.set_xy(MARGIN, MARGIN)
        if self.page > 1:
            self.set_auto_page_break(True, _FOOT)
            self.paragraph(self._running_head, 9, quiet=True, gap=3)

    def footer(self) -> None:
        """The small print and the page number; called by fpdf2."""
        self.set_xy(MARGIN, HEIGHT - _FRAME - 7)
        self._choose(self._small_print, 7)
        self.set_text_color(*_QUIET)
        self.cell(0, 7 * _LINE, f"{tidy(self._small_print)} · page {self.page} of {_PAGES}", align="C")

    def _choose(self, text: str, size: float, bold: bool = False, display: bool = False) -> None:
        """Sets the font; HarfBuzz shapes what needs it (joined scripts, marks), which costs time that plain Latin can do without."""
        self.set_font("serif" if display else "sans0", "B" if bold or display else "", size)
        self.set_text_shaping(use_shaping_engine=display or any(character >= _FIRST_MARK for character in text))

    def paragraph(
        self, text: str, size: float, *, bold: bool = False, quiet: bool = False, coloured: bool = False,
        display: bool = False, align: str = "", width: float = 0, gap: float = 0,
    ) -> None:  # fmt: skip
        """Text as it is, never markup, from the cursor down; ``size`` in points, ``width`` and ``gap`` in millimetres.

        Where nothing is said about ``align`` it stands where its script begins a line.
        """
        self._choose(text, size, bold, display)
        self.set_text_color(*(self._colour if coloured else _QUIET if quiet else _INK))
        left = self.x
        self.multi_cell(width, size * _LINE, tidy(text), align=align or begins_at(text), new_x=XPos.LEFT, new_y=YPos.NEXT)
        self.set_xy(left, self.y + gap)

    def one_line(self, text: str, largest: float, smallest: float) -> None:
        """A centred line of large letters, smaller where it would be too wide; at ``smallest`` points it takes several lines."""
        self._choose(text, largest, display=True)
        fitting = largest * self.epw / max(self.get_string_width(tidy(text)), 1)
        self.paragraph(text, max(smallest, min(largest, fitting * 0.98)), display=True, align="C")

    def rule(self, y: float) -> None:
        """A thin line across the page."""
        self.set_draw_color(*self._colour)
        self.set_line_width(0.25)
        self.line(MARGIN, y, WIDTH - MARGIN, y)

    def height_of(self, text: str, size: float, bold: bool = False, width: float = 0) -> float:
        """How many millimetres of paper a paragraph takes."""
        self._choose(text, size, bold)
        lines = self.multi_cell(width, 1, tidy(text), dry_run=True, output=MethodReturnValue.LINES)
        return len(cast(list[str], lines)) * size * _LINE

    def make_room(self, height: float) -> None:
        """Starts a page unless so much still fits on this one, or it would not fit on an empty one either."""
        if self.will_page_break(height) and height < HEIGHT - MARGIN - _FOOT:
            self.add_page()

    def section(self, heading: str, entries: Iterable[Entry]) -> None:
        """Titled paragraphs below a heading, which never stands alone at the end of a page."""
        for title, aside, text in entries:
            self._entry(heading, title, aside, text)
            heading = ""

    def _entry(self, heading: str, title: str, aside: str, text: str) -> None:
        above = self.height_of(heading, 10, True) + 2 if heading else 0.0
        head = max(self.height_of(title, 9, True, _TITLE), self.height_of(aside, 9, width=self.epw - _TITLE))
        self.make_room(above + head + self.height_of(text, 8.5))
        if heading:
            self.set_xy(MARGIN, self.y + 1)
            self.paragraph(heading, 10, bold=True, coloured=True, gap=1)
        top, mirrored = self.y, begins_at(title) == "R"
        self.set_x(WIDTH - MARGIN - _TITLE if mirrored else MARGIN)
        self.paragraph(title, 9, bold=True, width=_TITLE)
        self.set_xy(MARGIN if mirrored else MARGIN + _TITLE, top)
        self.paragraph(aside, 9, align="L" if mirrored else "R", width=self.epw - _TITLE)
        self.set_xy(MARGIN, top + head)
        self.paragraph(text, 8.5, quiet=True, gap=1.6)

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Labels and values in two columns from the cursor down."""
        left = self.x
        for label, value in rows:
            top = self.y
            self.paragraph(label, 8, quiet=True, width=_LABEL)
            bottom = self.y
            self.set_xy(left + _LABEL, top)
            self.paragraph(value, 8)
            self.set_xy(left, max(bottom, self.y) + 0.6)

    def code(self, url: str, x: float, y: float, side: float) -> None:
        """A QR code of the address (ISO/IEC 18004, level M) with its quiet zone, as black squares."""
        matrix = segno.make(url, error="m", micro=False).matrix
        dot = side / (len(matrix) + 8)
        self.set_fill_color(0, 0, 0)
        for row, cells in enumerate(matrix):
            for column, cell in enumerate(cells):
                if cell:
                    self.rect(x + (column + 4) * dot, y + (row + 4) * dot, dot * 1.02, dot * 1.02, style="F")
        if url.startswith(("https://", "http://")):
            self.link(x, y, side, side, url)
