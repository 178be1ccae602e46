"""A sheet of paper that can set text in any script: a cursor, lines that break, page numbers, and a tag for all that is read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from core.badges.formats.paper import MM, Box, Colour, Line, Link, Page, Picture, Squares
from core.badges.formats.pictures import size_of
from core.badges.formats.tags import Artifact, Element
from core.badges.linebreaks import broken
from core.badges.ordering import Side, begins_at
from core.badges.typesetting import line_width, runs_of, tidy

INK = (28, 28, 34)
QUIET = (92, 92, 102)
REGULAR, BOLD, BLACK, DISPLAY = 400, 650, 800, 600
_POINT = 1 / MM
_LINE = _POINT * 1.36  # millimetres of paper for a line of one point: tall enough for Devanagari and Thai
_BASELINE = _LINE / 2 + _POINT * 0.3  # from the top of a line down to where its letters stand
_LETTERS = _POINT * 0.85  # of a line, how high above its baseline a link can be touched
_SHRINK = 0.96
_NARROW = 0.97

Align = Literal["L", "C", "R", ""]
_SHARES: dict[Align, float] = {"L": 0, "C": 0.5, "R": 1}  # of the room beside a text, how much lies to the left of it


@dataclass(frozen=True)
class Stock:
    """A format of paper and its margins, in millimetres. ``foot`` is how far above the lower edge the page
    number stands, ``foot_at`` at which side."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float
    foot_at: Align = "C"

    @property
    def room(self) -> float:
        """The width of text between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Style:
    """How a text looks; ``size`` in points. ``serif`` is for names, where the script has one."""

    size: float
    weight: int = REGULAR
    colour: Colour = INK
    serif: bool = False


class Sheet:
    """A document in one colour; ``x`` and ``y`` are where the next text begins, in millimetres from the top left.

    Text is ``width`` wide and ends at ``floor`` on the page at hand. ``language`` (BCP 47) decides how Han is written.
    ``ground`` draws what lies beneath the text of every page.
    """

    def __init__(self, stock: Stock, language: str, colour: Colour, ground: Callable[["Sheet"], None]) -> None:
        self.stock = stock
        self.colour = colour
        self.root = Element("Document")
        self.pages: list[Page] = []
        self.running_head = ""
        self._language = language
        self._ground = ground
        self._number = -1
        self._open: Element = self.root
        self._passed_over: Artifact | None = None
        self.x = self.y = self.width = self.floor = 0.0
        self.add_page()

    @property
    def page(self) -> Page:
        """The page that is written on."""
        return self.pages[self._number]

    def add_page(self) -> None:
        """A page all of whose height can be written on. ``x`` and ``width`` stay as they are: a column goes on as a column."""
        self.pages.append(Page(self.stock.width, self.stock.height))
        self._number = len(self.pages) - 1
        x, width = self.x, self.width
        self.whole_page()
        with self.unread(Artifact()):
            self._ground(self)
        if self._number:
            with self.unread(Artifact("Header")):
                self.paragraph(self.running_head, Style(9, colour=QUIET), gap=3)
            self.x, self.width = x, width

    def leave_first_page(self) -> None:
        """Goes on with a page of its own, or below what already went on there."""
        if not self._number:
            self.add_page()
        self.x, self.width = self.stock.left, self.stock.room

    def whole_page(self) -> None:
        """Between the margins, from the top."""
        stock = self.stock
        self.x, self.y, self.width, self.floor = stock.left, stock.top, stock.room, stock.height - stock.bottom

    @contextmanager
    def elsewhere(self, number: int, x: float, y: float, width: float) -> Iterator[None]:
        """Writes at another place, down to the edge of the paper, and returns; the first page has the number 0."""
        place = self._number, self.x, self.y, self.width, self.floor
        self._number, self.x, self.y, self.width, self.floor = number, x, y, width, self.stock.height
        yield
        self._number, self.x, self.y, self.width, self.floor = place

    @contextmanager
    def centred_above(self, bottom: float) -> Iterator[None]:
        """What is written is moved down to the middle between the cursor and ``bottom``, unless it takes more than the page."""
        number, first = self._number, len(self.page.items)
        yield
        if self._number == number:
            self.page.move(first, max(0.0, (bottom - self.y) / 2))

    @contextmanager
    def inside(self, kind: str, language: str = "") -> Iterator[Element]:
        """What is written belongs to a new element of that kind (``tags.Element``)."""
        outer, self._open = self._open, Element(kind, language=language)
        outer.parts.append(self._open)
        yield self._open
        self._open = outer

    @contextmanager
    def unread(self, artifact: Artifact) -> Iterator[None]:
        """What is written is passed over when the document is read aloud."""
        outer, self._passed_over = self._passed_over, artifact
        yield
        self._passed_over = outer

    def _set(self, text: str, width: float, style: Style) -> list[str]:
        measure = partial(line_width, weight=style.weight, language=self._language, display=style.serif)
        return broken(tidy(text), width / style.size / _POINT, measure)

    def height_of(self, text: str, style: Style, width: float = 0) -> float:
        """How many millimetres of paper a paragraph takes."""
        return len(self._set(text, width or self.width, style)) * style.size * _LINE if text else 0.0

    def paragraph(
        self, text: str, style: Style, *, tag: str = "P", align: Align = "", gap: float = 0, language: str = "", url: str = ""
    ) -> None:
        """Text as it is, never markup, from the cursor down; ``gap`` in millimetres below it. ``url`` makes it a link.

        Where nothing is said about ``align`` it stands where its script begins a line.
        """
        if not text:
            return
        if self._passed_over:
            self._lines(text, style, align, url)
        else:
            with self.inside(tag, language):
                self._lines(text + " " if tag == "Span" else text, style, align, url)
        self.y += gap

    def _lines(self, text: str, style: Style, align: Align, url: str) -> None:
        base, rest, high = begins_at(tidy(text)), tidy(text), style.size * _LINE
        for line in self._set(text, self.width, style):
            if self.y + high > self.floor:
                self.add_page()
            rest = rest[rest.index(line) + len(line) :]
            if line:
                self._line(line, rest[:1].isspace(), style, align or base, base, url)
            self.y += high

    def _line(self, line: str, goes_on: bool, style: Style, align: Align, base: Side, url: str) -> None:
        """A space that nobody sees parts the last word of a line from the next (ISO 32000-1, 14.8.2.5)."""
        set_in = partial(runs_of, weight=style.weight, language=self._language, display=style.serif, base=base)
        runs, scale = set_in(f"{line} " if goes_on else line), style.size * _POINT / 1000
        wide = sum(run.advance for run in set_in(line)) * scale
        x, baseline = self.x + (self.width - wide) * _SHARES[align], self.y + style.size * _BASELINE
        space = sum(run.advance for run in runs) * scale - wide if base == "R" else 0.0
        self.page.items.append((self._passed_over or self._open, Line(runs, x - space, baseline, style.size, style.colour)))
        if url:
            area = x, baseline - style.size * _LETTERS, wide, style.size * _LINE
            self.page.links.append((self._open, Link(url, line, *area)))

    def fitting(self, text: str, style: Style, width: float, smallest: float, lines: int) -> Style:
        """The style, smaller where the text would take more than so many lines, but not below ``smallest`` points."""
        while len(self._set(text, width, style)) > lines and style.size > smallest:
            style = replace(style, size=max(smallest, style.size * _SHRINK))
        return style

    def headline(
        self, text: str, style: Style, *, smallest: float, lines: int, tag: str, align: Align = "C", gap: float = 0, language: str = ""
    ) -> None:
        """Letters that may become smaller, so that they take no more than so many lines; else in lines of about the same length."""
        fitting = self.fitting(text, style, self.width, smallest, lines)
        x, width, count = self.x, self.width, len(self._set(text, self.width, fitting))
        narrow = width
        while count > 1 and len(self._set(text, narrow * _NARROW, fitting)) == count:
            narrow *= _NARROW
        self.x, self.width = (x + (width - narrow) / 2 if align == "C" else x), narrow
        self.paragraph(text, fitting, tag=tag, align=align, gap=gap, language=language)
        self.x, self.width = x, width

    def make_room(self, height: float) -> None:
        """Starts a page unless so much still fits on this one, or it would not fit on an empty one either."""
        if self.y + height > self.floor and height < self.stock.height - self.stock.top - self.stock.bottom:
            self.add_page()

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, thickness: float = 0) -> None:
        """A rectangle as decoration, filled where no thickness of its edge is given."""
        self.page.items.append((Artifact(), Box(x, y, width, height, colour, thickness)))

    def rule(self, y: float, thickness: float = 0.25) -> None:
        """A thin line between the margins."""
        self.box(self.stock.left, y, self.stock.room, thickness, self.colour)

    def picture(self, png: bytes, alt: str, x: float, y: float, width: float, height: float, align: Align = "C") -> None:
        """A picture, as large as it can be in a rectangle; ``alt`` says what it shows."""
        wide, high = size_of(png)
        scale = min(width / wide, height / high)
        x += (width - wide * scale) * _SHARES[align]
        self._figure(Picture(png, x, y + (height - high * scale) / 2, wide * scale, high * scale), alt)

    def _figure(self, item: Picture | Squares, alt: str) -> None:
        with self.inside("Figure") as figure:
            figure.alt = alt
            self.page.items.append((figure, item))

    def code(self, squares: Squares, alt: str) -> None:
        """A code made of squares."""
        self._figure(squares, alt)
