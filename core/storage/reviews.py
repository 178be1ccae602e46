"""Reviews and decisions."""

import json
from datetime import date

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.pass_rules import RuleResult
from core.rules.reviews import Decision, Review
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _review(row: Row) -> Review:
    return Review(
        **{
            **row,
            "ratings": json.loads(row["ratings"]),
            "reasons": json.loads(row["reasons"]),
            "started_at": moment(row["started_at"]),
            "updated_at": moment(row["updated_at"]),
            "completed_at": moment(row["completed_at"]) if row["completed_at"] else None,
        }
    )


def of_submission(db: Database, submission_id: str) -> list[Review]:
    found = rows(db, "SELECT * FROM reviews WHERE submission_id = :id ORDER BY started_at, id", id=submission_id)
    return [_review(row) for row in found]


def by_reviewer(db: Database, submission_id: str, reviewer_id: str) -> Review | None:
    row = one(db, "SELECT * FROM reviews WHERE submission_id = :id AND reviewer_id = :reviewer", id=submission_id, reviewer=reviewer_id)
    return _review(row) if row else None


def start(db: Database, review_id: str, submission_id: str, reviewer_id: str, *, at: str) -> None:
    change(
        db,
        "INSERT INTO reviews (id, submission_id, reviewer_id, state, ratings, reasons, feedback, started_at, updated_at)"
        " VALUES (:id, :submission, :reviewer, 'draft', '{}', '{}', '', :at, :at)",
        id=review_id,
        submission=submission_id,
        reviewer=reviewer_id,
        at=at,
    )


def save(db: Database, review_id: str, *, ratings: dict[str, int | None], reasons: dict[str, str], feedback: str, at: str) -> None:
    """Keep what the reviewer has filled in so far."""
    change(
        db,
        "UPDATE reviews SET ratings = :ratings, reasons = :reasons, feedback = :feedback, updated_at = :at"
        " WHERE id = :id AND state = 'draft'",
        id=review_id,
        ratings=json.dumps(ratings),
        reasons=json.dumps(reasons, ensure_ascii=False),
        feedback=feedback,
        at=at,
    )


def complete(db: Database, review_id: str, *, at: str) -> None:
    change(db, "UPDATE reviews SET state = 'completed', completed_at = :at, updated_at = :at WHERE id = :id", id=review_id, at=at)


def add_decision(db: Database, decision: Decision) -> None:
    change(
        db,
        "INSERT INTO decisions (id, submission_id, review_id, outcome, ratings, reasons, trace, feedback, decided_by, decided_at)"
        " VALUES (:id, :submission, :review, :outcome, :ratings, :reasons, :trace, :feedback, :by, :at)",
        id=decision.id,
        submission=decision.submission_id,
        review=decision.review_id,
        outcome=decision.outcome,
        ratings=json.dumps(decision.ratings),
        reasons=json.dumps(decision.reasons, ensure_ascii=False),
        trace=decision.result.model_dump_json(),
        feedback=decision.feedback,
        by=decision.decided_by,
        at=stamp(decision.decided_at),
    )


def _decision(row: Row) -> Decision:
    trace = RuleResult.model_validate_json(row.pop("trace"))
    texts = {name: json.loads(row[name]) for name in ("ratings", "reasons")}
    return Decision(**{**row, **texts, "result": trace, "decided_at": moment(row["decided_at"])})


def latest_waits(db: Database, most: int) -> list[tuple[date, date]]:
    """When the submissions that were decided last came in, and when they had their answer."""
    found = rows(
        db,
        "SELECT s.submitted_at, d.decided_at FROM decisions d JOIN submissions s ON s.id = d.submission_id"
        " WHERE s.submitted_at IS NOT NULL ORDER BY d.decided_at DESC LIMIT :most",
        most=most,
    )
    return [(moment(row["submitted_at"]).date(), moment(row["decided_at"]).date()) for row in found]


def decision_on(db: Database, submission_id: str) -> Decision | None:
    row = one(db, "SELECT * FROM decisions WHERE submission_id = :id", id=submission_id)
    return _decision(row) if row else None


def decision(db: Database, decision_id: str) -> Decision:
    row = one(db, "SELECT * FROM decisions WHERE id = :id", id=decision_id)
    if row is None:
        raise NotFound("There is no such decision.")
    return _decision(row)
