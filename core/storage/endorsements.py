"""Others who vouch for a badge: the question, the statement, the signed document."""

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.endorsements import Endorsement, EndorsementState
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

_SELECT = "SELECT id, award_token, name, relation, state, words, asked_at, expires_at, given_at, document FROM endorsements "


def _endorsement(row: Row) -> Endorsement:
    times = {name: moment(row[name]) if row[name] else None for name in ("asked_at", "expires_at", "given_at")}
    return Endorsement(**{**row, **times})


def add(db: Database, new: Endorsement, *, secret_sha256: str) -> None:
    change(
        db,
        "INSERT INTO endorsements (id, award_token, secret_sha256, name, relation, state, asked_at, expires_at)"
        " VALUES (:id, :token, :secret, :name, :relation, :state, :asked_at, :expires_at)",
        id=new.id,
        token=new.award_token,
        secret=secret_sha256,
        name=new.name,
        relation=new.relation,
        state=new.state,
        asked_at=stamp(new.asked_at),
        expires_at=stamp(new.expires_at),
    )


def get(db: Database, endorsement_id: str) -> Endorsement:
    row = one(db, _SELECT + "WHERE id = :id", id=endorsement_id)
    if row is None:
        raise NotFound("There is no such endorsement.")
    return _endorsement(row)


def by_secret(db: Database, secret_sha256: str) -> Endorsement:
    row = one(db, _SELECT + "WHERE secret_sha256 = :secret", secret=secret_sha256)
    if row is None:
        raise NotFound("This link does not work. Please check that the whole address was copied.")
    return _endorsement(row)


def about(db: Database, award_token: str) -> list[Endorsement]:
    """Everything about one badge, the latest question first."""
    found = rows(db, _SELECT + "WHERE award_token = :token ORDER BY asked_at DESC, id DESC", token=award_token)
    return [_endorsement(row) for row in found]


def save_statement(db: Database, endorsement_id: str, *, name: str, words: str, at: str) -> None:
    change(
        db,
        "UPDATE endorsements SET state = 'given', name = :name, words = :words, given_at = :at WHERE id = :id",
        id=endorsement_id,
        name=name,
        words=words,
        at=at,
    )


def set_state(db: Database, endorsement_id: str, state: EndorsementState, *, document: str = "") -> None:
    """What is withdrawn or declined keeps no document: nothing of it is to be shown again."""
    change(
        db,
        "UPDATE endorsements SET state = :state, document = :document WHERE id = :id",
        id=endorsement_id,
        state=state,
        document=document,
    )
