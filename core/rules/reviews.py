"""Reviews and decisions: who may judge, what a complete review is, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_low
from typing import Literal

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.pass_rules import RuleResult, evaluate
from core.rules.programs import ProgramVersion
from core.rules.rubrics import Ratings
from core.rules.submissions import WAITING_STATES, Submission
from core.rules.times import add_business_days, business_days_between

ReviewState = Literal["draft", "completed"]
LATEST_WAITS, ENOUGH_WAITS = 20, 5  # what was usual last year helps nobody; fewer than five say nothing
Outcome = Literal["approved", "returned", "not_yet_demonstrated"]

OUTCOME_WORDS: dict[str, str] = {
    "approved": "Approved",
    "returned": "Returned for revision",
    "not_yet_demonstrated": "Not yet demonstrated",
}


@dataclass(frozen=True)
class Review:
    """One reader's filled rubric; ``ratings`` may be incomplete while it is a draft."""

    id: str
    submission_id: str
    reviewer_id: str
    state: ReviewState
    ratings: dict[str, int | None]
    reasons: dict[str, str]
    feedback: str
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True)
class Decision:
    id: str
    submission_id: str
    review_id: str
    outcome: Outcome
    ratings: dict[str, int]
    reasons: dict[str, str]
    result: RuleResult
    feedback: str
    decided_by: str
    decided_at: datetime


def is_open_to_reviewers(submission: Submission) -> bool:
    """Whether it was handed in: drafts and what was withdrawn are their author's alone."""
    return submission.state not in ("draft", "withdrawn")


def check_may_review(submission: Submission, reviewer_id: str, *, has_passed_on: bool = False) -> None:
    """Nobody reviews their own work (it is *not found* in their queue), nor what they already passed on."""
    if submission.member_id == reviewer_id:
        raise NotFound("Nobody reviews their own work.")
    if submission.state not in WAITING_STATES:
        raise RuleBroken("This submission is not waiting for a review (any more).")
    if has_passed_on:
        raise RuleBroken("You passed this on to another reviewer.")


def check_complete(program: ProgramVersion, ratings: Ratings, reasons: Mapping[str, str], feedback: str) -> None:
    """A review can be finished when every criterion has a level or *unable to judge*, and a reason stands wherever
    the level is below the threshold or nothing could be judged. All gaps are named at once, by criterion key."""
    assert program.rubric is not None
    problems = {}
    for row in program.rubric.criteria:
        if row.key not in ratings:
            problems[row.key] = f"“{row.title}” has no level yet."
        elif ((level := ratings[row.key]) is None or level < row.threshold) and not reasons.get(row.key, "").strip():
            problems[row.key] = f"“{row.title}”: please say what you saw, what is missing, and what would show it."
    if not feedback.strip():
        problems["feedback"] = "Please write a closing sentence for the member."
    if problems:
        raise BadInput(problems)


def on_the_scale(program: ProgramVersion, ratings: Ratings) -> dict[str, int | None]:
    """The ratings that belong to the program's rubric; what a forged form sends besides is dropped."""
    assert program.rubric is not None
    keys, top = {row.key for row in program.rubric.criteria}, len(program.rubric.levels) - 1
    return {key: level for key, level in ratings.items() if key in keys and (level is None or 0 <= level <= top)}


def outcome_of(result: RuleResult, attempt: int, max_attempts: int) -> Outcome | None:
    """Approved if the rule passes, else returned while attempts are left, else not yet demonstrated.

    ``None`` when a criterion could not be judged: then another reviewer has to look.
    """
    if result.verdict == "incomplete":
        return None
    if result.passed:
        return "approved"
    return "returned" if attempt < max_attempts else "not_yet_demonstrated"


def judge(program: ProgramVersion, ratings: Ratings) -> RuleResult:
    """The program's pass rule, applied to the ratings."""
    assert program.rubric is not None
    return evaluate(program.pass_rule, program.rubric, ratings)


def due_on(submitted_at: datetime, decision_days: int) -> date:
    """The day until which the member was promised a decision, in working days."""
    return add_business_days(submitted_at.date(), decision_days)


def usual_days(waits: Sequence[tuple[date, date]]) -> int | None:
    """The working days that half of the latest decisions took at most; ``None`` while there are fewer than five.

    ``waits``: when each came in, and when it had its answer.
    """
    days = [business_days_between(came, answered) for came, answered in waits[:LATEST_WAITS]]
    return median_low(days) if len(days) >= ENOUGH_WAITS else None
