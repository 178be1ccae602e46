"""Forgetting a person: requests for it, and every place at which something about somebody is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.erasure import ERASED, WITHHELD, RequestState, nameless_email
from core.rules.times import moment
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Request:
    id: str
    member_id: str
    reason: str
    state: RequestState
    asked_at: datetime
    due_on: date
    answer: str


def _request(row: Row) -> Request:
    return Request(
        row["id"], row["member_id"], row["reason"], row["state"], moment(row["asked_at"]), date.fromisoformat(row["due_on"]), row["answer"]
    )


def add(db: Database, request_id: str, member_id: str, reason: str, *, at: str, due: date) -> None:
    change(
        db,
        "INSERT INTO erasure_requests (id, member_id, reason, state, asked_at, due_on) VALUES (:id, :member, :reason, 'open', :at, :due)",
        id=request_id,
        member=member_id,
        reason=reason,
        at=at,
        due=due.isoformat(),
    )


def get(db: Database, request_id: str) -> Request:
    row = one(db, "SELECT * FROM erasure_requests WHERE id = :id", id=request_id)
    if row is None:
        raise NotFound("There is no such request.")
    return _request(row)


def newest_of(db: Database, member_id: str) -> Request | None:
    row = one(db, "SELECT * FROM erasure_requests WHERE member_id = :id ORDER BY asked_at DESC, id DESC LIMIT 1", id=member_id)
    return _request(row) if row else None


def everything(db: Database) -> list[Request]:
    """The open ones first, the most urgent at the top."""
    return [_request(row) for row in rows(db, "SELECT * FROM erasure_requests ORDER BY state <> 'open', due_on, id")]


def settle(db: Database, request_id: str, state: RequestState, *, by: str | None, at: str, answer: str = "") -> None:
    change(
        db,
        "UPDATE erasure_requests SET state = :state, settled_by = :by, settled_at = :at, answer = :answer WHERE id = :id",
        id=request_id,
        state=state,
        by=by,
        at=at,
        answer=answer,
    )


def open_reviews(db: Database, member_id: str) -> int:
    row = one(db, "SELECT count(*) AS n FROM submissions WHERE member_id = :id AND state = 'in_review'", id=member_id)
    return row["n"] if row else 0


_PARTS = {
    "<mine>": "enrolment_id IN (SELECT id FROM enrolments WHERE member_id = :member)",
    "<submissions>": "submission_id IN (SELECT id FROM submissions WHERE member_id = :member)",
    "<awards>": "award_token IN (SELECT token FROM awards WHERE member_id = :member)",
}

# What is taken out, and what is emptied where the bare fact stays: that somebody enrolled, submitted, was judged, holds a badge.
_FORGET = (
    "UPDATE members SET email = :email, display_name = :erased, name_on_badge = :withheld, job_title = '', password_hash = NULL,"
    " active = 0, erased_at = :at WHERE id = :member",
    "DELETE FROM member_roles WHERE member_id = :member AND role <> 'member'",
    "DELETE FROM invitations WHERE member_id = :member",
    "DELETE FROM sign_in_tickets WHERE member_id = :member",
    "DELETE FROM sessions WHERE member_id = :member",
    "DELETE FROM messages WHERE member_id = :member",
    "DELETE FROM mail_stops WHERE member_id = :member",
    "DELETE FROM message_stops WHERE member_id = :member",
    "DELETE FROM comforts WHERE member_id = :member",
    "DELETE FROM member_job_roles WHERE member_id = :member",
    "DELETE FROM member_aims WHERE member_id = :member",
    "DELETE FROM dismissals WHERE member_id = :member",
    "DELETE FROM wishes WHERE member_id = :member",
    "DELETE FROM peers_willing WHERE member_id = :member",
    "DELETE FROM group_members WHERE member_id = :member",
    "UPDATE posts SET body = '', state = 'deleted', hidden_because = '' WHERE author_id = :member",
    "DELETE FROM post_people WHERE member_id = :member",
    "DELETE FROM tips WHERE member_id = :member",
    "DELETE FROM volunteers WHERE member_id = :member",
    "DELETE FROM reports WHERE member_id = :member",
    "DELETE FROM share_events WHERE <awards>",
    "DELETE FROM endorsements WHERE <awards>",
    "DELETE FROM uses WHERE <awards>",
    "DELETE FROM quiz_answers WHERE <mine>",
    "UPDATE quiz_attempts SET answers = '{}' WHERE <mine>",
    "UPDATE enrolments SET goal = '' WHERE member_id = :member",
    "UPDATE goal_answers SET words = '' WHERE <mine>",
    "UPDATE completions SET note = '' WHERE <mine>",
    "DELETE FROM attestations WHERE <submissions>",
    "UPDATE submissions SET context = '', self_ratings = '{}' WHERE member_id = :member",
    "DELETE FROM evidence_publications WHERE item_id IN"
    " (SELECT e.id FROM evidence_items e JOIN submissions s ON s.id = e.submission_id WHERE s.member_id = :member)",
    "UPDATE evidence_items SET title = '', description = '', file_name = '', sha256 = '', url = '', text = '' WHERE <submissions>",
    "UPDATE reviews SET reasons = '{}', feedback = '' WHERE <submissions>",
    "UPDATE decisions SET reasons = '{}', feedback = '' WHERE <submissions>",
    "UPDATE renewals SET title = '', description = '', text = '', url = '', file_name = '', sha256 = '', reason = ''"
    " WHERE member_id = :member",
    "UPDATE appeals SET statement = '', reasons = '' WHERE case_id IN (SELECT id FROM revocation_cases WHERE <awards>)",
    "UPDATE revocation_cases SET explanation = '', answer = CASE WHEN answer IS NULL THEN NULL ELSE '' END, grounds = '' WHERE <awards>",
    "UPDATE peer_matches SET notes = '{}', report = '' WHERE giver_id = :member"
    " OR request_id IN (SELECT id FROM peer_requests WHERE member_id = :member)",
    "UPDATE peer_requests SET question = '' WHERE member_id = :member",
    "UPDATE lms_import_rows SET who = '', told = '', word = '', note = '' WHERE member_id = :member",
    "UPDATE erasure_requests SET reason = '', answer = '' WHERE member_id = :member",
)


def forget(db: Database, member_id: str, *, before: str, at: str) -> None:
    """Inside a transaction, after every badge has its edition without the name. ``before``: the address that the person had."""
    values = {"member": member_id, "email": nameless_email(member_id), "erased": ERASED, "withheld": WITHHELD, "at": at}
    for written in _FORGET:
        statement = written
        for part, sql in _PARTS.items():
            statement = statement.replace(part, sql)
        db.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
    change(db, "UPDATE batch_rows SET email = '', facts = '', sentence = '' WHERE email = :email", email=before)


def forget_document(db: Database, award_token: str, edition: int, fingerprint: str) -> None:
    """Of an older edition only its fingerprints stay, by which a file that somebody has is recognised."""
    change(
        db,
        "UPDATE credentials SET document = '', jwt = '', fingerprint = :fingerprint WHERE award_token = :token AND edition = :edition",
        token=award_token,
        edition=edition,
        fingerprint=fingerprint,
    )


def files_of(db: Database, member_id: str) -> set[str]:
    """The digests of the person's evidence files that nobody else handed in too."""
    found = rows(
        db,
        "SELECT DISTINCT e.sha256 FROM evidence_items e JOIN submissions s ON s.id = e.submission_id"
        " WHERE s.member_id = :member AND e.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM evidence_items o"
        " JOIN submissions t ON t.id = o.submission_id WHERE o.sha256 = e.sha256 AND t.member_id <> :member)"
        " UNION SELECT sha256 FROM renewals WHERE member_id = :member AND sha256 <> ''",
        member=member_id,
    )
    return {row["sha256"] for row in found}
