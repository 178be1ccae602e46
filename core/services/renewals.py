"""Renewing a badge that runs out: by evidence of practice, which one reviewer reads, or by earning the badge of an update program.

Showing the skill once more needs nothing here: the program is started again, and the new award takes the place of the old one.
"""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sqlite_utils import Database

from core.errors import NotFound, RuleBroken
from core.messages.renewal_decided import RenewalDecided
from core.messages.renewal_waiting import RenewalWaiting
from core.portal import Portal, new_id
from core.rules import renewals as rules
from core.rules.audit_actions import Action
from core.rules.awards import EvidenceFact
from core.rules.blindness import without_file_name
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor, Role
from core.rules.pass_rules import RuleResult
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion, Renewal
from core.rules.renewals import Piece, Practice
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services import mail
from core.services.capstones import after_award
from core.services.evidence import linked, take_file, titled, written
from core.services.fields import field_errors
from core.services.issuing import Grounds, Occasion, issue_for
from core.services.press import Press, open_press
from core.services.recording import record
from core.storage import awards, files, members, programs, renewals
from core.storage.awards import Award
from core.storage.database import reading, writing


def promise_of(db: Database, award: Award) -> tuple[ProgramVersion, Renewal]:
    """The version of a badge, and how the badge is renewed."""
    own, today = programs.get(db, award.version_id).program, programs.find_published(db, award.program_code)
    return own, rules.promised(own, today.program if today else None)


def is_open_for(db: Database, portal: Portal, award: Award) -> bool:
    """Whether today is one of the days on which the badge can be renewed."""
    if award.state != "active" or award.valid_until is None:
        return False
    return rules.window(award.awarded_at, award.valid_until).is_open(portal.now().date())


def may_earn_again(db: Database, portal: Portal, member_id: str, code: str) -> bool:
    """Whether somebody who holds a valid badge of the program may start it again: to renew that badge, or one that it updates."""
    for award in awards.of_member(db, member_id):
        if not is_open_for(db, portal, award):
            continue
        renewal = promise_of(db, award)[1]
        if (renewal.kind == "reassess" and award.program_code == code) or (renewal.kind == "update_program" and renewal.program == code):
            return True
    return False


def open_draft(portal: Portal, actor: Actor, *, token: str) -> Practice:
    """The draft to renew one's own badge, made when there is none. Refuses badges out of force, those that are renewed in other ways,
    and days outside the time to renew; what is being judged is given as it is."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        if there := renewals.open_one(db, award.member_id, award.program_code):
            return there
        days = rules.window(award.awarded_at, award.valid_until) if award.valid_until else None
        rules.check_may_begin(promise_of(db, award)[1], days, portal.now().date())
        draft = _new_draft(portal, award, renewals.last_answer(db, award.member_id, award.program_code))
        renewals.add(db, draft)
        record(db, portal, actor, Action.RENEWAL_OPENED, draft.id, token)
        return draft


def _new_draft(portal: Portal, award: Award, before: Practice | None) -> Practice:
    """Empty, or prefilled with what came back the last time."""
    draft = Practice(new_id(), award.token, award.member_id, award.program_code, created_at=portal.now())
    if before and before.state == "returned" and before.award_token == award.token:
        return replace(draft, title=before.title, description=before.description, piece=before.piece)
    return draft


def _own_draft(db: Database, actor: Actor, practice_id: str) -> Practice:
    practice = renewals.get(db, practice_id)
    rules.check_may_edit(practice, actor.member_id)
    return practice


def _give(portal: Portal, actor: Actor, practice_id: str, piece: Piece) -> None:
    with writing(portal.database) as db:
        renewals.save(db, replace(_own_draft(db, actor, practice_id), piece=piece))


def give_file(portal: Portal, actor: Actor, *, practice_id: str, file_name: str, stream: BinaryIO) -> None:
    """The piece is a file, in the place of what was there. Refuses what is refused as evidence everywhere."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:  # before a byte is kept
        _own_draft(db, actor, practice_id)
    taken = take_file(portal, rules.REQUIREMENT, file_name=file_name, stream=stream)
    _give(portal, actor, practice_id, Piece("file", **vars(taken)))


def give_link(portal: Portal, actor: Actor, *, practice_id: str, url: str) -> None:
    """The piece is a link, in the place of what was there. Refuses what is no web address."""
    require(actor, Permission.SUBMISSION_WRITE)
    _give(portal, actor, practice_id, Piece("link", url=linked(rules.REQUIREMENT, url)))


def give_text(portal: Portal, actor: Actor, *, practice_id: str, text: str) -> None:
    """The piece is a text, in the place of what was there. Refuses one above 20,000 characters."""
    require(actor, Permission.SUBMISSION_WRITE)
    _give(portal, actor, practice_id, Piece("text", text=written(rules.REQUIREMENT, text)))


def take_out(portal: Portal, actor: Actor, *, practice_id: str) -> None:
    """Take the piece out of one's draft."""
    require(actor, Permission.SUBMISSION_WRITE)
    _give(portal, actor, practice_id, Piece())


def describe(portal: Portal, actor: Actor, *, practice_id: str, title: str, description: str) -> None:
    """What the piece is and shows; public with the badge. Refuses an empty title."""
    require(actor, Permission.SUBMISSION_WRITE)
    title, description = titled(rules.REQUIREMENT, title, description)
    with writing(portal.database) as db:
        renewals.save(db, replace(_own_draft(db, actor, practice_id), title=title, description=description))


def hand_in(portal: Portal, actor: Actor, *, practice_id: str, own_work: bool) -> None:
    """To the reviewers. Refuses what lacks the piece or the statement, and days after the time to renew."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        practice = _own_draft(db, actor, practice_id)
        rules.check_may_hand_in(practice, own_work=own_work)
        award = _held(db, practice)
        days = rules.window(award.awarded_at, award.valid_until) if award.valid_until else None
        program, renewal = promise_of(db, award)
        rules.check_may_begin(renewal, days, portal.now().date())
        renewals.move(db, practice, "in_review", submitted_at=stamp(portal.now()))
        record(db, portal, actor, Action.RENEWAL_SUBMITTED, practice.id, practice.award_token)
        _tell_reviewers(db, portal, practice, program)


def _tell_reviewers(db: Database, portal: Portal, practice: Practice, program: ProgramVersion) -> None:
    """Everybody who may judge it, once a day at most."""
    today = portal.now().date().isoformat()
    for person in members.everybody(db):
        if Role.REVIEWER in person.roles and person.active and person.id != practice.member_id:
            said = RenewalWaiting(title=program.title)
            mail.say(db, portal, said, to=person.id, about="renewals", dedupe=f"{said.KIND}:{person.id}:{today}")


def take_back(portal: Portal, actor: Actor, *, practice_id: str) -> None:
    """Make it a draft again while nobody has answered. Somebody else's is *not found*."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        practice = renewals.get(db, practice_id)
        if practice.member_id != actor.id:
            raise NotFound("There is no such renewal among yours.")
        if practice.state != "in_review":
            raise RuleBroken("This has its answer already.")
        renewals.move(db, practice, "draft", submitted_at=None)


def _held(db: Database, practice: Practice) -> Award:
    """The badge that is to be renewed, under the name it has today. Refuses when it is no longer in force or was renewed meanwhile."""
    held, asked = awards.active(db, practice.member_id, practice.program_code), awards.get(db, practice.award_token)
    if held is None or held.state != "active" or held.awarded_at != asked.awarded_at:
        raise RuleBroken("This badge is not in force any more, or was renewed in another way. There is nothing to renew.")
    return held


def judge(portal: Portal, actor: Actor, *, practice_id: str, seen: int, answer: str, reason: str) -> str | None:
    """Answer a renewal; ``seen`` is the ``row_version`` that the reviewer had before them. Gives the token of the new badge.

    *Renewed* issues it in this transaction; *returned* needs a reason and lets the holder try again. Refuses one's own (*not found*),
    what was answered or taken back meanwhile (``Conflict``), and badges that are out of force.
    """
    require(actor, Permission.SUBMISSION_REVIEW)
    with field_errors("reason"):
        reason = clean_text(reason)
    chosen = rules.check_answer(answer, reason)
    with writing(portal.database) as db:
        practice = renewals.get(db, practice_id)
        rules.check_may_judge(practice, actor.member_id)
        held = _held(db, practice)
        answered = replace(practice, state=chosen, decided_by=actor.member_id, decided_at=portal.now(), reason=reason)
        renewals.answer(db, answered, seen=seen)
        record(db, portal, actor, Action.RENEWAL_DECIDED, practice_id, chosen)
        token = _renew_by_practice(db, open_press(db, portal), held, answered) if chosen == "renewed" else None
        _tell_holder(db, portal, held, answered, token)
        return token


def _renew_by_practice(db: Database, press: Press, held: Award, practice: Practice) -> str:
    program, item = programs.get(db, held.version_id).program, practice.item
    assert item is not None
    fact = EvidenceFact(
        name=item.title,
        genre="evidence of practice",
        narrative=item.description or "One piece of evidence of practice since the badge was awarded.",
        media_type=item.media_type,
        sha256=item.sha256,
    )
    token = _renew(db, press, held, program, rules.judged(practice), rules.renewed_by_practice(), fact)
    renewals.led_on(db, practice.id, token)
    return token


def _renew(
    db: Database, press: Press, held: Award, program: ProgramVersion, result: RuleResult, narrative: str, fact: EvidenceFact
) -> str:  # fmt: skip
    """The levels of the first time stay with the old badge, which the new one follows."""
    grounds = Grounds(result, {}, narrative, (fact,), origin="renewal")
    occasion = Occasion(held.member_id, held.version_id, held.program_code, held.awarded_at)
    token = issue_for(db, press, occasion, program, grounds)
    after_award(db, press, held.member_id, held.program_code)
    return token


def _tell_holder(db: Database, portal: Portal, held: Award, answered: Practice, token: str | None) -> None:
    title = programs.get(db, held.version_id).program.title
    said = RenewalDecided(token or held.token, title, renewed=token is not None, reason=answered.reason)
    mail.say(db, portal, said, to=held.member_id, about=token or held.token, dedupe=f"{said.KIND}:{answered.id}")


def renew_by_update(db: Database, press: Press, member_id: str, update_code: str, update_token: str) -> None:
    """Inside the transaction of an award: renew every badge of the person that its program updates, where its time has come."""
    for held in awards.of_member(db, member_id):
        if held.program_code == update_code or not is_open_for(db, press.portal, held):
            continue
        program, renewal = promise_of(db, held)
        if renewal.kind == "update_program" and renewal.program == update_code:
            update = programs.get(db, awards.get(db, update_token).version_id).program
            narrative = rules.renewed_by_update(update.title)
            fact = EvidenceFact(
                name=update.title,
                genre="badge",
                narrative=f"The badge of the update program {update_code}.",
                url=f"{press.portal.base_url}/b/{update_token}",
            )
            _renew(db, press, held, program, rules.updated(update_code, (update_code,)), narrative, fact)


def open_file(portal: Portal, actor: Actor, *, practice_id: str) -> tuple[EvidenceItem, Path]:
    """The file of a renewal for its holder, or for a reviewer once it was handed in (under a neutral name). Others: *not found*."""
    with reading(portal.database) as db:
        practice = renewals.get(db, practice_id)
    is_holder = actor.id == practice.member_id
    may_judge = allowed(actor, Permission.SUBMISSION_REVIEW) and practice.state != "draft"
    item = practice.item
    if item is None or item.kind != "file" or not actor.signed_in or not (is_holder or may_judge):
        raise NotFound("There is no such evidence.")
    return item if is_holder else without_file_name(item), files.path_of(portal.evidence_folder, item.sha256)
