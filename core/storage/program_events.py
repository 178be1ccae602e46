"""The history of programs, which only grows, and who looks after them."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.rules.times import moment, stamp
from core.rules.versions import Owners
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class ProgramEvent:
    """Something that happened to a version or to its draft. ``by`` is ``None`` at the command line, ``words`` what was said."""

    code: str
    version: str
    draft_id: str | None
    at: datetime
    by: str | None
    event: str
    words: str


def add(db: Database, happened: ProgramEvent) -> None:
    change(
        db,
        "INSERT INTO program_events (code, version, draft_id, at, by, event, words)"
        " VALUES (:code, :version, :draft_id, :at, :by, :event, :words)",
        **{**vars(happened), "at": stamp(happened.at)},
    )


def _event(row: Row) -> ProgramEvent:
    return ProgramEvent(**{**row, "at": moment(row["at"])})


def of_program(db: Database, code: str) -> list[ProgramEvent]:
    """Everything that happened to the program, the newest first; also what was said of its drafts before they had this code."""
    found = rows(
        db,
        "SELECT code, version, draft_id, at, by, event, words FROM program_events WHERE code = :code"
        " OR draft_id IN (SELECT id FROM program_drafts WHERE code = :code) ORDER BY id DESC",
        code=code,
    )
    return [_event(row) for row in found]


def of_draft(db: Database, draft_id: str) -> list[ProgramEvent]:
    """What happened to a draft, the newest first."""
    found = rows(
        db, "SELECT code, version, draft_id, at, by, event, words FROM program_events WHERE draft_id = :id ORDER BY id DESC", id=draft_id
    )
    return [_event(row) for row in found]


def owners(db: Database, code: str) -> Owners:
    row = one(db, "SELECT owner_id AS owner, backup_id AS backup FROM program_owners WHERE code = :code", code=code)
    return Owners(**row) if row else Owners()


def set_owners(db: Database, code: str, *, owner: str, backup: str | None) -> None:
    change(
        db,
        "INSERT INTO program_owners (code, owner_id, backup_id) VALUES (:code, :owner, :backup)"
        " ON CONFLICT (code) DO UPDATE SET owner_id = excluded.owner_id, backup_id = excluded.backup_id",
        code=code,
        owner=owner,
        backup=backup,
    )
