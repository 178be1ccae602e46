"""What reviewers see: the queue, and one submission with all there is to judge. No member's name: reviewing is blind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.blindness import without_file_name
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision, Outcome, Review, due_on, is_open_to_reviewers
from core.rules.submissions import Submission
from core.rules.times import moment
from core.storage import members, programs, reviews, submissions
from core.storage.database import reading, rows


@dataclass(frozen=True)
class QueueRow:
    """One waiting submission. ``label`` is a short neutral name, ``readers`` names others who have begun."""

    submission_id: str
    label: str
    program: ProgramVersion
    attempt: int
    submitted_at: datetime
    due: date
    mine: bool
    readers: tuple[str, ...]


def label_of(submission_id: str) -> str:
    """A short neutral name for a submission, since members are not named."""
    return f"Submission {submission_id[-4:]}"


def waiting(portal: Portal, actor: Actor) -> list[QueueRow]:
    """What this reviewer may take, the most urgent first: not their own work, nothing that they passed on."""
    require(actor, Permission.SUBMISSION_REVIEW)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT s.id, s.version_id, s.attempt, s.submitted_at FROM submissions s"
            " WHERE s.state IN ('submitted', 'in_review') AND s.member_id <> :me AND NOT EXISTS (SELECT 1 FROM reviews r"
            " WHERE r.submission_id = s.id AND r.reviewer_id = :me AND r.state = 'completed') ORDER BY s.submitted_at",
            me=actor.member_id,
        )
        queue = []
        for row in found:
            program = programs.get(db, row["version_id"]).program
            open_reviews = [review for review in reviews.of_submission(db, row["id"]) if review.state == "draft"]
            readers = tuple(members.get(db, r.reviewer_id).display_name for r in open_reviews if r.reviewer_id != actor.id)
            submitted = moment(row["submitted_at"])
            mine = any(review.reviewer_id == actor.id for review in open_reviews)
            due = due_on(submitted, program.decision_days)
            queue.append(QueueRow(row["id"], label_of(row["id"]), program, row["attempt"], submitted, due, mine, readers))
        return sorted(queue, key=lambda row: (row.due, row.submitted_at))


@dataclass(frozen=True)
class Told:
    """What the member was told about an earlier attempt. The levels stay out: the next reader judges afresh."""

    attempt: int
    outcome: Outcome
    reasons: dict[str, str]
    feedback: str


@dataclass(frozen=True)
class ReviewDesk:
    """Everything that lies on the desk. ``mine`` is ``None`` before the review was begun; ``others`` are readers' names."""

    submission: Submission
    label: str
    program: ProgramVersion
    items: tuple[EvidenceItem, ...]
    due: date | None
    mine: Review | None
    others: tuple[str, ...]
    decision: Decision | None
    decided_by: str
    earlier: tuple[Told, ...]


def desk(portal: Portal, actor: Actor, submission_id: str) -> ReviewDesk:
    """One submission for a reviewer. Drafts, withdrawn ones and one's own work are *not found*."""
    require(actor, Permission.SUBMISSION_REVIEW)
    with reading(portal.database) as db:
        submission = submissions.get(db, submission_id)
        if not is_open_to_reviewers(submission) or submission.member_id == actor.id:
            raise NotFound("There is no such submission to review.")
        program = programs.get(db, submission.version_id).program
        decision = reviews.decision_on(db, submission_id)
        all_reviews = reviews.of_submission(db, submission_id)
        return ReviewDesk(
            submission=submission,
            label=label_of(submission_id),
            program=program,
            items=tuple(without_file_name(item) for item in submissions.items(db, submission_id)),
            due=due_on(submission.submitted_at, program.decision_days) if submission.submitted_at else None,
            mine=next((review for review in all_reviews if review.reviewer_id == actor.id), None),
            others=tuple(
                members.get(db, r.reviewer_id).display_name for r in all_reviews if r.reviewer_id != actor.id and r.state == "draft"
            ),
            decision=decision,
            decided_by=members.get(db, decision.decided_by).display_name if decision else "",
            earlier=tuple(told_before(db, submission)),
        )


def told_before(db: Database, submission: Submission) -> Iterator[Told]:
    """What was said about the attempts before this one, the first one first."""
    for attempt in submissions.of_enrolment(db, submission.enrolment_id):
        decision = reviews.decision_on(db, attempt.id) if attempt.attempt < submission.attempt else None
        if decision:
            yield Told(attempt.attempt, decision.outcome, decision.reasons, decision.feedback)
