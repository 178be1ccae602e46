"""What a member sees of their own way: participations, attempts, decisions, badges."""

import json
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from core.badges.reading import view_of
from core.errors import NotFound
from core.portal import Portal
from core.rules import completion
from core.rules.awards import Standing, standing
from core.rules.completion import Completion
from core.rules.enrolments import Enrolment
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision, due_on
from core.rules.submissions import WAITING_STATES, Submission
from core.storage import attestations, awards, enrolments, programs, reviews, submissions
from core.storage.awards import Award
from core.storage.database import reading


@dataclass(frozen=True)
class Attempt:
    """One submission with its evidence and, when there is one, its decision. ``due`` is the promised day.

    ``asked``: who was asked to confirm something and has not yet, by the key of the requirement.
    """

    submission: Submission
    items: tuple[EvidenceItem, ...]
    decision: Decision | None
    due: date | None
    asked: dict[str, str]


@dataclass(frozen=True)
class Participation:
    """One enrolment with everything that happened in it. ``said`` is what counts about its activities; ``teach_out_on`` the last day
    to submit where the version was retired."""

    enrolment: Enrolment
    program: ProgramVersion
    said: dict[str, Completion]
    fraction: float
    attempts: tuple[Attempt, ...]
    award: Award | None
    teach_out_on: date | None

    @property
    def latest(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def is_progressing(self) -> bool:
        """Whether activities are still to be completed."""
        rule = self.program.completion
        return self.program.wants_progress and rule is not None and not completion.satisfied(rule, self.said)

    @property
    def next_step(self) -> str:
        """What the member does next, in one sentence."""
        return _next_step(self)


def _next_step(participation: Participation) -> str:
    if participation.award:
        return "You earned this badge. Share it or keep a copy."
    if participation.enrolment.state == "withdrawn":
        return "You left this program. You can start it again at any time."
    latest = participation.latest
    if participation.enrolment.state == "on_hold":
        return "All attempts are used for now. Read the feedback, practise, and start again after the pause."
    if latest and latest.submission.state in WAITING_STATES:
        return "With the reviewers."
    if participation.is_progressing:
        return "Complete the open activities."
    if latest and latest.submission.attempt > 1:
        return "Read the feedback, change what is missing, and submit again."
    return "Gather your evidence and submit it." if participation.program.wants_performance else "Waiting for the facilitator."


def _participation(db: Database, enrolment: Enrolment) -> Participation:
    version = programs.get(db, enrolment.version_id)
    program = version.program
    said = enrolments.completions(db, enrolment.id)
    share = completion.fraction(program.completion, program.activities, said) if program.completion else 0.0
    return Participation(
        enrolment=enrolment,
        program=program,
        said=completion.effective(said),
        fraction=share,
        attempts=tuple(_attempt(db, program, row) for row in submissions.of_enrolment(db, enrolment.id)),
        award=awards.of_enrolment(db, enrolment.id),
        teach_out_on=version.teach_out_on,
    )


def _attempt(db: Database, program: ProgramVersion, submission: Submission) -> Attempt:
    due = due_on(submission.submitted_at, program.decision_days) if submission.submitted_at else None
    questions = attestations.of_submission(db, submission.id) if submission.state == "draft" else ()  # later they are over
    asked = {one.requirement: one.name for one in questions if one.state == "asked"}
    return Attempt(submission, tuple(submissions.items(db, submission.id)), reviews.decision_on(db, submission.id), due, asked)


def participations(portal: Portal, actor: Actor) -> list[Participation]:
    """One's own participations, the newest first."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        return [_participation(db, enrolment) for enrolment in enrolments.of_member(db, actor.member_id)]


def participation(portal: Portal, actor: Actor, enrolment_id: str) -> Participation:
    """One of one's own participations; somebody else's is *not found*."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        if enrolment.member_id != actor.id:
            raise NotFound("This program is not among yours.")
        return _participation(db, enrolment)


def participation_with(portal: Portal, actor: Actor, submission_id: str) -> Participation:
    """The participation to which one of one's own submissions belongs; somebody else's is *not found*."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        submission = submissions.get(db, submission_id)
        if submission.member_id != actor.id:
            raise NotFound("There is no such submission.")
        return _participation(db, enrolments.get(db, submission.enrolment_id))


def current(portal: Portal, actor: Actor, code: str) -> Participation | None:
    """The open participation in a program, if the actor has one."""
    if not actor.signed_in:
        return None
    with reading(portal.database) as db:
        enrolment = enrolments.open_one(db, actor.member_id, code)
        return _participation(db, enrolment) if enrolment else None


@dataclass(frozen=True)
class OwnBadge:
    """One of one's own awards with its state of today, and the name that stands on it."""

    award: Award
    program: ProgramVersion
    standing: Standing
    holder_name: str


def badges(portal: Portal, actor: Actor) -> list[OwnBadge]:
    """One's own badges, the newest first."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        return [
            OwnBadge(
                award=award,
                program=programs.get(db, award.version_id).program,
                standing=standing(award.state, award.valid_until, portal.now()),
                holder_name=view_of(json.loads(award.credential)).holder_name,
            )
            for award in awards.of_member(db, actor.member_id)
        ]
