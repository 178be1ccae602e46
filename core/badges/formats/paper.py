"""Pages that are first laid out and then drawn: only a finished document knows its glyphs and the number of its pages.

reportlab draws; letters are written as codes of our own fonts, and pypdf completes the file with what reportlab does not
have: these fonts, tags, links. Distances are millimetres from the top left corner of a page; a PDF counts points from the
bottom (ISO 32000-1, 8.3.2).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import groupby
from typing import Protocol, Self

from pypdf import PageObject, PdfWriter
from pypdf.generic import IndirectObject
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from core.badges.formats.fonts import Fonts
from core.badges.formats.objects import Value, dictionary, packed, packed_stream, text
from core.badges.formats.pictures import embedded
from core.badges.formats.tags import Artifact, Element, Owner, Tree
from core.badges.typesetting import Run

MM = 72 / 25.4  # points

Colour = tuple[int, int, int]
_PRINTED = 4  # ISO 32000-1, table 165: the flag of an annotation that is printed as well


@dataclass(frozen=True)
class Ink:
    """What drawing an item needs to know: how high a place is (in points from the bottom), and the names of fonts and pictures."""

    up: Callable[[float], float]
    fonts: Fonts
    pictures: dict[bytes, str]


class Item(Protocol):
    """Something that is drawn."""

    def moved(self, down: float) -> Self: ...

    def draw(self, canvas: Canvas, ink: Ink) -> None: ...


def _numbers(*numbers: float) -> str:
    return " ".join(f"{number:.2f}" for number in numbers)


def _rgb(colour: Colour) -> tuple[float, ...]:
    return tuple(part / 255 for part in colour)


@dataclass(frozen=True)
class Line:
    """A line of text: where its baseline begins, its size in points, its colour."""

    runs: tuple[Run, ...]
    x: float
    baseline: float
    size: float
    colour: Colour

    def moved(self, down: float) -> Self:
        return replace(self, baseline=self.baseline + down)

    def draw(self, canvas: Canvas, ink: Ink) -> None:
        canvas.setFillColorRGB(*_rgb(self.colour))
        shown = (ink.fonts.operators(run, self.size) for run in self.runs)
        canvas.addLiteral(" ".join((f"BT 1 0 0 1 {_numbers(self.x * MM, ink.up(self.baseline))} Tm", *shown, "ET")))


@dataclass(frozen=True)
class Box:
    """A rectangle, filled where no thickness of its edge is given."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    thickness: float = 0

    def moved(self, down: float) -> Self:
        return replace(self, y=self.y + down)

    def draw(self, canvas: Canvas, ink: Ink) -> None:
        canvas.setFillColorRGB(*_rgb(self.colour))
        canvas.setStrokeColorRGB(*_rgb(self.colour))
        canvas.setLineWidth(self.thickness * MM)
        corner = self.x * MM, ink.up(self.y + self.height)
        canvas.rect(*corner, self.width * MM, self.height * MM, stroke=self.thickness > 0, fill=self.thickness == 0)


@dataclass(frozen=True)
class Squares:
    """The dark squares of a code, row by row, ``side`` millimetres each: neighbours are one stroke, so that no gap shows."""

    rows: tuple[tuple[bool, ...], ...]
    x: float
    y: float
    side: float

    @property
    def width(self) -> float:
        return len(self.rows[0]) * self.side

    @property
    def height(self) -> float:
        return len(self.rows) * self.side

    def moved(self, down: float) -> Self:
        return replace(self, y=self.y + down)

    def draw(self, canvas: Canvas, ink: Ink) -> None:
        dot, path = self.side * MM, canvas.beginPath()
        for number, row in enumerate(self.rows, 1):
            for dark, cells in groupby(enumerate(row), key=lambda cell: cell[1]):
                if dark:
                    (first, _), *more = cells
                    path.rect(self.x * MM + first * dot, ink.up(self.y) - number * dot, (1 + len(more)) * dot, dot)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawPath(path, stroke=0, fill=1)


@dataclass(frozen=True)
class Picture:
    """A PNG picture in a rectangle."""

    png: bytes
    x: float
    y: float
    width: float
    height: float

    def moved(self, down: float) -> Self:
        return replace(self, y=self.y + down)

    def draw(self, canvas: Canvas, ink: Ink) -> None:
        canvas.saveState()
        canvas.transform(self.width * MM, 0, 0, self.height * MM, self.x * MM, ink.up(self.y + self.height))
        canvas.addLiteral(f"/{ink.pictures[self.png]} Do")
        canvas.restoreState()


@dataclass(frozen=True)
class Link:
    """A rectangle that opens an address; ``says`` is what it is, for those who do not see it."""

    url: str
    says: str
    x: float
    y: float
    width: float
    height: float


@dataclass
class Page:
    """What stands on one page, in the order in which it is drawn and read."""

    width: float
    height: float
    items: list[tuple[Owner, Item]] = field(default_factory=list)
    links: list[tuple[Element, Link]] = field(default_factory=list)

    def up(self, y: float) -> float:
        """Points from the bottom of the page."""
        return (self.height - y) * MM

    def move(self, first: int, down: float) -> None:
        """Moves the items from number ``first`` on."""
        self.items[first:] = [(owner, item.moved(down)) for owner, item in self.items[first:]]


def _unique(pages: Iterable[Page]) -> Iterator[bytes]:
    yield from dict.fromkeys(item.png for page in pages for _, item in page.items if isinstance(item, Picture))


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas without the font that reportlab names on every page and does not embed."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def drawn(pages: list[Page], tree: Tree) -> PdfWriter:
    """The pages as a file that is still to be completed; the same pages give the same bytes."""
    fonts = Fonts(run for page in pages for _, item in page.items if isinstance(item, Line) for run in item.runs)
    pictures = {png: f"P{number}" for number, png in enumerate(_unique(pages), 1)}
    writer = PdfWriter(clone_from=BytesIO(_on_canvas(pages, fonts, pictures)))
    objects = {name: embedded(writer, png) for png, name in pictures.items()}
    resources = writer._add_object(dictionary({"Font": fonts.embedded(writer), "XObject": objects}))
    for page, leaf in zip(pages, writer.pages, strict=True):
        _complete(writer, page, leaf, resources, tree)
    tree.write(writer)
    return writer


def _on_canvas(pages: list[Page], fonts: Fonts, pictures: dict[bytes, str]) -> bytes:
    out = BytesIO()
    canvas = _Canvas(out, pageCompression=0, invariant=1)
    for page in pages:
        canvas.setPageSize((page.width * MM, page.height * MM))
        _draw(canvas, page, Ink(page.up, fonts, pictures))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pieces(page: Page) -> Iterator[tuple[Owner, list[Item]]]:
    """What belongs together: neighbours of one owner."""
    for owner, rows in groupby(page.items, key=lambda row: row[0]):
        yield owner, [item for _, item in rows]


def _draw(canvas: Canvas, page: Page, ink: Ink) -> None:
    """Everything on the page as marked content; the pieces that belong to elements are numbered from 0 (``MCID``)."""
    number = 0
    for owner, items in _pieces(page):
        if isinstance(owner, Artifact):
            canvas.addLiteral(f"{owner.operand} BDC")
        else:
            canvas.addLiteral(f"/{owner.kind} << /MCID {number} >> BDC")
            number += 1
        for item in items:
            item.draw(canvas, ink)
        canvas.addLiteral("EMC")


def _complete(writer: PdfWriter, page: Page, leaf: PageObject, resources: IndirectObject, tree: Tree) -> None:
    """Gives a drawn page its fonts and pictures, and tells the tree what is on it."""
    place, key = leaf.indirect_reference, tree.begin_page()
    assert place
    for owner, items in _pieces(page):
        if isinstance(owner, Element):
            tree.add_content(owner, place, key)
            for item in items:
                if isinstance(item, Picture | Squares):
                    owner.box = item.x * MM, page.up(item.y + item.height), (item.x + item.width) * MM, page.up(item.y)
    content, drawn_at = leaf.get_contents(), leaf.raw_get("/Contents")
    assert content is not None
    writer._replace_object(drawn_at, packed_stream({}, packed(content.get_data())))
    about: dict[str, Value] = {
        "Resources": resources, "StructParents": key, "Tabs": "S",
        "Group": {"S": "Transparency", "CS": "DeviceRGB"},
    }  # fmt: skip
    leaf.update(dictionary(about))
    if page.links:
        leaf.update(dictionary({"Annots": [_annotation(writer, page, *row, tree, place) for row in page.links]}))


def _annotation(writer: PdfWriter, page: Page, owner: Element, link: Link, tree: Tree, place: IndirectObject) -> IndirectObject:
    corners = [link.x * MM, page.up(link.y + link.height), (link.x + link.width) * MM, page.up(link.y)]
    about: dict[str, Value] = {
        "Type": "Annot", "Subtype": "Link", "Rect": corners, "Border": [0, 0, 0], "F": _PRINTED, "P": place,
        "A": {"S": "URI", "URI": text(link.url)}, "Contents": text(link.says), "StructParent": tree.next_key,
    }  # fmt: skip
    annotation = writer._add_object(dictionary(about))
    tree.add_annotation(owner, place, annotation)
    return annotation
