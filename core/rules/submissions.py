"""Submissions: one attempt at showing a skill, from draft to decision."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.evidence import EvidenceItem, missing
from core.rules.programs import ProgramVersion

SubmissionState = Literal["draft", "submitted", "in_review", "decided", "withdrawn"]
WAITING_STATES: frozenset[str] = frozenset({"submitted", "in_review"})


@dataclass(frozen=True)
class Submission:
    """``self_ratings`` maps criterion keys to levels; ``row_version`` rises with every write (optimistic locking)."""

    id: str
    enrolment_id: str
    member_id: str
    version_id: str
    attempt: int
    state: SubmissionState
    context: str
    self_ratings: dict[str, int]
    own_work_at: datetime | None
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    evidence_sha256: str | None
    row_version: int


def check_may_edit(submission: Submission, member_id: str) -> None:
    """Only the author edits, and only a draft. Somebody else's draft is *not found*."""
    if submission.member_id != member_id:
        raise NotFound("There is no such submission among yours.")
    if submission.state != "draft":
        raise RuleBroken("This has been submitted and can no longer be changed.")


def check_may_submit(program: ProgramVersion, submission: Submission, items: Sequence[EvidenceItem], *, own_work: bool) -> None:
    """Refuses a submission that lacks required evidence, context or the own-work statement; all problems at once."""
    problems = missing(program.evidence, items)
    if not submission.context:
        problems["context"] = "Please say in a sentence or two where you did this and what your part was."
    if not own_work:
        problems["own_work"] = "Please confirm that this is your own work."
    if problems:
        raise BadInput(problems)


def check_may_withdraw(submission: Submission, member_id: str) -> None:
    """A submission can be taken back until a reviewer has begun; it becomes a draft again and uses no attempt."""
    if submission.member_id != member_id:
        raise NotFound("There is no such submission among yours.")
    if submission.state != "submitted":
        raise RuleBroken("A reviewer has begun to read this; it can no longer be taken back.")


def evidence_digest(submission: Submission, items: Sequence[EvidenceItem]) -> str:
    """The hash over everything a reviewer will see, kept at submission, so that a later change would show."""
    content = {
        "context": submission.context,
        "items": [_seen(item) for item in items],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _seen(item: EvidenceItem) -> list[str]:
    seen = [item.requirement, item.kind, item.title, item.description, item.file_name, item.sha256, item.url, item.text]
    return [*seen, item.attestation_id] if item.attestation_id else seen
