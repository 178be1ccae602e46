"""Enrolments and what was stated about their activities."""

from datetime import date

from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.completion import Completion
from core.rules.enrolments import Enrolment, EnrolmentState
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _enrolment(row: Row) -> Enrolment:
    return Enrolment(
        **{
            **row,
            "enrolled_at": moment(row["enrolled_at"]),
            "target_on": date.fromisoformat(row["target_on"]),
            "finished_at": moment(row["finished_at"]) if row["finished_at"] else None,
        }
    )


def get(db: Database, enrolment_id: str) -> Enrolment:
    row = one(db, "SELECT * FROM enrolments WHERE id = :id", id=enrolment_id)
    if row is None:
        raise NotFound("This program is not among yours.")
    return _enrolment(row)


def open_one(db: Database, member_id: str, program_code: str) -> Enrolment | None:
    """The enrolment in which the person works on the program at present."""
    row = one(
        db,
        "SELECT * FROM enrolments WHERE member_id = :member AND program_code = :code AND state IN ('active', 'in_progress', 'on_hold')",
        member=member_id,
        code=program_code,
    )
    return _enrolment(row) if row else None


def of_member(db: Database, member_id: str) -> list[Enrolment]:
    found = rows(db, "SELECT * FROM enrolments WHERE member_id = :member ORDER BY enrolled_at DESC, id DESC", member=member_id)
    return [_enrolment(row) for row in found]


def add(db: Database, enrolment: Enrolment) -> None:
    change(
        db,
        "INSERT INTO enrolments (id, member_id, version_id, program_code, state, goal, enrolled_at, target_on)"
        " VALUES (:id, :member_id, :version_id, :program_code, :state, :goal, :enrolled_at, :target_on)",
        id=enrolment.id,
        member_id=enrolment.member_id,
        version_id=enrolment.version_id,
        program_code=enrolment.program_code,
        state=enrolment.state,
        goal=enrolment.goal,
        enrolled_at=stamp(enrolment.enrolled_at),
        target_on=enrolment.target_on.isoformat(),
    )


def set_state(db: Database, enrolment: Enrolment, state: EnrolmentState, *, finished_at: str | None = None) -> None:
    """Move on; refuses with ``Conflict`` when the enrolment changed since it was read."""
    moved = change(
        db,
        "UPDATE enrolments SET state = :state, finished_at = :finished_at, row_version = row_version + 1"
        " WHERE id = :id AND row_version = :seen",
        id=enrolment.id,
        state=state,
        finished_at=finished_at,
        seen=enrolment.row_version,
    )
    if not moved:
        raise Conflict("Your participation was changed in another window. Please look again.")


def set_target(db: Database, enrolment: Enrolment, until: date) -> None:
    """Refuses with ``Conflict`` when the enrolment changed since it was read."""
    moved = change(
        db,
        "UPDATE enrolments SET target_on = :until, row_version = row_version + 1 WHERE id = :id AND row_version = :seen",
        until=until.isoformat(),
        id=enrolment.id,
        seen=enrolment.row_version,
    )
    if not moved:
        raise Conflict("Your participation was changed in another window. Please look again.")


def completions(db: Database, enrolment_id: str) -> list[Completion]:
    found = rows(
        db, "SELECT activity, state, source, at, score_bp, note FROM completions WHERE enrolment_id = :id ORDER BY id", id=enrolment_id
    )
    return [Completion.model_validate(row) for row in found]


def add_completion(db: Database, completion_id: str, enrolment_id: str, completion: Completion, *, by: str | None) -> None:
    """``by`` is who states it; nobody only where the portal itself imports a list (command line)."""
    change(
        db,
        "INSERT INTO completions (id, enrolment_id, activity, state, source, score_bp, note, stated_by, at)"
        " VALUES (:id, :enrolment, :activity, :state, :source, :score_bp, :note, :by, :at)",
        id=completion_id,
        enrolment=enrolment_id,
        activity=completion.activity,
        state=completion.state,
        source=completion.source,
        score_bp=completion.score_bp,
        note=completion.note,
        by=by,
        at=stamp(completion.at),
    )
