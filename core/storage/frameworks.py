"""Frameworks and their items, with an index of their words. Items that an edition no longer has stay, marked as gone."""

from collections.abc import Sequence
from urllib.parse import unquote

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.addresses import PLACE
from core.rules.frameworks import Framework, FrameworkItem, Relation, item_address
from core.storage.database import Row, change, one, rows

_ITEM = "key, code, name, statement, uri, type, parent, level"


def find(db: Database, framework_id: str) -> Framework | None:
    """The framework with its items of today and their relations, or ``None``."""
    row = one(db, "SELECT id, kind, title, publisher, version, language, adoption, uri FROM frameworks WHERE id = :id", id=framework_id)
    if row is None:
        return None
    found = rows(db, f"SELECT {_ITEM} FROM framework_items WHERE framework_id = :id AND NOT gone ORDER BY place", id=framework_id)  # noqa: S608
    links = rows(db, "SELECT origin, kind, target FROM framework_relations WHERE framework_id = :id", id=framework_id)
    items = tuple(FrameworkItem.model_validate(item) for item in found)
    return Framework.model_validate({**row, "items": items, "relations": tuple(Relation.model_validate(link) for link in links)})


def get(db: Database, framework_id: str) -> Framework:
    framework = find(db, framework_id)
    if framework is None:
        raise NotFound("There is no such framework.")
    return framework


def item(db: Database, framework_id: str, key: str) -> FrameworkItem:
    """An item of today or of an earlier edition: badges go on naming it."""
    row = one(db, f"SELECT {_ITEM} FROM framework_items WHERE framework_id = :id AND key = :key", id=framework_id, key=key)  # noqa: S608
    if row is None:
        raise NotFound("There is no such skill.")
    return FrameworkItem.model_validate(row)


def keep(db: Database, framework: Framework, *, by: str | None, at: str) -> None:
    """The framework in this edition: items are changed by their key, new ones added, those that are missing marked as gone."""
    named = framework.model_dump(exclude={"items", "relations"})
    change(
        db,
        "INSERT INTO frameworks (id, kind, title, publisher, version, language, adoption, uri, imported_by, imported_at) VALUES (:id,"
        " :kind, :title, :publisher, :version, :language, :adoption, :uri, :by, :at) ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
        " publisher = excluded.publisher, version = excluded.version, language = excluded.language, adoption = excluded.adoption,"
        " uri = excluded.uri, imported_by = excluded.imported_by, imported_at = excluded.imported_at",
        **named,
        by=by,
        at=at,
    )
    change(db, "UPDATE framework_items SET gone = 1 WHERE framework_id = :id", id=framework.id)
    for place, row in enumerate(framework.items):
        _keep_item(db, framework.id, place, row)
    _keep_relations(db, framework.id, framework.relations)
    _index(db, framework.id)


def _keep_item(db: Database, framework_id: str, place: int, row: FrameworkItem) -> None:
    change(
        db,
        "INSERT INTO framework_items (framework_id, place, key, code, name, statement, uri, type, parent, level) VALUES (:framework_id,"
        " :place, :key, :code, :name, :statement, :uri, :type, :parent, :level) ON CONFLICT (framework_id, key) DO UPDATE SET"
        " place = excluded.place, code = excluded.code, name = excluded.name, statement = excluded.statement, uri = excluded.uri,"
        " type = excluded.type, parent = excluded.parent, level = excluded.level, gone = 0",
        framework_id=framework_id,
        place=place,
        **row.model_dump(),
    )


def _keep_relations(db: Database, framework_id: str, relations: Sequence[Relation]) -> None:
    change(db, "DELETE FROM framework_relations WHERE framework_id = :id", id=framework_id)
    for row in relations:
        change(
            db,
            "INSERT INTO framework_relations (framework_id, origin, kind, target) VALUES (:id, :origin, :kind, :target)",
            id=framework_id,
            **row.model_dump(),
        )


def _index(db: Database, framework_id: str) -> None:
    _forget_words(db, framework_id)
    change(
        db,
        "INSERT INTO framework_words (rowid, code, name, statement) SELECT id, code, name, statement FROM framework_items"
        " WHERE framework_id = :id AND NOT gone",
        id=framework_id,
    )


def _forget_words(db: Database, framework_id: str) -> None:
    change(db, "DELETE FROM framework_words WHERE rowid IN (SELECT id FROM framework_items WHERE framework_id = :id)", id=framework_id)


def remove(db: Database, framework_id: str) -> None:
    _forget_words(db, framework_id)
    for table in ("framework_relations", "framework_items"):
        change(db, f"DELETE FROM {table} WHERE framework_id = :id", id=framework_id)  # noqa: S608
    change(db, "DELETE FROM frameworks WHERE id = :id", id=framework_id)


def alignments_of_versions(db: Database) -> list[Row]:
    """What every version that is or was public is aligned to: ``code``, ``version``, ``state``, ``title``, ``url``."""
    return rows(
        db,
        "SELECT v.code, v.version, v.state, v.title, json_extract(a.value, '$.url') AS url"
        " FROM program_versions v, json_each(v.content, '$.alignments') a WHERE v.state <> 'draft' ORDER BY v.code, v.published_at DESC",
    )


def alignments_of_drafts(db: Database) -> list[Row]:
    """What drafts that are worked on are aligned to: ``code``, ``title``, ``url``."""
    return rows(
        db,
        "SELECT d.code, d.title, json_extract(a.value, '$.url') AS url FROM program_drafts d, json_each(d.content, '$.alignments') a"
        " WHERE d.state IN ('draft', 'in_check') ORDER BY d.code, d.title",
    )


def stands_here(db: Database, path: str) -> bool:
    """Whether a skill, or an in-house list as a whole, answers at this path of the portal."""
    framework_id, _, key = (unquote(part) for part in path.removeprefix(f"{PLACE}/").removesuffix(".json").partition("/"))
    if not key:
        return one(db, "SELECT 1 FROM frameworks WHERE id = :id AND kind = 'list'", id=framework_id) is not None
    found = one(db, f"SELECT {_ITEM} FROM framework_items WHERE framework_id = :id AND key = :key", id=framework_id, key=key)  # noqa: S608
    return found is not None and item_address(framework_id, FrameworkItem.model_validate(found)) == path


def every_item(db: Database, framework_id: str) -> list[FrameworkItem]:
    """Every item that the framework has or had."""
    return [
        FrameworkItem.model_validate(row)
        for row in rows(db, f"SELECT {_ITEM} FROM framework_items WHERE framework_id = :id", id=framework_id)  # noqa: S608
    ]
