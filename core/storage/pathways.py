"""Pathways: their versions, who started one, which milestones were reached, and what capstones rest on."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from core.errors import Conflict, NotFound, StorageTrouble
from core.rules.pathway_drafts import PathwayDraft
from core.rules.pathway_progress import Held
from core.rules.pathways import Milestone, Pathway, PathwayState, codes
from core.rules.programs import text_sha256
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

EnrolmentState = Literal["active", "complete", "left"]


@dataclass(frozen=True)
class StoredPathway:
    """A version that is or was public."""

    id: str
    state: PathwayState
    pathway: Pathway
    published_at: datetime


@dataclass(frozen=True)
class StoredPathwayDraft:
    id: str
    draft: PathwayDraft
    updated_by: str | None
    updated_at: datetime
    row_version: int


@dataclass(frozen=True)
class PathwayEnrolment:
    """One person's way through one version of a pathway. ``target_on`` is a plan."""

    id: str
    member_id: str
    version_id: str
    code: str
    state: EnrolmentState
    started_at: datetime
    target_on: date
    finished_at: datetime | None


@dataclass(frozen=True)
class Reached:
    """A milestone that somebody reached, in the words of that day."""

    code: str
    milestone: str
    title: str
    message: str
    reached_at: datetime


def _stored(row: Row) -> StoredPathway:
    if text_sha256(row["content"]) != row["content_sha256"]:
        raise StorageTrouble(f"The stored text of {row['code']} {row['version']} was changed outside the portal. Restore a backup.")
    return StoredPathway(row["id"], row["state"], Pathway.model_validate_json(row["content"]), moment(row["published_at"]))


def _draft(row: Row) -> StoredPathwayDraft:
    draft = PathwayDraft.model_validate_json(row["content"])
    return StoredPathwayDraft(row["id"], draft, row["updated_by"], moment(row["updated_at"]), row["row_version"])


def get(db: Database, version_id: str) -> StoredPathway:
    row = one(db, "SELECT * FROM pathway_versions WHERE id = :id AND state <> 'draft'", id=version_id)
    if row is None:
        raise NotFound("There is no such pathway.")
    return _stored(row)


def published(db: Database, code: str) -> StoredPathway | None:
    row = one(db, "SELECT * FROM pathway_versions WHERE code = :code AND state = 'published'", code=code)
    return _stored(row) if row else None


def all_published(db: Database) -> list[StoredPathway]:
    return [_stored(row) for row in rows(db, "SELECT * FROM pathway_versions WHERE state = 'published' ORDER BY title")]


def every_public(db: Database) -> list[StoredPathway]:
    """Every version that is or was public, the newest of each pathway first."""
    return [_stored(row) for row in rows(db, "SELECT * FROM pathway_versions WHERE state <> 'draft' ORDER BY code, published_at DESC")]


def version_taken(db: Database, code: str, version: str) -> bool:
    sql = "SELECT 1 FROM pathway_versions WHERE code = :code AND version = :version AND state <> 'draft'"
    return one(db, sql, code=code, version=version) is not None


def code_in_use(db: Database, code: str) -> bool:
    """Whether a pathway that is or was public has this code."""
    return one(db, "SELECT 1 FROM pathway_versions WHERE code = :code AND state <> 'draft'", code=code) is not None


def touched_by(db: Database, member_id: str, program_code: str) -> list[StoredPathway]:
    """The pathways that a badge of the program can bring forward for somebody: the version that they started, then today's."""
    found = rows(
        db,
        "SELECT v.*, e.id AS started FROM pathway_programs p JOIN pathway_versions v ON v.id = p.version_id"
        " LEFT JOIN pathway_enrolments e ON e.version_id = v.id AND e.member_id = :member AND e.state = 'active'"
        " WHERE p.code = :code AND (v.state = 'published' OR e.id IS NOT NULL) ORDER BY v.code, e.id IS NULL",
        member=member_id,
        code=program_code,
    )
    return [_stored(row) for row in found]


def add_published(db: Database, version_id: str, pathway: Pathway, *, by: str | None, at: str) -> None:
    """Store a version as published, in place of its draft where there is one; the version so far becomes *superseded*."""
    change(db, "UPDATE pathway_versions SET state = 'superseded' WHERE code = :code AND state = 'published'", code=pathway.code)
    change(
        db,
        "INSERT INTO pathway_versions (id, code, version, title, state, content, content_sha256, created_by, created_at, updated_by,"
        " updated_at, published_at) VALUES (:id, :code, :version, :title, 'published', :content, :sha256, :by, :at, :by, :at, :at)"
        " ON CONFLICT (id) DO UPDATE SET code = :code, version = :version, title = :title, state = 'published', content = :content,"
        " content_sha256 = :sha256, updated_by = :by, updated_at = :at, published_at = :at, row_version = row_version + 1",
        id=version_id,
        code=pathway.code,
        version=pathway.version,
        title=pathway.title,
        content=pathway.model_dump_json(),
        sha256=pathway.content_sha256(),
        by=by,
        at=at,
    )
    for code in codes(pathway.root):
        change(db, "INSERT INTO pathway_programs (version_id, code) VALUES (:id, :code)", id=version_id, code=code)


def retire(db: Database, code: str) -> None:
    """The published version takes nobody new, and its capstone takes no part in the catalogue of badges that can be earned."""
    change(db, "UPDATE pathway_versions SET state = 'retired' WHERE code = :code AND state = 'published'", code=code)
    change(db, "UPDATE program_versions SET state = 'retired' WHERE code = :code AND state = 'published'", code=code)


def drafts(db: Database) -> list[StoredPathwayDraft]:
    """What is being designed, the latest change first."""
    return [_draft(row) for row in rows(db, "SELECT * FROM pathway_versions WHERE state = 'draft' ORDER BY updated_at DESC, id")]


def get_draft(db: Database, draft_id: str) -> StoredPathwayDraft:
    row = one(db, "SELECT * FROM pathway_versions WHERE id = :id AND state = 'draft'", id=draft_id)
    if row is None:
        raise NotFound("There is no such draft.")
    return _draft(row)


def add_draft(db: Database, draft_id: str, draft: PathwayDraft, *, by: str | None, at: str) -> None:
    change(
        db,
        "INSERT INTO pathway_versions (id, code, version, title, state, content, content_sha256, created_by, created_at, updated_by,"
        " updated_at) VALUES (:id, :code, :version, :title, 'draft', :content, '', :by, :at, :by, :at)",
        id=draft_id,
        by=by,
        at=at,
        **_columns(draft),
    )


def save_draft(db: Database, stored: StoredPathwayDraft, *, by: str | None, at: datetime) -> StoredPathwayDraft:
    """Keep the draft; refuses with ``Conflict`` what changed since it was read."""
    moved = change(
        db,
        "UPDATE pathway_versions SET code = :code, version = :version, title = :title, content = :content, updated_by = :by,"
        " updated_at = :at, row_version = row_version + 1 WHERE id = :id AND state = 'draft' AND row_version = :seen",
        id=stored.id,
        by=by,
        at=stamp(at),
        seen=stored.row_version,
        **_columns(stored.draft),
    )
    if not moved:
        raise Conflict("Somebody else changed this draft. Please look at it again.")
    return replace(stored, updated_by=by, updated_at=at, row_version=stored.row_version + 1)


def drop_draft(db: Database, draft_id: str) -> None:
    change(db, "DELETE FROM pathway_versions WHERE id = :id AND state = 'draft'", id=draft_id)


def _columns(draft: PathwayDraft) -> dict[str, str]:
    return {"code": draft.code, "version": draft.version, "title": draft.title, "content": draft.model_dump_json()}


def _enrolment(row: Row) -> PathwayEnrolment:
    return PathwayEnrolment(
        **{
            **row,
            "started_at": moment(row["started_at"]),
            "target_on": date.fromisoformat(row["target_on"]),
            "finished_at": moment(row["finished_at"]) if row["finished_at"] else None,
        }
    )


def active_enrolment(db: Database, member_id: str, code: str) -> PathwayEnrolment | None:
    row = one(
        db, "SELECT * FROM pathway_enrolments WHERE member_id = :member AND code = :code AND state = 'active'", member=member_id, code=code
    )
    return _enrolment(row) if row else None


def active_enrolments(db: Database, member_id: str) -> list[PathwayEnrolment]:
    """What somebody follows at present, the latest start first."""
    found = rows(
        db, "SELECT * FROM pathway_enrolments WHERE member_id = :member AND state = 'active' ORDER BY started_at DESC", member=member_id
    )
    return [_enrolment(row) for row in found]


def add_enrolment(db: Database, enrolment: PathwayEnrolment) -> None:
    change(
        db,
        "INSERT INTO pathway_enrolments (id, member_id, version_id, code, state, started_at, target_on)"
        " VALUES (:id, :member, :version, :code, :state, :started_at, :target_on)",
        id=enrolment.id,
        member=enrolment.member_id,
        version=enrolment.version_id,
        code=enrolment.code,
        state=enrolment.state,
        started_at=stamp(enrolment.started_at),
        target_on=enrolment.target_on.isoformat(),
    )


def finish_enrolment(db: Database, enrolment_id: str, state: EnrolmentState, *, at: str) -> None:
    change(db, "UPDATE pathway_enrolments SET state = :state, finished_at = :at WHERE id = :id", id=enrolment_id, state=state, at=at)


def switch_version(db: Database, enrolment_id: str, version_id: str) -> None:
    change(db, "UPDATE pathway_enrolments SET version_id = :version WHERE id = :id", id=enrolment_id, version=version_id)


def held(db: Database, member_id: str) -> tuple[Held, ...]:
    """The badges that somebody holds, in force or not; a corrected or renewed one counts by its newest."""
    found = rows(
        db,
        "SELECT a.program_code AS program, v.version, a.awarded_at, a.valid_until, a.state, a.token"
        " FROM awards a JOIN program_versions v ON v.id = a.version_id"
        " WHERE a.member_id = :member AND a.state IN ('active', 'suspended') ORDER BY a.awarded_at, a.rowid",
        member=member_id,
    )
    return tuple(_held(row) for row in found)


def _held(row: Row) -> Held:
    times = {name: moment(row[name]) if row[name] else None for name in ("awarded_at", "valid_until")}
    return Held(**{**row, **times})


def add_milestone(db: Database, member_id: str, code: str, milestone: Milestone, *, at: str, seen: bool) -> bool:
    """Remember a milestone; ``False`` when it was reached before. It stays, whatever becomes of the badges."""
    return bool(
        change(
            db,
            "INSERT INTO pathway_milestones (member_id, code, milestone, title, message, reached_at, seen_at)"
            " VALUES (:member, :code, :key, :title, :message, :at, :seen_at) ON CONFLICT DO NOTHING",
            member=member_id,
            code=code,
            key=milestone.key,
            title=milestone.title,
            message=milestone.message,
            at=at,
            seen_at=at if seen else None,
        )
    )


def unseen_milestones(db: Database, member_id: str) -> list[Reached]:
    found = rows(
        db,
        "SELECT code, milestone, title, message, reached_at FROM pathway_milestones"
        " WHERE member_id = :member AND seen_at IS NULL ORDER BY reached_at, milestone",
        member=member_id,
    )
    return [Reached(**{**row, "reached_at": moment(row["reached_at"])}) for row in found]


def mark_seen(db: Database, member_id: str, code: str, milestone: str, *, at: str) -> None:
    change(
        db,
        "UPDATE pathway_milestones SET seen_at = :at WHERE member_id = :member AND code = :code AND milestone = :key AND seen_at IS NULL",
        member=member_id,
        code=code,
        key=milestone,
        at=at,
    )


def add_parts(db: Database, capstone: str, tokens: tuple[str, ...]) -> None:
    """What a capstone rests on."""
    for token in tokens:
        change(db, "INSERT INTO capstone_parts (capstone, part) VALUES (:capstone, :part)", capstone=capstone, part=token)


def parts_of(db: Database, capstone: str) -> tuple[str, ...]:
    return tuple(row["part"] for row in rows(db, "SELECT part FROM capstone_parts WHERE capstone = :token ORDER BY part", token=capstone))


def might_have_earned(db: Database) -> list[tuple[str, StoredPathway]]:
    """Members and pathway versions: some badge of theirs counts for it, they may complete it, and they never had its capstone."""
    found = rows(
        db,
        "SELECT DISTINCT a.member_id, v.id FROM pathway_versions v JOIN pathway_programs p ON p.version_id = v.id"
        " JOIN awards a ON a.program_code = p.code AND a.state = 'active'"
        " LEFT JOIN pathway_enrolments e ON e.version_id = v.id AND e.member_id = a.member_id AND e.state = 'active'"
        " WHERE (v.state = 'published' OR e.id IS NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM awards c WHERE c.program_code = v.code AND c.member_id = a.member_id)"
        " ORDER BY a.member_id, e.id IS NULL, v.id",
    )
    versions = {version_id: get(db, version_id) for version_id in {row["id"] for row in found}}
    return [(row["member_id"], versions[row["id"]]) for row in found]
