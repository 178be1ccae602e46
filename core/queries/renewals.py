"""Badges that run out, as their holders see them, and evidence of practice as reviewers see it: without a name."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules import renewals as rules
from core.rules.awards import Standing, standing
from core.rules.blindness import without_file_name
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion, Renewal
from core.rules.renewals import Practice, Window
from core.rules.submissions import WAITING_STATES
from core.storage import awards, enrolments, members, programs, renewals, submissions
from core.storage.awards import Award
from core.storage.database import reading


@dataclass(frozen=True)
class OwnRenewal:
    """One of one's own badges, how it is renewed, and how far that is.

    ``practice`` is the draft or what waits for its answer, ``returned`` what came back last. ``under_way`` is the program that has been
    started to renew the badge (its own, or the update program), with the id of that participation; ``submitted`` once the work is
    with the reviewers. ``taken`` says whether that program takes participants today.
    """

    award: Award
    program: ProgramVersion
    standing: Standing
    renewal: Renewal
    days: Window
    update_title: str
    practice: Practice | None
    returned: Practice | None
    under_way: str | None
    submitted: bool
    taken: bool

    @property
    def in_progress(self) -> bool:
        """Whether the holder has begun."""
        return bool(self.under_way) or (self.practice is not None and self.practice.state == "in_review")


def own(portal: Portal, actor: Actor) -> list[OwnRenewal]:
    """One's own badges whose time to renew has come and is not over, the one that ends first at the beginning."""
    require(actor, Permission.AWARD_READ_OWN)
    today = portal.now().date()
    with reading(portal.database) as db:
        held = [award for award in awards.of_member(db, actor.member_id) if award.valid_until and award.state == "active"]
        found = [_own(db, portal, award) for award in held]
    return sorted((each for each in found if each.days.is_open(today)), key=lambda each: each.days.ends_on)


def of_badge(portal: Portal, actor: Actor, token: str) -> OwnRenewal:
    """The renewal of one of one's own badges that ends, open or not; of a badge that was replaced, that of the newest after it.

    Somebody else's, and badges that do not end, are *not found*.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        award = awards.find(db, token)
        while award and award.replaced_by:
            award = awards.find(db, award.replaced_by)
        if award is None or award.member_id != actor.id or award.valid_until is None:
            raise NotFound("There is no badge among yours that can be renewed here.")
        return _own(db, portal, award)


def _own(db: Database, portal: Portal, award: Award) -> OwnRenewal:
    assert award.valid_until is not None
    program, today = programs.get(db, award.version_id).program, programs.find_published(db, award.program_code)
    renewal = rules.promised(program, today.program if today else None)
    who, code = award.member_id, award.program_code
    practice, last = renewals.open_one(db, who, code), renewals.last_answer(db, who, code)
    again = {"reassess": code, "update_program": renewal.program}.get(renewal.kind, "")
    enrolment = enrolments.open_one(db, who, again) if again else None
    return OwnRenewal(
        award=award,
        program=program,
        standing=standing(award.state, award.valid_until, portal.now()),
        renewal=renewal,
        days=rules.window(award.awarded_at, award.valid_until),
        update_title=programs.titles(db, [renewal.program]).get(renewal.program, renewal.program) if renewal.program else "",
        practice=practice,
        returned=last if last and last.state == "returned" and last.award_token == award.token else None,
        under_way=enrolment.id if enrolment else None,
        submitted=_is_with_reviewers(db, enrolment.id) if enrolment else False,
        taken=bool(again) and programs.find_published(db, again) is not None,
    )


def _is_with_reviewers(db: Database, enrolment_id: str) -> bool:
    return any(attempt.state in WAITING_STATES for attempt in submissions.of_enrolment(db, enrolment_id))


@dataclass(frozen=True)
class Waiting:
    """One renewal in the queue. ``label`` is a neutral name."""

    practice: Practice
    label: str
    program: ProgramVersion
    ends_at: datetime | None


def waiting(portal: Portal, actor: Actor) -> list[Waiting]:
    """What this reviewer may judge, the longest waiting first: not their own."""
    require(actor, Permission.SUBMISSION_REVIEW)
    with reading(portal.database) as db:
        return [_waiting(db, practice) for practice in renewals.in_review(db, actor.member_id)]


def _waiting(db: Database, practice: Practice) -> Waiting:
    award = awards.get(db, practice.award_token)
    return Waiting(practice, f"Renewal {practice.id[-4:]}", programs.get(db, award.version_id).program, award.valid_until)


@dataclass(frozen=True)
class RenewalDesk:
    """One renewal to judge. ``prompt`` is what the holder was asked for; ``answered_by`` a reviewer's name, once there is an answer."""

    waiting: Waiting
    prompt: str
    item: EvidenceItem
    earlier_reason: str
    answered_by: str


def desk(portal: Portal, actor: Actor, practice_id: str) -> RenewalDesk:
    """One renewal for a reviewer, answered or not. Drafts and one's own are *not found*."""
    require(actor, Permission.SUBMISSION_REVIEW)
    with reading(portal.database) as db:
        practice = renewals.get(db, practice_id)
        item = practice.item
        if practice.state == "draft" or practice.member_id == actor.id or item is None:
            raise NotFound("There is no such renewal to judge.")
        row = _waiting(db, practice)
        today = programs.find_published(db, practice.program_code)
        before = renewals.last_answer(db, practice.member_id, practice.program_code)
        return RenewalDesk(
            waiting=row,
            prompt=rules.promised(row.program, today.program if today else None).prompt,
            item=without_file_name(item),
            earlier_reason=before.reason if before and before.id != practice.id and before.award_token == practice.award_token else "",
            answered_by=members.get(db, practice.decided_by).display_name if practice.decided_by else "",
        )
