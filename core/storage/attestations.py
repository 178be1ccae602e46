"""Third persons who confirm what they saw."""

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.attestations import Attestation, AttestationState
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

_SELECT = "SELECT id, submission_id, requirement, name, relation, state, asked_at, expires_at, given_at FROM attestations "


def _attestation(row: Row) -> Attestation:
    return Attestation(**{**row, **{name: moment(row[name]) if row[name] else None for name in ("asked_at", "expires_at", "given_at")}})


def add(db: Database, new: Attestation, *, secret_sha256: str) -> None:
    change(
        db,
        "INSERT INTO attestations (id, submission_id, requirement, secret_sha256, name, relation, state, asked_at, expires_at)"
        " VALUES (:id, :submission, :requirement, :secret, :name, :relation, :state, :asked_at, :expires_at)",
        id=new.id,
        submission=new.submission_id,
        requirement=new.requirement,
        secret=secret_sha256,
        name=new.name,
        relation=new.relation,
        state=new.state,
        asked_at=stamp(new.asked_at),
        expires_at=stamp(new.expires_at),
    )


def get(db: Database, attestation_id: str) -> Attestation:
    row = one(db, _SELECT + "WHERE id = :id", id=attestation_id)
    if row is None:
        raise NotFound("There is no such question.")
    return _attestation(row)


def by_secret(db: Database, secret_sha256: str) -> Attestation:
    row = one(db, _SELECT + "WHERE secret_sha256 = :secret", secret=secret_sha256)
    if row is None:
        raise NotFound("This link does not work. Please check that the whole address was copied.")
    return _attestation(row)


def of_submission(db: Database, submission_id: str) -> list[Attestation]:
    """The latest question first."""
    found = rows(db, _SELECT + "WHERE submission_id = :id ORDER BY asked_at DESC, id DESC", id=submission_id)
    return [_attestation(row) for row in found]


def set_state(db: Database, attestation_id: str, state: AttestationState, *, name: str = "", given_at: str | None = None) -> None:
    change(
        db,
        "UPDATE attestations SET state = :state, name = CASE :name WHEN '' THEN name ELSE :name END, given_at = :at WHERE id = :id",
        id=attestation_id,
        state=state,
        name=name,
        at=given_at,
    )
