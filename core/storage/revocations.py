"""Cases about taking a badge back: one open at a time for each badge, kept for good when they are closed."""

from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.revocations import Outcome, RevocationCase
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

_TIMES = ("opened_at", "answer_until", "answered_at", "decided_at")


def _case(row: Row) -> RevocationCase:
    return RevocationCase(**{**row, **{name: moment(row[name]) if row[name] else None for name in _TIMES}})


def get(db: Database, case_id: str) -> RevocationCase:
    row = one(db, "SELECT * FROM revocation_cases WHERE id = :id", id=case_id)
    if row is None:
        raise NotFound("There is no such case.")
    return _case(row)


def open_about(db: Database, award_token: str) -> RevocationCase | None:
    """The open case about a badge, if there is one."""
    row = one(db, "SELECT * FROM revocation_cases WHERE award_token = :token AND outcome IS NULL", token=award_token)
    return _case(row) if row else None


def about(db: Database, award_token: str) -> list[RevocationCase]:
    """Every case about a badge, the newest first."""
    found = rows(db, "SELECT * FROM revocation_cases WHERE award_token = :token ORDER BY opened_at DESC, id DESC", token=award_token)
    return [_case(row) for row in found]


def every_open(db: Database) -> list[RevocationCase]:
    """Every open case, the oldest first."""
    return [_case(row) for row in rows(db, "SELECT * FROM revocation_cases WHERE outcome IS NULL ORDER BY opened_at, id")]


def about_badges_of(db: Database, member_id: str) -> list[RevocationCase]:
    """Every case about a person's badges, the newest first."""
    found = rows(
        db,
        "SELECT c.* FROM revocation_cases c JOIN awards a ON a.token = c.award_token WHERE a.member_id = :id"
        " ORDER BY c.opened_at DESC, c.id DESC",
        id=member_id,
    )
    return [_case(row) for row in found]


def add(db: Database, case: RevocationCase) -> None:
    change(
        db,
        "INSERT INTO revocation_cases (id, award_token, cause, explanation, opened_by, opened_at, answer_until)"
        " VALUES (:id, :award_token, :cause, :explanation, :opened_by, :opened_at, :answer_until)",
        id=case.id,
        award_token=case.award_token,
        cause=case.cause,
        explanation=case.explanation,
        opened_by=case.opened_by,
        opened_at=stamp(case.opened_at),
        answer_until=stamp(case.answer_until),
    )


def answer(db: Database, case_id: str, text: str, *, at: datetime) -> None:
    change(
        db,
        "UPDATE revocation_cases SET answer = :text, answered_at = :at WHERE id = :id AND outcome IS NULL",
        id=case_id,
        text=text,
        at=stamp(at),
    )


def close(db: Database, case_id: str, outcome: Outcome, *, by: str | None, grounds: str, at: datetime) -> bool:
    """Whether it was open until now: exactly one decision closes a case."""
    closed = change(
        db,
        "UPDATE revocation_cases SET outcome = :outcome, decided_by = :by, grounds = :grounds, decided_at = :at"
        " WHERE id = :id AND outcome IS NULL",
        id=case_id,
        outcome=outcome,
        by=by,
        grounds=grounds,
        at=stamp(at),
    )
    return closed == 1
