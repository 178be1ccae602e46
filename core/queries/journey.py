"""The way through a program as its traveller sees it: the steps with their state, and what is left to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal

from core.queries.learning import Participation
from core.rules.completion import Activity, CompletionRule, Done, KOf, count, satisfied
from core.rules.completion_words import in_a_sentence
from core.rules.evidence import missing
from core.rules.programs import EvidenceRequirement
from core.rules.reviews import OUTCOME_WORDS
from core.rules.submissions import WAITING_STATES
from core.rules.times import short_day

StepState = Literal["done", "now", "waiting", "later"]


@dataclass(frozen=True)
class Step:
    """``now`` is the member's turn, ``waiting`` somebody else's, ``later`` comes after what is before it."""

    title: str
    state: StepState
    detail: str


def steps(way: Participation) -> tuple[Step, ...]:
    """The steps of this program's benchmark, in their order; the last one is the badge.

    Where a result was imported, nothing was submitted and reviewed here.
    """
    found = [_activities(way)] if way.program.wants_progress else []
    was_brought_along = way.award is not None and not way.attempts
    if way.program.wants_performance and not was_brought_along:
        found += [_evidence(way), _review(way)]
    return (*found, _badge(way))


def left(way: Participation) -> tuple[str, ...]:
    """What the member can do next, as short phrases; empty while it is somebody else's turn and when all is done."""
    latest = way.latest
    is_waiting = latest is not None and latest.submission.state in WAITING_STATES
    if way.award or not way.enrolment.is_open or way.enrolment.state == "on_hold" or is_waiting:
        return ()
    return (*_activities_left(way), *_evidence_left(way))


def share_done(way: Participation) -> float:
    """How far the way is, 0 to 1: each step but the badge counts the same, activities and evidence by what is there of them."""
    if way.award:
        return 1.0
    parts = [way.fraction] if way.program.wants_progress else []
    if way.program.wants_performance:
        parts += [_share_of_evidence(way), 1.0 if way.latest and way.latest.decision and not way.is_progressing else 0.0]
    return sum(parts) / len(parts)


def _share_of_evidence(way: Participation) -> float:
    if way.latest and way.latest.submission.state != "draft":
        return 1.0
    needed = [row for row in way.program.evidence if row.minimum]
    return 1 - len(missing(needed, way.latest.items if way.latest else ())) / len(needed)


def hours_left_in_words(way: Participation) -> str:
    """The member's own part of the planned effort that is left, to the next half hour. A plan, never a criterion."""
    own = [way.fraction] if way.program.wants_progress else []
    own += [_share_of_evidence(way)] if way.program.wants_performance else []
    halves = max(ceil(2 * way.program.effort_hours * (1 - sum(own) / len(own))), 1)  # also what is there is looked at once more
    return "about half an hour left" if halves == 1 else f"about {halves / 2:g} {'hour' if halves == 2 else 'hours'} left"


def _activities_left(way: Participation) -> tuple[str, ...]:
    rule = way.program.completion
    return tuple(_left(way, rule)) if rule and way.program.wants_progress else ()


def _left(way: Participation, rule: CompletionRule) -> Iterator[str]:
    """What is still to do of a rule. Where some are enough, only how many: which ones is the member's choice."""
    if satisfied(rule, way.said):
        return
    if isinstance(rule, Done):
        yield _to_do(next(row for row in way.program.activities if row.key == rule.activity))
    elif isinstance(rule, KOf):
        open_parts = tuple(part for part in rule.of if not satisfied(part, way.said))
        more = rule.k - (len(rule.of) - len(open_parts))
        if rule is way.program.completion and all(isinstance(part, Done) for part in rule.of):
            yield f"complete {more} more of the activities"
        else:
            titles = {row.key: row.title for row in way.program.activities}
            yield f"complete {in_a_sentence(KOf(k=more, of=open_parts), titles)}"
    else:
        for part in rule.of:
            yield from _left(way, part)


def _to_do(activity: Activity) -> str:
    match activity.source:
        case "facilitator":
            return f"have “{activity.title}” confirmed"
        case "quiz":
            return f"pass the quiz “{activity.title}”"
        case _:
            return f"“{activity.title}”"


def _evidence_left(way: Participation) -> tuple[str, ...]:
    latest = way.latest
    if not way.program.wants_performance or (latest and latest.submission.state != "draft"):
        return ()
    gaps = missing(way.program.evidence, latest.items if latest else ())
    asked = latest.asked if latest else {}
    titles = tuple(_to_add(row, asked.get(row.key, "")) for row in way.program.evidence if row.key in gaps)
    context = () if latest and latest.submission.context else ("say where you did this",)
    if latest and latest.submission.attempt > 1:
        return ("answer the feedback", *titles, *context, "submit again")
    return (*titles, *context, "submit")


def _to_add(requirement: EvidenceRequirement, asked: str) -> str:
    return f"add “{requirement.title}”" + (f" ({asked} was asked and has not answered yet)" if asked else "")


def _activities(way: Participation) -> Step:
    assert way.program.completion is not None
    found = count(way.program.completion, way.said)
    return Step("Activities", "now" if found.left else "done", f"{found.done} of {found.needed} completed")


def _evidence(way: Participation) -> Step:
    latest = way.latest
    if latest and latest.submission.state != "draft":
        handed_in = latest.submission.submitted_at or latest.submission.updated_at
        return Step("Evidence", "done", f"Submitted on {short_day(handed_in.date())}")
    needed = [row for row in way.program.evidence if row.minimum]
    gaps = missing(needed, latest.items if latest else ())
    return Step("Evidence", "now", f"{len(needed) - len(gaps)} of {len(needed)} required pieces are there")


def _review(way: Participation) -> Step:
    latest = way.latest
    if latest and latest.decision:
        words = f"{OUTCOME_WORDS[latest.decision.outcome]} on {short_day(latest.decision.decided_at.date())}"
        return Step("Review", "done", words)
    if latest and latest.submission.state in WAITING_STATES and latest.due:
        who = "A reviewer is reading" if latest.submission.state == "in_review" else "Waiting for a reviewer"
        return Step("Review", "waiting", f"{who}; you will hear by {short_day(latest.due)} at the latest")
    return Step("Review", "later", f"Within {way.program.decision_days} working days after you submit")


def _badge(way: Participation) -> Step:
    if way.award:
        return Step("Badge", "done", f"Earned on {short_day(way.award.awarded_at.date())}")
    return Step("Badge", "later", "Yours as soon as the steps above are done")
