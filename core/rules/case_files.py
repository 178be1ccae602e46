"""Reading a framework as others publish it: a CASE package in JSON.

Source: 1EdTech Competencies and Academic Standards Exchange, versions 1.0 and 1.1: a ``CFPackage`` of ``CFDocument``, ``CFItems``
and ``CFAssociations``. Some services wrap it, others do not; both are read. What is wrong with one item is said of that item.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from core.errors import BadInput
from core.rules.addresses import check_uri
from core.rules.frameworks import (
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    MOST_ITEMS,
    Framework,
    FrameworkItem,
    Read,
    Relation,
    Remark,
    is_key,
    settled,
)

LARGEST_BYTES = 20 * 1024 * 1024
MOST_RELATIONS = 4 * MOST_ITEMS
CHILD = "isChildOf"
LONGEST_SHORT_NAME = 120
_NOT_CASE = "This is not a CASE package: JSON with a CFDocument and its CFItems."


def read_case(data: bytes) -> Read:
    """The framework of a CASE package. Refuses (``BadInput`` for ``file``) what is none, and more than ``MOST_ITEMS`` items.

    Items that say nothing are left out with a remark; an item that has no address of its own gets one at this portal.
    """
    package = _package(data)
    document = package.get("CFDocument")
    if not isinstance(document, dict):
        raise BadInput({"file": _NOT_CASE})
    rows, links = _list(package, "CFItems", MOST_ITEMS), _list(package, "CFAssociations", MOST_RELATIONS)
    remarks: list[Remark] = []
    upwards, relations = _links(links, _text(document, "identifier"))
    items = [item for number, row in enumerate(rows, 1) if (item := _item(row, number, upwards, remarks))]
    if not items:
        raise BadInput({"file": "There is no item in this package that could be taken over."})
    return settled(_framework(document).model_copy(update={"items": tuple(items), "relations": tuple(relations)}), remarks)


def _package(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_BYTES:
        raise BadInput({"file": f"The file is larger than {LARGEST_BYTES // 1024**2} MB."})
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise BadInput({"file": _NOT_CASE}) from problem
    inner = read.get("CFPackage", read) if isinstance(read, dict) else None
    if not isinstance(inner, dict):
        raise BadInput({"file": _NOT_CASE})
    return inner


def _list(package: dict[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    rows = package.get(name) or []
    if not isinstance(rows, list):
        raise BadInput({"file": _NOT_CASE})
    if len(rows) > most:
        raise BadInput({"file": f"The package has more than {most:,} {name}. Please import a smaller framework."})
    return [row for row in rows if isinstance(row, dict)]


def _framework(document: dict[str, Any]) -> Framework:
    identifier = _text(document, "identifier")
    if not is_key(identifier):
        raise BadInput({"file": "The CFDocument has no identifier, so a later edition could not be told from another framework."})
    try:
        return Framework(
            id=identifier,
            kind="case",
            title=_text(document, "title"),
            publisher=_text(document, "publisher") or _text(document, "creator"),
            version=_text(document, "version"),
            language=_text(document, "language"),
            adoption=_text(document, "adoptionStatus"),
            uri=_uri(document),
        )
    except ValidationError as problem:
        what = str(problem.errors()[0]["loc"][0])
        raise BadInput({"file": f"The CFDocument has no {what} that can be taken as it stands."}) from problem


def _item(row: dict[str, Any], number: int, upwards: dict[str, str], remarks: list[Remark]) -> FrameworkItem | None:
    key, statement, code = _text(row, "identifier"), _text(row, "fullStatement"), _text(row, "humanCodingScheme")
    name = _text(row, "abbreviatedStatement") or _shortened(statement)
    place = f"Item {number}" + (f" ({code[:40]})" if code else "")
    if not is_key(key) or not name:
        remarks.append(Remark(place, "It has no identifier or no statement, so it is left out."))
        return None
    try:
        return FrameworkItem(
            key=key,
            name=name[:LONGEST_NAME],
            code=code[:LONGEST_CODE],
            statement=statement[:LONGEST_STATEMENT],
            uri=_uri(row),
            type=_text(row, "CFItemType")[:LONGEST_CODE],
            parent=upwards.get(key, ""),
            level=_levels(row)[:LONGEST_CODE],
        )
    except ValidationError:
        remarks.append(Remark(place, "It holds text that cannot stand in a badge (invisible control characters), so it is left out."))
        return None


def _shortened(statement: str) -> str:
    """The beginning of a long statement, as its name."""
    line = " ".join(statement.split())
    return line if len(line) <= LONGEST_SHORT_NAME else line[:LONGEST_SHORT_NAME].rpartition(" ")[0] + " …"


def _links(links: list[dict[str, Any]], document: str) -> tuple[dict[str, str], list[Relation]]:
    """Which item stands below which (the first such link counts; the document itself is the top), and all other relations."""
    upwards: dict[str, str] = {}
    relations: list[Relation] = []
    for link in links:
        kind, origin, target = _text(link, "associationType"), _node(link, "originNodeURI"), _node(link, "destinationNodeURI")
        if kind == CHILD and target in ("", document):
            continue
        if kind == CHILD and origin not in upwards:
            upwards[origin] = target
            continue
        relations += _relation(origin, kind, target)
    return upwards, relations


def _relation(origin: str, kind: str, target: str) -> Iterator[Relation]:
    try:
        yield Relation(origin=origin, kind=kind, target=target)
    except ValidationError:
        return


def _node(link: dict[str, Any], name: str) -> str:
    """The identifier of a node that a link names; packages of version 1.0 also name nodes by address alone."""
    node = link.get(name)
    if isinstance(node, dict):
        return _text(node, "identifier") or _text(node, "uri")
    return node.strip() if isinstance(node, str) else ""


def _uri(row: dict[str, Any]) -> str:
    """The address, or empty where there is none that anybody could use."""
    try:
        return check_uri(_text(row, "uri"))
    except ValueError:
        return ""


def _levels(row: dict[str, Any]) -> str:
    levels = row.get("educationLevel")
    return ", ".join(str(level) for level in levels if isinstance(level, str)) if isinstance(levels, list) else ""


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
