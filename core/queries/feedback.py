"""What a decision says to the person it is about: the answer first, then the criteria, then how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.errors import NotFound
from core.portal import Portal
from core.queries.learning import Attempt, Participation, participation_with
from core.rules.enrolments import starts_again_on
from core.rules.members import Actor
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision, Outcome
from core.rules.times import long_day

Next = Literal["badge", "revise", "go_on"]
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class CriterionFeedback:
    """``reached`` and ``needed`` are levels in words, ``reason`` is the reviewer's; ``shows`` describes the level that counts
    here: the one reached where that was enough, else the one needed."""

    title: str
    reached: str
    needed: str
    met: bool
    reason: str
    shows: str


@dataclass(frozen=True)
class Feedback:
    """One decision for its member. ``then`` is the one thing to do after reading it."""

    way: Participation
    attempt: Attempt
    decision: Decision
    headline: str
    lead: str
    criteria: tuple[CriterionFeedback, ...]
    then: Next


def feedback(portal: Portal, actor: Actor, submission_id: str) -> Feedback:
    """The decision on one of one's own submissions; *not found* for others' and while there is none."""
    way = participation_with(portal, actor, submission_id)
    attempt = next(one for one in way.attempts if one.submission.id == submission_id)
    if attempt.decision is None:
        raise NotFound("There is no decision about this yet.")
    return Feedback(
        way=way,
        attempt=attempt,
        decision=attempt.decision,
        headline=headline(way.program, attempt.decision.outcome, attempt.decision.ratings, earned=way.award is not None),
        lead=_lead(way, attempt.decision),
        criteria=criterion_by_criterion(way.program, attempt.decision.ratings, attempt.decision.reasons),
        then=_then(way),
    )


def criterion_by_criterion(
    program: ProgramVersion, ratings: Mapping[str, int], reasons: Mapping[str, str]
) -> tuple[CriterionFeedback, ...]:
    """What is said about each criterion, also for the reviewer's preview."""
    rubric = program.rubric
    assert rubric is not None
    return tuple(
        CriterionFeedback(
            title=row.title,
            reached=rubric.level_name(ratings[row.key]),
            needed=rubric.level_name(row.threshold),
            met=ratings[row.key] >= row.threshold,
            reason=reasons.get(row.key, ""),
            shows=row.descriptors[row.threshold],
        )
        for row in rubric.criteria
    )


def headline(program: ProgramVersion, outcome: Outcome, ratings: Mapping[str, int], *, earned: bool) -> str:
    """The decision in one sentence, also for the reviewer's preview; ``earned`` says whether the badge comes with it."""
    if outcome == "approved":
        return f"Approved: you earned “{program.title}”." if earned else "Approved: your evidence shows it."
    assert program.rubric is not None
    beginning = "Almost there" if outcome == "returned" else "Not yet demonstrated"
    rows = program.rubric.criteria
    unmet = sum(ratings[row.key] < row.threshold for row in rows)
    if not unmet:
        return f"{beginning}: the criteria taken together need a little more."
    return f"{beginning}: {_NUMBERS[unmet]} of {_NUMBERS[len(rows)]} criteria {'needs' if unmet == 1 else 'need'} more."


def _lead(way: Participation, decision: Decision) -> str:
    if decision.outcome == "approved":
        return "" if way.award else "The badge follows when the activities are completed too."
    if decision.outcome == "returned" and _then(way) != "revise":
        return "You have submitted again since."
    if decision.outcome == "returned":
        return "Everything you submitted is still there. Change what is named below and submit again."
    again = long_day(starts_again_on(decision.decided_at))
    return f"These were all attempts for now. Take the notes below with you, practise, and start again from {again}."


def _then(way: Participation) -> Next:
    if way.award:
        return "badge"
    latest = way.latest
    return "revise" if latest and latest.submission.state == "draft" and way.enrolment.is_open else "go_on"
