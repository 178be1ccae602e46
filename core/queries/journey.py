"""The way through a program as its traveller sees it: the steps with their state, and what is left to do."""

from dataclasses import dataclass
from typing import Literal

from core.queries.learning import Participation
from core.rules.completion import SATISFYING, CompletionRule, KOf, count, named
from core.rules.evidence import missing
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


def _completed(way: Participation, rule: CompletionRule) -> tuple[int, int]:
    """How many of the named activities are done, and how many are needed."""
    found = count(rule, way.said)
    return found.done, found.needed


def _activities_left(way: Participation) -> tuple[str, ...]:
    rule = way.program.completion
    if rule is None or not way.program.wants_progress:
        return ()
    if isinstance(rule, KOf):
        done, needed = _completed(way, rule)
        return (f"complete {needed - done} more of the activities",) if done < needed else ()
    is_open = [row for row in way.program.activities if row.key in named(rule) and not _done(way, row.key)]
    return tuple(f"have “{row.title}” confirmed" if row.source == "facilitator" else f"“{row.title}”" for row in is_open)


def _done(way: Participation, activity: str) -> bool:
    return activity in way.said and way.said[activity].state in SATISFYING


def _evidence_left(way: Participation) -> tuple[str, ...]:
    latest = way.latest
    if not way.program.wants_performance or (latest and latest.submission.state != "draft"):
        return ()
    gaps = missing(way.program.evidence, latest.items if latest else ())
    titles = tuple(f"add “{row.title}”" for row in way.program.evidence if row.key in gaps)
    context = () if latest and latest.submission.context else ("say where you did this",)
    if latest and latest.submission.attempt > 1:
        return ("answer the feedback", *titles, *context, "submit again")
    return (*titles, *context, "submit")


def _activities(way: Participation) -> Step:
    assert way.program.completion is not None
    done, needed = _completed(way, way.program.completion)
    return Step("Activities", "done" if done == needed else "now", f"{done} of {needed} completed")


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
