"""What a document is made of, for those who listen to it: headings, lists, pictures, in the order of reading.

Everything on a page belongs either to an ``Element`` or, where a listener misses nothing, to an ``Artifact``
(ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject

from core.badges.formats.objects import Value, dictionary, text

_ATTRIBUTES: dict[str, dict[str, Value]] = {
    "TH": {"O": "Table", "Scope": "Row"},
    "L": {"O": "List", "ListNumbering": "None"},
}

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


@dataclass(frozen=True)
class Artifact:
    """Decoration, or what stands at the head or the foot of every page."""

    repeats: Literal["", "Header", "Footer"] = ""

    @property
    def operand(self) -> str:
        return f"/Artifact << /Type /Pagination /Subtype /{self.repeats} >>" if self.repeats else "/Artifact << /Type /Layout >>"


@dataclass(eq=False)
class Element:
    """A part of the document: ``kind`` is a standard structure type (ISO 32000-1, 14.8.4). It holds other parts or content, not both.

    ``alt`` says what a picture shows, ``language`` (BCP 47) differs from that of the document.
    """

    kind: str
    alt: str = ""
    language: str = ""
    page: IndirectObject | None = None
    box: Box | None = None
    parts: list["Element"] = field(default_factory=list)
    content: list[Value] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """The element and all below it, in the order of reading."""
        yield self
        for part in self.parts:
            yield from part.walk()


Owner = Element | Artifact


class Tree:
    """Which content belongs to which element; collected while the pages are written, and written last."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._owners: list[list[Element] | Element] = []

    def begin_page(self) -> int:
        """The key of a page in the tree of parents."""
        self._owners.append([])
        return len(self._owners) - 1

    def add_content(self, owner: Element, page: IndirectObject, key: int) -> int:
        """The number of the next piece of marked content on that page, which is the owner's from now on."""
        pieces = self._owners[key]
        assert isinstance(pieces, list)
        pieces.append(owner)
        number = len(pieces) - 1
        owner.page = owner.page or page
        owner.content.append(number if owner.page == page else {"Type": "MCR", "Pg": page, "MCID": number})
        return number

    @property
    def next_key(self) -> int:
        """The key that the next annotation will have."""
        return len(self._owners)

    def add_annotation(self, owner: Element, page: IndirectObject, annotation: IndirectObject) -> None:
        """Makes an annotation the owner's; it has to carry the ``next_key`` of before."""
        self._owners.append(owner)
        owner.content.append({"Type": "OBJR", "Pg": page, "Obj": annotation})

    def write(self, writer: PdfWriter) -> None:
        """Puts the tree into the file."""
        nodes = {element: _described(element) for element in self._root.walk()}
        places = {element: writer._add_object(node) for element, node in nodes.items()}
        parents = writer._add_object(dictionary({"Nums": list(self._parents(places))}))
        top: dict[str, Value] = {
            "Type": "StructTreeRoot",
            "K": [places[self._root]],
            "ParentTree": parents,
            "ParentTreeNextKey": self.next_key,
        }
        trunk = writer._add_object(dictionary(top))
        nodes[self._root].update(dictionary({"P": trunk}))
        for element, node in nodes.items():
            node.update(dictionary({"K": [*(places[part] for part in element.parts), *element.content]}))
            for part in element.parts:
                nodes[part].update(dictionary({"P": places[element]}))
        writer.root_object.update(dictionary({"StructTreeRoot": trunk, "MarkInfo": {"Marked": True}}))

    def _parents(self, places: dict[Element, IndirectObject]) -> Iterator[Value]:
        for key, owner in enumerate(self._owners):
            yield key
            yield places[owner] if isinstance(owner, Element) else [places[one] for one in owner]


def _described(element: Element) -> DictionaryObject:
    about: dict[str, Value] = {"S": element.kind}
    if element.page:
        about["Pg"] = element.page
    if element.alt:
        about["Alt"] = text(element.alt)
    if element.language:
        about["Lang"] = text(element.language)
    if element.kind in _ATTRIBUTES:
        about["A"] = _ATTRIBUTES[element.kind]
    elif element.box:
        about["A"] = {"O": "Layout", "Placement": "Block", "BBox": element.box}
    return dictionary(about)
