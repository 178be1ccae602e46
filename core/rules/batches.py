"""Issuing to a cohort: may this row of a file become a badge? Each row is judged by itself, with words for whoever runs it.

A file brings facts, never an award: who completed which activities, or which levels were reached outside the portal. The
program's own rule decides about them as it does about everybody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Literal

from core.rules.awards import RecordedState, earned, standing
from core.rules.batch_files import CohortRow
from core.rules.completion import Completion
from core.rules.enrolments import Enrolment
from core.rules.members import Actor, Member
from core.rules.pass_rules import RuleResult
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion
from core.rules.submissions import SubmissionState
from core.rules.times import long_day

Verdict = Literal["ready", "issued", "held", "twice", "wrong", "not_met", "unprintable", "look"]
VERDICT_WORDS: dict[Verdict, str] = {
    "ready": "ready",
    "issued": "issued",
    "held": "has this badge already",
    "twice": "twice in the file",
    "wrong": "wrong in the file",
    "not_met": "rule not met",
    "unprintable": "cannot be printed",
    "look": "needs a person",
}
# Somebody has to do something about these before they can become badges.
TROUBLE: frozenset[Verdict] = frozenset({"wrong", "not_met", "unprintable", "look"})
_UNDECIDED: frozenset[SubmissionState] = frozenset({"draft", "submitted", "in_review"})


@dataclass(frozen=True)
class Judgement:
    """What becomes of a row; ``award_token`` is the badge that the sentence speaks of."""

    verdict: Verdict
    sentence: str
    award_token: str | None = None


@dataclass(frozen=True)
class EarlierAward:
    """A badge of the same program that the person was given before."""

    token: str
    state: RecordedState
    awarded_at: datetime
    valid_until: datetime | None


@dataclass(frozen=True)
class Known:
    """What the portal knows about the person of a row: nothing, or the member with what they have of this program.

    ``enrolment`` is the open one, with its statements and the states of its submissions.
    """

    member: Member | None = None
    awards: tuple[EarlierAward, ...] = ()
    enrolment: Enrolment | None = None
    said: tuple[Completion, ...] = ()
    attempts: tuple[SubmissionState, ...] = ()


@dataclass(frozen=True)
class Batch:
    """One file for one program version. ``origin`` says in public where its results come from, or is empty."""

    id: str
    version_id: str
    file_name: str
    file_sha256: str
    origin: str
    started_by: str | None
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class BatchRow:
    """A line of the file. ``facts`` is ``None`` where the line could not be read; ``email`` is then as it was written."""

    line: int
    email: str
    facts: CohortRow | None
    verdict: Verdict
    sentence: str
    award_token: str | None


@dataclass(frozen=True)
class Progress:
    """How far a batch is: rows that are badges now, and rows that wait."""

    issued: int
    waiting: int


def check_may_issue(actor: Actor, program: ProgramVersion) -> None:
    """Facilitators issue where completing the activities is all; results judged elsewhere are imported by administrators only."""
    require(actor, Permission.COHORT_ISSUE)
    if program.wants_performance:
        require(actor, Permission.RESULTS_IMPORT)


def judge(program: ProgramVersion, version_id: str, row: CohortRow, known: Known, actor: Actor, now: datetime) -> Judgement:
    """Whether the row becomes a badge. What cannot be printed is looked at by the service, which knows the fonts."""
    refused = _about_person(known, actor) or _about_badges(known.awards, now) or _about_enrolment(program, version_id, known)
    if refused:
        return refused
    result = result_of(program, (*known.said, *statements(row, known.said, now)), row)
    if not result.passed:
        return Judgement("not_met", "; ".join(_reasons(result)) + ".")
    return Judgement("ready", _ready(row, known))


def _about_person(known: Known, actor: Actor) -> Judgement | None:
    if known.member is None:
        if allowed(actor, Permission.MEMBER_MANAGE):
            return None
        return Judgement(
            "look", "Nobody here has this e-mail address. Administrators add people: ask one of them to do it, or to run this file."
        )
    if known.member.id == actor.id:
        return Judgement("look", "This is you, and nobody issues a badge to themselves. Ask somebody else to run this row.")
    if not known.member.active:
        return Judgement("look", "This person is deactivated. If they should get the badge, let them in again under People first.")
    return None


def _about_badges(held: Sequence[EarlierAward], now: datetime) -> Judgement | None:
    present = next((award for award in held if award.state in ("active", "suspended")), None)
    if present and present.state == "suspended":
        return Judgement("look", f"The badge of {_day(present)} is suspended. Lift the suspension or revoke it first.", present.token)
    if present and standing(present.state, present.valid_until, now) == "valid":
        return Judgement("held", f"Awarded on {_day(present)}.", present.token)
    revoked = next((award for award in held if award.state == "revoked"), None)
    if revoked and not present:
        return Judgement(
            "look",
            f"The badge of {_day(revoked)} was revoked. A list never brings it back: the person can earn it anew in the portal.",
            revoked.token,
        )
    return None


def _day(award: EarlierAward) -> str:
    return long_day(award.awarded_at.date())


def _about_enrolment(program: ProgramVersion, version_id: str, known: Known) -> Judgement | None:
    if known.enrolment is None:
        return None
    if known.enrolment.state == "on_hold":
        return Judgement("look", "All attempts in the portal are used, and the pause before a new start is running.")
    if known.enrolment.version_id != version_id:
        return Judgement("look", f"Takes part in another version than {program.version}, and is judged by that one.")
    if any(state in _UNDECIDED for state in known.attempts):
        return Judgement("look", "Has begun a submission in the portal. It is decided there, or withdrawn first.")
    return None


def statements(row: CohortRow, said: Sequence[Completion], now: datetime) -> tuple[Completion, ...]:
    """What the row adds to what was stated before: as of the day in the file, else as of now."""
    at = datetime.combine(row.completed_on, time(), tzinfo=UTC) if row.completed_on else now
    before = {one.activity for one in said if one.source == "import" and one.state == "complete"}
    return tuple(Completion(activity=key, state="complete", source="import", at=at) for key in row.done if key not in before)


def result_of(program: ProgramVersion, said: Sequence[Completion], row: CohortRow) -> RuleResult:
    """The program's whole rule, applied to what was stated and to the levels in the row."""
    return earned(program, said, row.levels if program.wants_performance else None)


def _reasons(result: RuleResult) -> list[str]:
    broken = [line.text for line in result.trace if line.holds is False]
    return broken or [line.text for line in result.trace]


def _ready(row: CohortRow, known: Known) -> str:
    if known.member is None:
        return "New here: the person is added, and can be invited later."
    told = ["Known here."]
    if known.member.name_on_badge != row.name:
        told.append(f"The badge carries the name of the profile, “{known.member.name_on_badge}”, not “{row.name}”.")
    if any(award.state == "active" for award in known.awards):
        told.append("Renews the badge that has run out.")
    if known.enrolment:
        told.append("Takes part already; the participation is completed.")
    return " ".join(told)
