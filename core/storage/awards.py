"""Awards, each with its signed document, unchanged since it was signed."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.awards import RecordedState
from core.rules.pass_rules import RuleResult
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Award:
    """``token`` is the public address, ``credential`` the signed JSON to the byte."""

    token: str
    member_id: str
    enrolment_id: str
    decision_id: str | None
    version_id: str
    program_code: str
    awarded_at: datetime
    valid_until: datetime | None
    result: RuleResult
    state: RecordedState
    state_reason: str
    state_at: datetime | None
    status_index: int
    credential: str
    credential_sha256: str


def _award(row: Row) -> Award:
    result = RuleResult.model_validate_json(row.pop("trace"))
    times = {name: moment(row[name]) if row[name] else None for name in ("awarded_at", "valid_until", "state_at")}
    return Award(**{**row, **times, "result": result})


def find(db: Database, token: str) -> Award | None:
    row = one(db, "SELECT * FROM awards WHERE token = :token", token=token)
    return _award(row) if row else None


def get(db: Database, token: str) -> Award:
    award = find(db, token)
    if award is None:
        raise NotFound("We cannot find this badge. Please check the address.")
    return award


def of_member(db: Database, member_id: str) -> list[Award]:
    return [_award(row) for row in rows(db, "SELECT * FROM awards WHERE member_id = :id ORDER BY awarded_at DESC", id=member_id)]


def of_enrolment(db: Database, enrolment_id: str) -> Award | None:
    row = one(db, "SELECT * FROM awards WHERE enrolment_id = :id", id=enrolment_id)
    return _award(row) if row else None


def active(db: Database, member_id: str, program_code: str) -> Award | None:
    row = one(
        db,
        "SELECT * FROM awards WHERE member_id = :member AND program_code = :code AND state = 'active'",
        member=member_id,
        code=program_code,
    )
    return _award(row) if row else None


def everything(db: Database) -> list[Award]:
    return [_award(row) for row in rows(db, "SELECT * FROM awards ORDER BY awarded_at")]


def add(db: Database, award: Award) -> None:
    change(
        db,
        "INSERT INTO awards (token, member_id, enrolment_id, decision_id, version_id, program_code, awarded_at, valid_until,"
        " trace, state, status_index, credential, credential_sha256) VALUES (:token, :member_id, :enrolment_id, :decision_id,"
        " :version_id, :program_code, :awarded_at, :valid_until, :trace, :state, :status_index, :credential, :credential_sha256)",
        token=award.token,
        member_id=award.member_id,
        enrolment_id=award.enrolment_id,
        decision_id=award.decision_id,
        version_id=award.version_id,
        program_code=award.program_code,
        awarded_at=stamp(award.awarded_at),
        valid_until=stamp(award.valid_until) if award.valid_until else None,
        trace=award.result.model_dump_json(),
        state=award.state,
        status_index=award.status_index,
        credential=award.credential,
        credential_sha256=award.credential_sha256,
    )


def set_state(db: Database, token: str, state: RecordedState, *, reason: str, at: str) -> None:
    change(
        db,
        "UPDATE awards SET state = :state, state_reason = :reason, state_at = :at WHERE token = :token",
        token=token,
        state=state,
        reason=reason,
        at=at,
    )


def taken_indexes(db: Database) -> set[int]:
    """Places in the status list that belong to an award."""
    return {row["status_index"] for row in rows(db, "SELECT status_index FROM awards")}


def indexes_in_state(db: Database, state: RecordedState) -> set[int]:
    return {row["status_index"] for row in rows(db, "SELECT status_index FROM awards WHERE state = :state", state=state)}


def state_at_index(db: Database, index: int) -> RecordedState | None:
    """The state of the award at this place in the status list; ``None`` where there is none."""
    row = one(db, "SELECT state FROM awards WHERE status_index = :index_", index_=index)
    return row["state"] if row else None
