"""Program versions: content as JSON with its hash, and the columns that the catalogue filters by."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import NotFound, StorageTrouble
from core.rules.programs import ProgramVersion, VersionState, text_sha256
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class StoredVersion:
    """A version as kept: ``id`` for rows, ``state``, and the content itself."""

    id: str
    state: VersionState
    program: ProgramVersion


def _version(row: Row) -> StoredVersion:
    if text_sha256(row["content"]) != row["content_sha256"]:
        raise StorageTrouble(f"The stored text of {row['code']} {row['version']} was changed outside the portal. Restore a backup.")
    return StoredVersion(row["id"], row["state"], ProgramVersion.model_validate_json(row["content"]))


def get(db: Database, version_id: str) -> StoredVersion:
    row = one(db, "SELECT * FROM program_versions WHERE id = :id", id=version_id)
    if row is None:
        raise NotFound("There is no such program.")
    return _version(row)


def published(db: Database, code: str) -> StoredVersion:
    """The version of the program that takes participants today."""
    row = one(db, "SELECT * FROM program_versions WHERE code = :code AND state = 'published'", code=code)
    if row is None:
        raise NotFound("There is no such program.")
    return _version(row)


def by_version(db: Database, code: str, version: str) -> StoredVersion:
    """A version that is or was public (never a draft)."""
    row = one(
        db, "SELECT * FROM program_versions WHERE code = :code AND version = :version AND state <> 'draft'", code=code, version=version
    )
    if row is None:
        raise NotFound("There is no such program.")
    return _version(row)


def exists(db: Database, code: str, version: str) -> bool:
    return one(db, "SELECT 1 FROM program_versions WHERE code = :code AND version = :version", code=code, version=version) is not None


def every_version(db: Database) -> list[StoredVersion]:
    return [_version(row) for row in rows(db, "SELECT * FROM program_versions ORDER BY code, published_at DESC")]


def add_published(db: Database, version_id: str, program: ProgramVersion, *, by: str | None, at: str) -> None:
    """Store a version as published; the version of the program that was published so far becomes *superseded*."""
    change(db, "UPDATE program_versions SET state = 'superseded' WHERE code = :code AND state = 'published'", code=program.code)
    change(
        db,
        "INSERT INTO program_versions (id, code, version, state, content, content_sha256, title, outcome, words, benchmark,"
        " skill_kind, effort_hours, created_by, created_at, published_at) VALUES (:id, :code, :version, 'published', :content,"
        " :sha256, :title, :outcome, :words, :benchmark, :skill_kind, :effort_hours, :by, :at, :at)",
        id=version_id,
        code=program.code,
        version=program.version,
        content=program.model_dump_json(),
        sha256=program.content_sha256(),
        title=program.title,
        outcome=program.outcome,
        words=_searchable(program),
        benchmark=program.benchmark,
        skill_kind=program.skill.kind,
        effort_hours=program.effort_hours,
        by=by,
        at=at,
    )
    # not a trigger: with untrusted schemas (trusted_schema=OFF) SQLite refuses virtual tables in triggers
    change(
        db,
        "INSERT INTO program_words (rowid, title, outcome, words) SELECT rowid, title, outcome, words FROM program_versions WHERE id = :id",
        id=version_id,
    )


def _searchable(program: ProgramVersion) -> str:
    words = [program.code, program.description, program.problem_solved, program.skill.name, program.skill.statement]
    words += [program.skill.category, program.skill.product, *program.job_roles, *program.tags]
    words += [row.title for row in program.rubric.criteria] if program.rubric else []
    words += [activity.title for activity in program.activities]
    return " ".join(words)
