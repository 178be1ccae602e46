"""Competency frameworks of others, and in-house lists of skills: what programs are aligned to.

A framework comes from a CASE package (``core.rules.case_files``) or from a list (``core.rules.framework_lists``). Published
programs hold a copy of what they are aligned to, so importing a framework anew never changes what a badge says.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from core.rules.addresses import PLACE, is_web_address
from core.rules.texts import Line, OptionalLine, OptionalProse

FrameworkKind = Literal["case", "list"]
MOST_ITEMS = 20_000
DEEPEST = 12
LONGEST_NAME = 300
LONGEST_STATEMENT = 5_000
LONGEST_CODE = 100
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")


class FrameworkItem(BaseModel):
    """One skill or competency. ``key`` is steady from edition to edition; ``parent`` is the key of the item above, or empty.

    ``uri`` is the address that its publisher gave it, empty for the items of an in-house list; ``level`` is what the
    framework says of the level of education or of mastery.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[Line, Field(max_length=LONGEST_CODE)]
    name: Annotated[Line, Field(max_length=LONGEST_NAME)]
    code: Annotated[OptionalLine, Field(max_length=LONGEST_CODE)] = ""
    statement: Annotated[OptionalProse, Field(max_length=LONGEST_STATEMENT)] = ""
    uri: OptionalLine = ""
    type: Annotated[OptionalLine, Field(max_length=LONGEST_CODE)] = ""
    parent: OptionalLine = ""
    level: Annotated[OptionalLine, Field(max_length=LONGEST_CODE)] = ""


class Relation(BaseModel):
    """What an item has to do with another one: ``exactMatchOf``, ``precedes`` and the like, in the words of CASE."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: Line
    kind: Annotated[Line, Field(max_length=LONGEST_CODE)]
    target: Annotated[Line, Field(max_length=2_000)]


class Framework(BaseModel):
    """A framework in one edition. ``id`` is what its publisher calls it: the CASE identifier, or the code of an in-house list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[Line, Field(max_length=LONGEST_CODE)]
    kind: FrameworkKind
    title: Annotated[Line, Field(max_length=LONGEST_NAME)]
    publisher: Annotated[OptionalLine, Field(max_length=LONGEST_NAME)] = ""
    version: Annotated[OptionalLine, Field(max_length=LONGEST_CODE)] = ""
    language: Annotated[OptionalLine, Field(max_length=35)] = ""
    adoption: Annotated[OptionalLine, Field(max_length=LONGEST_CODE)] = ""
    uri: OptionalLine = ""
    items: tuple[FrameworkItem, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something in a file that was not taken as it stands: where, and what became of it."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Read:
    """A framework as it was understood, and everything that its reader should know before it is imported."""

    framework: Framework
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Difference:
    """What an edition changes: keys of items that are new, that say something else, and that are no longer there."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def is_key(text: str) -> bool:
    """Whether a framework or an item can be found by this below ``/frameworks``.

    >>> is_key("COM.1-a"), is_key("a/b"), is_key("..")
    (True, False, False)
    """
    return bool(_KEY.fullmatch(text))


def item_address(framework_id: str, item: FrameworkItem) -> str:
    """Where the item can be read: at its publisher, or at a path of this portal, which badges print with the portal's address.

    >>> item_address("NS-SKILLS", FrameworkItem(key="COM.1", name="Briefing"))
    '/frameworks/NS-SKILLS/COM.1.json'
    """
    return item.uri if is_web_address(item.uri) else f"{PLACE}/{quote(framework_id, '')}/{quote(item.key, '')}.json"


def alignment_of(framework: Framework, item: FrameworkItem) -> dict[str, Any]:
    """The alignment of a program with an item, in the shape of ``core.rules.programs.Alignment``."""
    named = {"name": item.name, "code": item.code, "framework": framework.title, "url": item_address(framework.id, item)}
    return {**named, "type": "CFItem", "description": item.statement if item.statement != item.name else ""}


def untangled(items: Sequence[FrameworkItem]) -> tuple[tuple[FrameworkItem, ...], tuple[Remark, ...]]:
    """The items as a hierarchy: a link upwards is cut where it leads nowhere, in a circle, or deeper than ``DEEPEST`` levels.

    A cut item stands at the top, and a remark says so. Takes time in proportion to the number of items, whatever they look like.
    """
    tree = _Tree(items)
    for item in items:
        if not tree.parents[item.key]:
            tree.reach(item.key)
    for item in items:
        if item.key not in tree.reached:
            knot = tree.knot_above(item.key)
            tree.cut(knot, "It is above itself.")
            tree.reach(knot)
    cut = (item if item.parent == tree.parents[item.key] else item.model_copy(update={"parent": ""}) for item in items)
    return tuple(cut), tuple(tree.remarks)


class _Tree:
    """The links upwards, while they are walked through from the top."""

    def __init__(self, items: Sequence[FrameworkItem]) -> None:
        self._items = {item.key: item for item in items}
        self.parents = {item.key: item.parent for item in items}
        self.reached: set[str] = set()
        self.remarks: list[Remark] = []
        self._below: dict[str, list[str]] = {}
        for item in items:
            if item.parent and item.parent not in self._items:
                self.cut(item.key, "The item above it is not in the file.")
            self._below.setdefault(item.parent, []).append(item.key)

    def cut(self, key: str, reason: str) -> None:
        self.parents[key] = ""
        self.remarks.append(Remark(self._items[key].code or self._items[key].name, f"{reason} It stands at the top now."))

    def reach(self, key: str) -> None:
        waiting = [(key, 1)]
        while waiting:
            found, depth = waiting.pop()
            self.reached.add(found)
            if depth > DEEPEST:
                self.cut(found, f"It lies deeper than {DEEPEST} levels.")
                depth = 1
            waiting += [(child, depth + 1) for child in self._below.get(found, []) if child not in self.reached]

    def knot_above(self, key: str) -> str:
        """An item of the circle that the links upwards from here run into."""
        seen: set[str] = set()
        while key not in seen:
            seen.add(key)
            key = self.parents[key]
        return key


def in_order(items: Sequence[FrameworkItem]) -> Iterator[tuple[int, FrameworkItem]]:
    """Every item after the one above it, with its depth from 0; the order of siblings stays."""
    below: dict[str, list[FrameworkItem]] = {}
    for item in items:
        below.setdefault(item.parent, []).append(item)
    waiting = [(0, item) for item in reversed(below.get("", []))]
    while waiting:
        depth, item = waiting.pop()
        yield depth, item
        waiting += [(depth + 1, child) for child in reversed(below.get(item.key, []))]


def differences(before: Sequence[FrameworkItem], after: Sequence[FrameworkItem]) -> Difference:
    """What importing an edition would change, item by item."""
    old, new = ({item.key: item for item in items} for items in (before, after))
    return Difference(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        gone=tuple(key for key in old if key not in new),
    )


def without_doubles(items: Sequence[FrameworkItem]) -> tuple[tuple[FrameworkItem, ...], tuple[Remark, ...]]:
    """Of items with the same key the first stays."""
    counts = Counter(item.key for item in items)
    kept = {item.key: item for item in reversed(items)}
    remarks = tuple(
        Remark(kept[key].code or kept[key].name, f"It is in the file {n} times; the first one counts.")
        for key, n in counts.items()
        if n > 1
    )
    return tuple(kept[key] for key in counts), remarks


def settled(framework: Framework, remarks: Sequence[Remark] = ()) -> Read:
    """The framework without doubles and circles, its relations of items that are there."""
    items, doubled = without_doubles(framework.items)
    items, cut = untangled(items)
    keys = {item.key for item in items}
    relations = tuple(dict.fromkeys(row for row in framework.relations if row.origin in keys))
    return Read(framework.model_copy(update={"items": items, "relations": relations}), (*remarks, *doubled, *cut))
