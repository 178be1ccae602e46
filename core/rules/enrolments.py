"""Enrolments: one person's way through one program version."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from core.errors import BadInput, RuleBroken
from core.rules.programs import ProgramVersion, VersionState
from core.rules.times import long_day

EnrolmentState = Literal["active", "in_progress", "completed", "withdrawn", "on_hold"]
OPEN_STATES: frozenset[str] = frozenset({"active", "in_progress", "on_hold"})
COOLING_OFF = timedelta(days=30)
LONGEST_PLAN = timedelta(days=365)


@dataclass(frozen=True)
class Enrolment:
    id: str
    member_id: str
    version_id: str
    program_code: str
    state: EnrolmentState
    goal: str
    enrolled_at: datetime
    target_on: date
    finished_at: datetime | None
    row_version: int

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


def check_is_program(program: ProgramVersion) -> None:
    """Refuses the badge of a pathway: nobody enrols in it, and nobody is given it from a list."""
    if program.benchmark == "pathway":
        raise RuleBroken(f"“{program.title}” is a pathway. Its badge comes by itself, with the badges that it asks for.")


def check_may_enrol(title: str, version_state: VersionState, *, is_enrolled: bool, holds_badge: bool) -> None:
    """Refuses programs that take nobody new, a second open enrolment, and a badge that is already held."""
    if version_state != "published":
        raise RuleBroken(f"“{title}” takes no new participants at the moment.")
    if is_enrolled:
        raise RuleBroken(f"You are already taking part in “{title}”.")
    if holds_badge:
        raise RuleBroken(f"You already hold a valid badge for “{title}”.")


def target_date(program: ProgramVersion, start: date) -> date:
    """The suggested finish: start plus the intended weeks. A plan, never a criterion."""
    return start + timedelta(weeks=program.weeks)


def check_plan(until: date, today: date) -> None:
    """Refuses a planned finish in the past, and one more than a year ahead: a plan that far is none."""
    if until < today:
        raise BadInput({"target_on": "Please choose a day that lies ahead."})
    if until > today + LONGEST_PLAN:
        raise BadInput({"target_on": "Please choose a day within a year."})


def check_may_work(enrolment: Enrolment, member_id: str) -> None:
    """Refuses work in an enrolment that is not one's own (in the words of *not there*), finished or withdrawn."""
    if enrolment.member_id != member_id:
        raise RuleBroken("This program is not among yours.")
    if not enrolment.is_open:
        raise RuleBroken("This participation is finished. Start the program again to go on.")


def check_cooled_off(decided_at: datetime, now: datetime) -> None:
    """After *not yet demonstrated* a new start is refused until 30 days have passed."""
    if now < decided_at + COOLING_OFF:
        raise RuleBroken(f"Take some time to practise. You can start this program again from {long_day(starts_again_on(decided_at))}.")


def starts_again_on(decided_at: datetime) -> date:
    """The day from which a new start is possible after *not yet demonstrated*."""
    return (decided_at + COOLING_OFF).date()
