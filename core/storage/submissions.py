"""Submissions and their evidence items."""

import json

from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.evidence import EvidenceItem
from core.rules.submissions import Submission, SubmissionState
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _submission(row: Row) -> Submission:
    times = {name: moment(row[name]) if row[name] else None for name in ("own_work_at", "created_at", "updated_at", "submitted_at")}
    return Submission(**{**row, **times, "self_ratings": json.loads(row["self_ratings"])})


def get(db: Database, submission_id: str) -> Submission:
    row = one(db, "SELECT * FROM submissions WHERE id = :id", id=submission_id)
    if row is None:
        raise NotFound("There is no such submission.")
    return _submission(row)


def of_enrolment(db: Database, enrolment_id: str) -> list[Submission]:
    """All attempts, the first one first."""
    return [_submission(row) for row in rows(db, "SELECT * FROM submissions WHERE enrolment_id = :id ORDER BY attempt", id=enrolment_id)]


def open_in(db: Database, version_id: str) -> int:
    """How many submissions to this version are worked on or wait for a decision."""
    found = one(
        db,
        "SELECT count(*) AS n FROM submissions WHERE version_id = :id AND state IN ('draft', 'submitted', 'in_review')",
        id=version_id,
    )
    return found["n"] if found else 0


def add(db: Database, submission: Submission) -> None:
    change(
        db,
        "INSERT INTO submissions (id, enrolment_id, member_id, version_id, attempt, state, context, self_ratings, created_at, updated_at)"
        " VALUES (:id, :enrolment_id, :member_id, :version_id, :attempt, :state, :context, :self_ratings, :created_at, :updated_at)",
        id=submission.id,
        enrolment_id=submission.enrolment_id,
        member_id=submission.member_id,
        version_id=submission.version_id,
        attempt=submission.attempt,
        state=submission.state,
        context=submission.context,
        self_ratings=json.dumps(submission.self_ratings),
        created_at=stamp(submission.created_at),
        updated_at=stamp(submission.updated_at),
    )


def save_draft(db: Database, submission_id: str, *, context: str, self_ratings: dict[str, int], at: str) -> None:
    """Keep what was typed. The last writer wins: it is one person's own draft."""
    change(
        db,
        "UPDATE submissions SET context = :context, self_ratings = :ratings, updated_at = :at, row_version = row_version + 1"
        " WHERE id = :id AND state = 'draft'",
        id=submission_id,
        context=context,
        ratings=json.dumps(self_ratings),
        at=at,
    )


def hand_in(db: Database, submission: Submission, *, evidence_sha256: str, at: str) -> None:
    """Lock the draft; refuses with ``Conflict`` when it changed since it was read."""
    moved = change(
        db,
        "UPDATE submissions SET state = 'submitted', submitted_at = :at, own_work_at = :at, updated_at = :at,"
        " evidence_sha256 = :sha256, row_version = row_version + 1 WHERE id = :id AND state = 'draft' AND row_version = :seen",
        id=submission.id,
        sha256=evidence_sha256,
        at=at,
        seen=submission.row_version,
    )
    if not moved:
        raise Conflict("This draft was changed in another window. Please look it through once more.")


def move(db: Database, submission: Submission, state: SubmissionState, *, at: str) -> None:
    """Change the state; refuses with ``Conflict`` when somebody else moved it since it was read."""
    moved = change(
        db,
        "UPDATE submissions SET state = :state, updated_at = :at, row_version = row_version + 1 WHERE id = :id AND row_version = :seen",
        id=submission.id,
        state=state,
        at=at,
        seen=submission.row_version,
    )
    if not moved:
        raise Conflict("Somebody else changed this in the meantime.")


def _item(row: Row) -> EvidenceItem:
    return EvidenceItem(**row)


def items(db: Database, submission_id: str) -> list[EvidenceItem]:
    return [
        _item(row) for row in rows(db, "SELECT * FROM evidence_items WHERE submission_id = :id ORDER BY requirement, id", id=submission_id)
    ]


def item(db: Database, item_id: str) -> EvidenceItem:
    row = one(db, "SELECT * FROM evidence_items WHERE id = :id", id=item_id)
    if row is None:
        raise NotFound("There is no such evidence.")
    return _item(row)


def add_item(db: Database, new: EvidenceItem) -> None:
    change(
        db,
        "INSERT INTO evidence_items (id, submission_id, requirement, kind, title, description, file_name, sha256, media_type,"
        " size, url, text, attestation_id) VALUES (:id, :submission_id, :requirement, :kind, :title, :description, :file_name, :sha256,"
        " :media_type, :size, :url, :text, :attestation_id)",
        **vars(new),
    )


def save_item(db: Database, item_id: str, *, title: str, description: str, url: str, text: str) -> None:
    change(
        db,
        "UPDATE evidence_items SET title = :title, description = :description, url = :url, text = :text WHERE id = :id",
        id=item_id,
        title=title,
        description=description,
        url=url,
        text=text,
    )


def remove_item(db: Database, item_id: str) -> None:
    change(db, "DELETE FROM evidence_items WHERE id = :id", id=item_id)


def every_digest(db: Database) -> set[str]:
    """The digests of all evidence files that some submission names."""
    return {row["sha256"] for row in rows(db, "SELECT DISTINCT sha256 FROM evidence_items WHERE kind = 'file'")}
