"""Colleagues who look at drafts: who is willing, who asked, who was asked, and what they said."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.peers import MatchState, Note, Peer
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Request:
    """Somebody asked colleagues to look at a draft; ``anonymous``: without telling them who asks."""

    id: str
    submission_id: str
    member_id: str
    program_code: str
    question: str
    anonymous: bool
    asked_at: datetime


@dataclass(frozen=True)
class Match:
    """One colleague who was asked. ``notes``: what they wrote so far, by criterion; ``anonymous``: they do not want to be named."""

    id: str
    request_id: str
    giver_id: str
    state: MatchState
    assigned_at: datetime
    expires_at: datetime
    notes: dict[str, Note]
    anonymous: bool
    given_at: datetime | None
    helpful: int | None
    is_reported: bool


def _request(row: Row) -> Request:
    return Request(**{**row, "anonymous": bool(row["anonymous"]), "asked_at": moment(row["asked_at"])})


def _match(row: Row) -> Match:
    return Match(
        id=row["id"],
        request_id=row["request_id"],
        giver_id=row["giver_id"],
        state=row["state"],
        assigned_at=moment(row["assigned_at"]),
        expires_at=moment(row["expires_at"]),
        notes={key: Note(**note) for key, note in json.loads(row["notes"]).items()},
        anonymous=bool(row["anonymous"]),
        given_at=moment(row["given_at"]) if row["given_at"] else None,
        helpful=row["helpful"],
        is_reported=row["reported_at"] is not None,
    )


def is_willing(db: Database, member_id: str) -> bool:
    return one(db, "SELECT 1 FROM peers_willing WHERE member_id = :id", id=member_id) is not None


def set_willing(db: Database, member_id: str, willing: bool, *, at: str) -> None:
    if willing:
        change(db, "INSERT INTO peers_willing (member_id, since) VALUES (:id, :at) ON CONFLICT DO NOTHING", id=member_id, at=at)
    else:
        change(db, "DELETE FROM peers_willing WHERE member_id = :id", id=member_id)


def candidates(db: Database, program_code: str) -> list[Peer]:
    """Who is willing to help with a program: they take part in it or took part, and nobody among them may ever judge work."""
    found = rows(
        db,
        "SELECT w.member_id,"
        " (SELECT count(*) FROM peer_matches p WHERE p.giver_id = w.member_id AND p.state = 'assigned') AS open,"
        " (SELECT count(*) FROM peer_matches p WHERE p.giver_id = w.member_id AND p.state = 'given') AS given,"
        " coalesce((SELECT max(assigned_at) FROM peer_matches p WHERE p.giver_id = w.member_id), '') AS last_at"
        " FROM peers_willing w JOIN members m ON m.id = w.member_id WHERE m.active"
        " AND NOT EXISTS (SELECT 1 FROM member_roles r WHERE r.member_id = w.member_id AND r.role = 'reviewer')"
        " AND EXISTS (SELECT 1 FROM enrolments e WHERE e.member_id = w.member_id AND e.program_code = :code AND e.state <> 'withdrawn')",
        code=program_code,
    )
    return [Peer(**row) for row in found]


def add_request(db: Database, request: Request) -> None:
    change(
        db,
        "INSERT INTO peer_requests (id, submission_id, member_id, program_code, question, anonymous, asked_at)"
        " VALUES (:id, :submission_id, :member_id, :program_code, :question, :anonymous, :asked_at)",
        **{**asdict(request), "asked_at": stamp(request.asked_at)},
    )


def request_about(db: Database, submission_id: str) -> Request | None:
    row = one(db, "SELECT * FROM peer_requests WHERE submission_id = :id", id=submission_id)
    return _request(row) if row else None


def request(db: Database, request_id: str) -> Request:
    row = one(db, "SELECT * FROM peer_requests WHERE id = :id", id=request_id)
    if row is None:
        raise NotFound("There is no such request.")
    return _request(row)


def unanswered(db: Database) -> list[Request]:
    """Requests about drafts that are still drafts, the oldest first."""
    found = rows(
        db,
        "SELECT r.* FROM peer_requests r JOIN submissions s ON s.id = r.submission_id WHERE s.state = 'draft' ORDER BY r.asked_at, r.id",
    )
    return [_request(row) for row in found]


def matches(db: Database, request_id: str) -> list[Match]:
    """Everybody who was asked, in the order in which they were."""
    return [_match(row) for row in rows(db, "SELECT * FROM peer_matches WHERE request_id = :id ORDER BY assigned_at, id", id=request_id)]


def match(db: Database, match_id: str) -> Match:
    row = one(db, "SELECT * FROM peer_matches WHERE id = :id", id=match_id)
    if row is None:
        raise NotFound("There is no such request.")
    return _match(row)


def of_giver(db: Database, giver_id: str) -> list[Match]:
    """What somebody was asked, the latest first."""
    found = rows(db, "SELECT * FROM peer_matches WHERE giver_id = :id ORDER BY assigned_at DESC, id DESC", id=giver_id)
    return [_match(row) for row in found]


def assign(db: Database, match_id: str, request_id: str, giver_id: str, *, at: datetime, until: datetime) -> None:
    change(
        db,
        "INSERT INTO peer_matches (id, request_id, giver_id, state, assigned_at, expires_at)"
        " VALUES (:id, :request, :giver, 'assigned', :at, :until)",
        id=match_id,
        request=request_id,
        giver=giver_id,
        at=stamp(at),
        until=stamp(until),
    )


def save_notes(db: Database, match_id: str, notes: Mapping[str, Note], *, anonymous: bool) -> None:
    change(
        db,
        "UPDATE peer_matches SET notes = :notes, anonymous = :anonymous WHERE id = :id",
        id=match_id,
        notes=json.dumps({key: asdict(note) for key, note in notes.items()}, ensure_ascii=False),
        anonymous=anonymous,
    )


def set_state(db: Database, match_id: str, state: MatchState, *, given_at: str | None = None) -> None:
    change(db, "UPDATE peer_matches SET state = :state, given_at = :at WHERE id = :id", id=match_id, state=state, at=given_at)


def rate(db: Database, match_id: str, helpful: int) -> None:
    change(db, "UPDATE peer_matches SET helpful = :helpful WHERE id = :id", id=match_id, helpful=helpful)


def report(db: Database, match_id: str, reason: str, *, at: str) -> None:
    """Hidden from its receiver from now on; reported again after it was settled, it waits again."""
    change(
        db,
        "UPDATE peer_matches SET reported_at = :at, report = :reason, report_settled_at = NULL WHERE id = :id",
        id=match_id,
        reason=reason,
        at=at,
    )


def expire(db: Database, now: str) -> int:
    """Tasks whose time is over; gives how many."""
    return change(db, "UPDATE peer_matches SET state = 'expired' WHERE state = 'assigned' AND expires_at <= :now", now=now)


def reported(db: Database) -> list[tuple[Match, str]]:
    """Feedback that its receiver reported and nobody decided about, with the reason, the longest waiting first; not what is forgotten."""
    found = rows(
        db,
        "SELECT * FROM peer_matches WHERE reported_at IS NOT NULL AND report_settled_at IS NULL AND notes <> '{}' ORDER BY reported_at, id",
    )
    return [(_match(row), row["report"]) for row in found]


def settle_report(db: Database, match_id: str, *, hide: bool, at: str) -> None:
    """It stays hidden from its receiver, or is shown again as if nobody had said anything."""
    if hide:
        change(db, "UPDATE peer_matches SET report_settled_at = :at WHERE id = :id", id=match_id, at=at)
    else:
        change(db, "UPDATE peer_matches SET reported_at = NULL, report = '' WHERE id = :id", id=match_id)


def helps_with(db: Database, giver_id: str, submission_id: str) -> bool:
    """Whether somebody has an open task about a draft."""
    return (
        one(
            db,
            "SELECT 1 FROM peer_matches p JOIN peer_requests r ON r.id = p.request_id JOIN submissions s ON s.id = r.submission_id"
            " WHERE p.giver_id = :giver AND r.submission_id = :submission AND p.state = 'assigned' AND s.state = 'draft'",
            giver=giver_id,
            submission=submission_id,
        )
        is not None
    )
