"""Program versions: content as JSON with its hash, and the columns that the catalogue filters by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from core.errors import Conflict, NotFound, StorageTrouble
from core.rules.programs import ProgramVersion, VersionState, text_sha256
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class StoredVersion:
    """A version as kept: ``id`` for rows, ``state``, and the content itself.

    ``teach_out_on`` is the last day to submit in a retired version, ``design_check`` what the check said of it when it was published.
    """

    id: str
    state: VersionState
    program: ProgramVersion
    teach_out_on: date | None
    design_check: str


def version_of(row: Row) -> StoredVersion:
    """The version of a whole row of ``program_versions``."""
    if text_sha256(row["content"]) != row["content_sha256"]:
        raise StorageTrouble(f"The stored text of {row['code']} {row['version']} was changed outside the portal. Restore a backup.")
    return StoredVersion(
        id=row["id"],
        state=row["state"],
        program=ProgramVersion.model_validate_json(row["content"]),
        teach_out_on=date.fromisoformat(row["teach_out_on"]) if row["teach_out_on"] else None,
        design_check=row["design_check"],
    )


def get(db: Database, version_id: str) -> StoredVersion:
    row = one(db, "SELECT * FROM program_versions WHERE id = :id", id=version_id)
    if row is None:
        raise NotFound("There is no such program.")
    return version_of(row)


def published(db: Database, code: str) -> StoredVersion:
    """The version of the program that takes participants today."""
    row = one(db, "SELECT * FROM program_versions WHERE code = :code AND state = 'published'", code=code)
    if row is None:
        raise NotFound("There is no such program.")
    return version_of(row)


def find_published(db: Database, code: str) -> StoredVersion | None:
    """As ``published``, or ``None``."""
    row = one(db, "SELECT * FROM program_versions WHERE code = :code AND state = 'published'", code=code)
    return version_of(row) if row else None


def newest(db: Database, code: str) -> StoredVersion | None:
    """The published version, or where there is none the one that was published last."""
    row = one(
        db,
        "SELECT * FROM program_versions WHERE code = :code AND state <> 'draft'"
        " ORDER BY state = 'published' DESC, published_at DESC, rowid DESC LIMIT 1",
        code=code,
    )
    return version_of(row) if row else None


def titles(db: Database, codes: Iterable[str]) -> dict[str, str]:
    """What programs and pathways are called, by code; the newest title of each that ever was public."""
    return {code: found.program.title for code in codes if (found := newest(db, code))}


def code_in_use(db: Database, code: str) -> bool:
    """Whether a program or a pathway that is or was public has this code."""
    return one(db, "SELECT 1 FROM program_versions WHERE code = :code AND state <> 'draft'", code=code) is not None


def by_version(db: Database, code: str, version: str) -> StoredVersion:
    """A version that is or was public (never a draft)."""
    row = one(
        db, "SELECT * FROM program_versions WHERE code = :code AND version = :version AND state <> 'draft'", code=code, version=version
    )
    if row is None:
        raise NotFound("There is no such program.")
    return version_of(row)


def of_code(db: Database, code: str) -> list[StoredVersion]:
    """Every version of one program, in the order in which they were published."""
    return [
        version_of(row) for row in rows(db, "SELECT * FROM program_versions WHERE code = :code ORDER BY published_at, rowid", code=code)
    ]


def every_version(db: Database) -> list[StoredVersion]:
    return [version_of(row) for row in rows(db, "SELECT * FROM program_versions ORDER BY code, published_at DESC")]


def set_state(db: Database, seen: StoredVersion, state: VersionState, *, reason: str, at: str, teach_out_on: date | None = None) -> None:
    """Move on; refuses with ``Conflict`` when somebody else moved the version since it was read."""
    moved = change(
        db,
        "UPDATE program_versions SET state = :state, state_reason = :reason, state_at = :at, teach_out_on = :teach_out_on"
        " WHERE id = :id AND state = :seen",
        id=seen.id,
        state=state,
        reason=reason,
        at=at,
        teach_out_on=teach_out_on.isoformat() if teach_out_on else None,
        seen=seen.state,
    )
    if not moved:
        raise Conflict("Somebody else changed this version. Please look at it again.")


def add_published(
    db: Database, version_id: str, program: ProgramVersion, *, by: str | None, at: str, design_check: str = ""
) -> None:  # fmt: skip
    """Store a version as published; the one of the program that was published or suspended so far becomes *superseded*."""
    change(
        db,
        "UPDATE program_versions SET state = 'superseded', state_at = :at WHERE code = :code AND state IN ('published', 'suspended')",
        code=program.code,
        at=at,
    )
    change(
        db,
        "INSERT INTO program_versions (id, code, version, state, content, content_sha256, title, outcome, words, benchmark,"
        " skill_kind, effort_hours, created_by, created_at, published_at, design_check) VALUES (:id, :code, :version, 'published',"
        " :content, :sha256, :title, :outcome, :words, :benchmark, :skill_kind, :effort_hours, :by, :at, :at, :design_check)",
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
        design_check=design_check,
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
