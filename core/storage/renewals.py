"""Renewals: evidence of practice with its answer, and the badges whose end is near."""

from dataclasses import fields
from datetime import date, timedelta

from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.renewals import REMINDERS, Piece, Practice, State
from core.rules.times import end_of_day, moment, stamp
from core.storage.database import Row, change, one, rows

_TIMES = ("created_at", "submitted_at", "decided_at")
_PIECE = tuple(each.name for each in fields(Piece))


def _practice(row: Row) -> Practice:
    piece = Piece(**{name: row.pop(name) for name in _PIECE})
    return Practice(**{**row, **{name: moment(row[name]) if row[name] else None for name in _TIMES}, "piece": piece})


def get(db: Database, practice_id: str) -> Practice:
    row = one(db, "SELECT * FROM renewals WHERE id = :id", id=practice_id)
    if row is None:
        raise NotFound("There is no such renewal.")
    return _practice(row)


def open_one(db: Database, member_id: str, program_code: str) -> Practice | None:
    """The draft, or what waits for its answer."""
    row = one(
        db,
        "SELECT * FROM renewals WHERE member_id = :member AND program_code = :code AND state IN ('draft', 'in_review')",
        member=member_id,
        code=program_code,
    )
    return _practice(row) if row else None


def last_answer(db: Database, member_id: str, program_code: str) -> Practice | None:
    """What was answered last."""
    row = one(
        db,
        "SELECT * FROM renewals WHERE member_id = :member AND program_code = :code AND decided_at IS NOT NULL"
        " ORDER BY decided_at DESC, id DESC LIMIT 1",
        member=member_id,
        code=program_code,
    )
    return _practice(row) if row else None


def led_to(db: Database, new_token: str) -> Practice | None:
    """The evidence of practice that a renewed badge rests on."""
    row = one(db, "SELECT * FROM renewals WHERE new_token = :token", token=new_token)
    return _practice(row) if row else None


def in_review(db: Database, reviewer_id: str) -> list[Practice]:
    """What waits for an answer, the longest first: not one's own, and only while the badge is there to be renewed."""
    found = rows(
        db,
        "SELECT r.* FROM renewals r JOIN awards old ON old.token = r.award_token"
        " JOIN awards held ON held.member_id = r.member_id AND held.program_code = r.program_code AND held.state = 'active'"
        " AND held.awarded_at = old.awarded_at WHERE r.state = 'in_review' AND r.member_id <> :me ORDER BY r.submitted_at, r.id",
        me=reviewer_id,
    )
    return [_practice(row) for row in found]


def add(db: Database, practice: Practice) -> None:
    values = vars(practice) | vars(practice.piece) | {name: stamp(at) if (at := getattr(practice, name)) else None for name in _TIMES}
    del values["piece"]
    change(
        db,
        "INSERT INTO renewals (id, award_token, member_id, program_code, state, kind, title, description, text, url, file_name, sha256,"
        " media_type, size, created_at, submitted_at, decided_by, decided_at, reason, new_token, row_version) VALUES (:id, :award_token,"
        " :member_id, :program_code, :state, :kind, :title, :description, :text, :url, :file_name, :sha256, :media_type, :size,"
        " :created_at, :submitted_at, :decided_by, :decided_at, :reason, :new_token, :row_version)",
        **values,
    )


def save(db: Database, practice: Practice) -> None:
    """Keep a draft as it is now. The last writer wins: it is one person's own."""
    change(
        db,
        "UPDATE renewals SET kind = :kind, title = :title, description = :description, text = :text, url = :url, file_name = :file_name,"
        " sha256 = :sha256, media_type = :media_type, size = :size, row_version = row_version + 1 WHERE id = :id AND state = 'draft'",
        id=practice.id,
        title=practice.title,
        description=practice.description,
        **vars(practice.piece),
    )


def move(db: Database, practice: Practice, state: State, *, submitted_at: str | None) -> None:
    """To the reviewers or back. Refuses with ``Conflict`` when it changed since it was read."""
    moved = change(
        db,
        "UPDATE renewals SET state = :state, submitted_at = :at, row_version = row_version + 1 WHERE id = :id AND row_version = :seen",
        id=practice.id,
        state=state,
        at=submitted_at,
        seen=practice.row_version,
    )
    if not moved:
        raise Conflict("This was changed in another window. Please look it through once more.")


def answer(db: Database, practice: Practice, *, seen: int) -> None:
    """The answer, with who gave it when. Refuses with ``Conflict`` when somebody else was first."""
    answered = change(
        db,
        "UPDATE renewals SET state = :state, decided_by = :by, decided_at = :at, reason = :reason, row_version = row_version + 1"
        " WHERE id = :id AND state = 'in_review' AND row_version = :seen",
        id=practice.id,
        state=practice.state,
        by=practice.decided_by,
        at=stamp(practice.decided_at) if practice.decided_at else None,
        reason=practice.reason,
        seen=seen,
    )
    if not answered:
        raise Conflict("Somebody else answered this, or its holder took it back meanwhile.")


def led_on(db: Database, practice_id: str, new_token: str) -> None:
    change(db, "UPDATE renewals SET new_token = :token WHERE id = :id", id=practice_id, token=new_token)


def reminder_key(token: str, before: int) -> str:
    """Under which key a reminder is said once."""
    return f"badge_expiring:{token}:{before}"


def reminded(db: Database, token: str) -> tuple[int, ...]:
    """The reminders that were made for a badge."""
    return tuple(before for before in REMINDERS if one(db, "SELECT 1 FROM messages WHERE dedupe = :key", key=reminder_key(token, before)))


def running_out(db: Database, today: date, *, grace: timedelta, after: tuple[str, str], most: int) -> list[tuple[str, str]]:
    """Badges in force whose latest reminder is not made yet, as (end, token), in their order from ``after`` on.

    Left out: people who are deactivated, and badges whose renewal is being judged.
    """
    ends = {f"end_{before}": stamp(end_of_day(today + timedelta(days=before))) for before in REMINDERS}
    found = rows(
        db,
        "SELECT a.valid_until, a.token FROM awards a JOIN members m ON m.id = a.member_id AND m.active"
        " WHERE a.state = 'active' AND a.valid_until IS NOT NULL AND a.valid_until >= :first AND a.valid_until <= :end_60"
        " AND (a.valid_until, a.token) > (:after_end, :after_token)"
        " AND NOT EXISTS (SELECT 1 FROM messages s WHERE s.dedupe = 'badge_expiring:' || a.token || ':' || CASE"
        " WHEN a.valid_until <= :end_0 THEN 0 WHEN a.valid_until <= :end_7 THEN 7 WHEN a.valid_until <= :end_30 THEN 30 ELSE 60 END)"
        " AND NOT EXISTS (SELECT 1 FROM renewals r WHERE r.member_id = a.member_id AND r.program_code = a.program_code"
        " AND r.state = 'in_review') ORDER BY a.valid_until, a.token LIMIT :most",
        first=stamp(end_of_day(today - grace)),
        after_end=after[0],
        after_token=after[1],
        most=most,
        **ends,
    )
    return [(row["valid_until"], row["token"]) for row in found]


def every_digest(db: Database) -> set[str]:
    """The digests of all files that some renewal names."""
    return {row["sha256"] for row in rows(db, "SELECT DISTINCT sha256 FROM renewals WHERE kind = 'file'")}
