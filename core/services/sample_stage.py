"""The stage of the sample's stories: the portal, a clock that the stories move, and the people by their short handles."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.errors import DocumentProblem, RuleBroken
from core.portal import Portal
from core.queries import learning
from core.rules.members import Actor
from core.settings import ROOT
from core.storage import awards
from core.storage.awards import Award
from core.storage.database import reading

FOLDER = ROOT / "data" / "sample"
Step = dict[str, Any]


@dataclass
class Clock:
    """A clock that stands still until somebody moves it."""

    time: datetime

    def __call__(self) -> datetime:
        return self.time


@dataclass
class Stage:
    """The portal on a clock that the stories move, the people by their short handles, the day everything leads to."""

    portal: Portal
    clock: Clock
    today: datetime
    people: dict[str, Actor] = field(default_factory=dict)

    def subject(self, step: Step) -> Actor:
        """The member whose work or badge the step is about."""
        return self.people[str(step.get("for") or step["who"])]

    def enrolment_of(self, step: Step) -> learning.Participation:
        """The subject's participation. Refuses a step on a program that was not started."""
        found = learning.current(self.portal, self.subject(step), step["program"])
        if found is None:
            raise RuleBroken(f"The story has {step['who']} work on {step['program']} without having started it.")
        return found

    def badge_of(self, step: Step) -> Award:
        """The subject's newest badge of the program. Refuses a step on a badge that nobody earned."""
        with reading(self.portal.database) as db:
            earned = awards.of_member(db, self.subject(step).member_id)
        found = next((award for award in earned if award.program_code == step["program"]), None)
        if found is None:
            raise RuleBroken(f"The story has {step['who']} deal with a badge of {step['program']} that was not earned.")
        return found


def as_expected(step: Step, outcome: object) -> None:
    """Refuses an outcome that the story does not expect: the sample cannot drift away from the rules."""
    if outcome != step.get("expects", outcome):
        raise DocumentProblem(f"The story expects {step['expects']} for {step['program']}, the rule says {outcome}.")
