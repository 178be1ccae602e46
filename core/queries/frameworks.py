"""Frameworks of skills as designers see them, and the public documents of skills that have no address elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.frameworks import Framework, FrameworkItem, FrameworkKind, alignment_of, item_address
from core.storage import frameworks
from core.storage.database import Row, one, reading, rows

MOST_FOUND = 20
_LONGEST_SEARCH = 12


@dataclass(frozen=True)
class FrameworkRow:
    """One framework in the list of them. ``programs`` counts programs with a version that is or was public."""

    id: str
    kind: FrameworkKind
    title: str
    publisher: str
    version: str
    imported_at: str
    items: int
    programs: int


@dataclass(frozen=True)
class Found:
    """A skill that was searched for, as what a program would be aligned to."""

    framework: str
    alignment: dict[str, Any]


@dataclass(frozen=True)
class AlignedProgram:
    """A program that is aligned to an item; ``version`` is empty for a draft."""

    code: str
    title: str
    version: str
    state: str


def all_frameworks(portal: Portal) -> list[FrameworkRow]:
    """Every framework, by title."""
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT f.id, f.kind, f.title, f.publisher, f.version, f.imported_at,"
            " (SELECT count(*) FROM framework_items i WHERE i.framework_id = f.id AND NOT i.gone) AS items"
            " FROM frameworks f ORDER BY f.title, f.id",
        )
        used = frameworks.alignments_of_versions(db)
        return [
            FrameworkRow(**row, programs=len(_codes(used, _addresses(frameworks.every_item(db, row["id"]), row["id"])))) for row in found
        ]


def _addresses(items: Iterable[FrameworkItem], framework_id: str) -> set[str]:
    return {item_address(framework_id, item) for item in items}


def _codes(used: Iterable[Row], addresses: set[str]) -> set[str]:
    return {row["code"] for row in used if row["url"] in addresses}


def framework(portal: Portal, framework_id: str) -> Framework:
    """One framework with its items of today. Refuses unknown ones."""
    with reading(portal.database) as db:
        return frameworks.get(db, framework_id)


def aligned_programs(portal: Portal, framework_id: str) -> dict[str, tuple[AlignedProgram, ...]]:
    """Which programs are aligned to which address of the framework: published ones and drafts, the published first."""
    with reading(portal.database) as db:
        addresses = _addresses(frameworks.every_item(db, framework_id), framework_id)
        versions = [(row["url"], AlignedProgram(row["code"], row["title"], row["version"], row["state"])) for row in
                    frameworks.alignments_of_versions(db) if row["state"] == "published"]  # fmt: skip
        drafts = [(row["url"], AlignedProgram(row["code"], row["title"], "", "draft")) for row in frameworks.alignments_of_drafts(db)]
    found: dict[str, dict[AlignedProgram, None]] = {}
    for url, program in (*versions, *drafts):
        if url in addresses:
            found.setdefault(url, {})[program] = None
    return {url: tuple(programs) for url, programs in found.items()}


def search(portal: Portal, words: str, framework_id: str = "") -> list[Found]:
    """Skills whose code, name or statement has these words or beginnings of words, the best first; at most ``MOST_FOUND``."""
    match = _match_expression(words)
    if not match:
        return []
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT i.framework_id, i.key, i.code, i.name, i.statement, i.uri, i.type, i.parent, i.level FROM framework_words"
            " JOIN framework_items i ON i.id = framework_words.rowid WHERE framework_words MATCH :match"
            " AND (:framework_id = '' OR i.framework_id = :framework_id)"
            " ORDER BY bm25(framework_words, 8.0, 4.0, 1.0), i.place LIMIT :most",
            match=match,
            framework_id=framework_id,
            most=MOST_FOUND,
        )
        titles = {row["id"]: row["title"] for row in rows(db, "SELECT id, title FROM frameworks")}
    return [_found(row.pop("framework_id"), row, titles) for row in found]


def _found(framework_id: str, row: Row, titles: dict[str, str]) -> Found:
    named = Framework(id=framework_id, kind="list", title=titles[framework_id])
    return Found(framework_id, alignment_of(named, FrameworkItem.model_validate(row)))


def _match_expression(words: str) -> str:
    """A full-text query in which the words are beginnings of words and nothing else."""
    visible = "".join(character if character.isprintable() else " " for character in words)
    return " ".join('"' + word.replace('"', '""') + '"*' for word in visible.split()[:_LONGEST_SEARCH])


def item_document(portal: Portal, framework_id: str, key: str) -> dict[str, Any]:
    """A skill at its address here, in the shape of a CASE ``CFItem``. Refuses what has an address elsewhere: it stands there."""
    with reading(portal.database) as db:
        item = frameworks.item(db, framework_id, key)
        row = _heading(db, framework_id)
        above = frameworks.item(db, framework_id, item.parent) if item.parent else None
    if item_address(framework_id, item) == item.uri:
        raise NotFound(f"This skill stands at {item.uri}.")
    return _case_item(portal.base_url, row, item) | ({"isChildOf": _link(portal.base_url, framework_id, above)} if above else {})


def framework_document(portal: Portal, framework_id: str) -> dict[str, Any]:
    """An in-house list as a CASE package, which others can import. Refuses what others publish themselves."""
    with reading(portal.database) as db:
        found, row = frameworks.get(db, framework_id), _heading(db, framework_id)
    if found.kind != "list":
        raise NotFound("This framework is published elsewhere.")
    base, by_key = portal.base_url, {item.key: item for item in found.items}
    links = [(item, by_key[item.parent]) for item in found.items if item.parent]
    return {
        "CFDocument": {**_document_link(base, row), "creator": found.publisher or found.title, "lastChangeDateTime": row["imported_at"]},
        "CFItems": [_case_item(base, row, item) for item in found.items],
        "CFAssociations": [_association(base, framework_id, child, parent, row["imported_at"]) for child, parent in links],
    }


def _heading(db: Database, framework_id: str) -> Row:
    row = one(db, "SELECT id, title, imported_at FROM frameworks WHERE id = :id", id=framework_id)
    if row is None:
        raise NotFound("There is no such framework.")
    return row


def _absolute(base: str, address: str) -> str:
    return base + address if address.startswith("/") else address


def _link(base: str, framework_id: str, item: FrameworkItem) -> dict[str, str]:
    uri = _absolute(base, item_address(framework_id, item))
    return {"title": item.name, "identifier": str(uuid5(NAMESPACE_URL, uri)), "uri": uri}


def _document_link(base: str, row: Row) -> dict[str, str]:
    uri = f"{base}/frameworks/{row['id']}.json"
    return {"title": row["title"], "identifier": str(uuid5(NAMESPACE_URL, uri)), "uri": uri}


def _case_item(base: str, row: Row, item: FrameworkItem) -> dict[str, Any]:
    """CASE 1.0, ``CFItem``; what is empty is left out."""
    link = _link(base, row["id"], item)
    said = {
        "identifier": link["identifier"],
        "uri": link["uri"],
        "fullStatement": item.statement or item.name,
        "abbreviatedStatement": item.name,
        "humanCodingScheme": item.code,
        "CFItemType": item.type,
        "educationLevel": [item.level] if item.level else [],
        "lastChangeDateTime": row["imported_at"],
        "CFDocumentURI": _document_link(base, row),
    }
    return {name: value for name, value in said.items() if value}


def _association(base: str, framework_id: str, child: FrameworkItem, parent: FrameworkItem, at: str) -> dict[str, Any]:
    origin, target = _link(base, framework_id, child), _link(base, framework_id, parent)
    uri = f"{origin['uri']}#isChildOf"
    return {
        "identifier": str(uuid5(NAMESPACE_URL, uri)),
        "associationType": "isChildOf",
        "uri": uri,
        "originNodeURI": origin,
        "destinationNodeURI": target,
        "lastChangeDateTime": at,
    }
