"""Drafts of programs: what is being designed, by whom, and what the owner waived."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter
from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.drafts import Draft, Waiver
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

DraftState = Literal["draft", "in_check", "published", "dropped"]
_WAIVERS = TypeAdapter(tuple[Waiver, ...])


@dataclass(frozen=True)
class StoredDraft:
    """``based_on`` is the version it began from, ``version_id`` the one it was published as; ``comment`` what the checker asked for."""

    id: str
    draft: Draft
    state: DraftState
    based_on: str | None
    version_id: str | None
    waivers: tuple[Waiver, ...]
    comment: str
    created_by: str | None
    created_at: datetime
    updated_by: str | None
    updated_at: datetime
    submitted_by: str | None
    submitted_at: datetime | None
    row_version: int


def _draft(row: Row) -> StoredDraft:
    del row["code"], row["title"]
    return StoredDraft(
        **{
            **{name: value for name, value in row.items() if name != "content"},
            "draft": Draft.model_validate_json(row["content"]),
            "waivers": _WAIVERS.validate_json(row["waivers"]),
            "created_at": moment(row["created_at"]),
            "updated_at": moment(row["updated_at"]),
            "submitted_at": moment(row["submitted_at"]) if row["submitted_at"] else None,
        }
    )


def get(db: Database, draft_id: str) -> StoredDraft:
    row = one(db, "SELECT * FROM program_drafts WHERE id = :id", id=draft_id)
    if row is None:
        raise NotFound("There is no such draft.")
    return _draft(row)


def open_ones(db: Database) -> list[StoredDraft]:
    """Drafts that are worked on or checked, the latest change first."""
    return [
        _draft(row) for row in rows(db, "SELECT * FROM program_drafts WHERE state IN ('draft', 'in_check') ORDER BY updated_at DESC, id")
    ]


def add(db: Database, stored: StoredDraft) -> None:
    change(
        db,
        "INSERT INTO program_drafts (id, code, title, content, state, based_on, version_id, waivers, comment, created_by, created_at,"
        " updated_by, updated_at, submitted_by, submitted_at, row_version) VALUES (:id, :code, :title, :content, :state, :based_on,"
        " :version_id, :waivers, :comment, :created_by, :created_at, :updated_by, :updated_at, :submitted_by, :submitted_at, 1)",
        **_columns(stored),
    )


def save(db: Database, stored: StoredDraft) -> StoredDraft:
    """Keep everything about the draft; gives it with its new ``row_version``. Refuses with ``Conflict`` what changed since it was read."""
    moved = change(
        db,
        "UPDATE program_drafts SET code = :code, title = :title, content = :content, state = :state, version_id = :version_id,"
        " waivers = :waivers, comment = :comment, updated_by = :updated_by, updated_at = :updated_at, submitted_by = :submitted_by,"
        " submitted_at = :submitted_at, row_version = row_version + 1 WHERE id = :id AND row_version = :seen",
        **{name: value for name, value in _columns(stored).items() if name not in ("created_by", "created_at", "based_on")},
        seen=stored.row_version,
    )
    if not moved:
        raise Conflict("Somebody else changed this draft. Please look at it again.")
    return replace(stored, row_version=stored.row_version + 1)


def _columns(stored: StoredDraft) -> dict[str, object]:
    return {
        "id": stored.id,
        "code": stored.draft.code,
        "title": stored.draft.title,
        "content": stored.draft.model_dump_json(),
        "state": stored.state,
        "based_on": stored.based_on,
        "version_id": stored.version_id,
        "waivers": _WAIVERS.dump_json(stored.waivers).decode(),
        "comment": stored.comment,
        "created_by": stored.created_by,
        "created_at": stamp(stored.created_at),
        "updated_by": stored.updated_by,
        "updated_at": stamp(stored.updated_at),
        "submitted_by": stored.submitted_by,
        "submitted_at": stamp(stored.submitted_at) if stored.submitted_at else None,
    }
