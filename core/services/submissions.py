"""Submitting evidence: a draft that is kept as it is typed, its evidence items, handing in and taking back."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sqlite_utils import Database

from core.errors import NotFound, RuleBroken
from core.messages.submission_received import SubmissionReceived
from core.portal import Portal, new_id
from core.rules import evidence
from core.rules.audit_actions import Action
from core.rules.blindness import without_file_name
from core.rules.enrolments import check_may_work
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import EvidenceKind, ProgramVersion
from core.rules.reviews import LATEST_WAITS, due_on, is_open_to_reviewers, usual_days
from core.rules.submissions import Submission, check_may_edit, check_may_submit, check_may_withdraw, evidence_digest
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.rules.versions import check_still_taught
from core.services import mail
from core.services.evidence import linked, take_file, titled, written
from core.services.fields import field_errors
from core.services.recording import record
from core.storage import enrolments, files, programs, reviews, submissions
from core.storage.database import reading, writing


def open_draft(portal: Portal, actor: Actor, *, enrolment_id: str) -> Submission:
    """The draft of the present attempt, made when there is none. Refuses finished participations, a second submission while one
    is waiting for its decision, and a new one after the last day of a retired version."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        check_may_work(enrolment, actor.member_id)
        version = programs.get(db, enrolment.version_id)
        attempts = submissions.of_enrolment(db, enrolment_id)
        if attempts and attempts[-1].state == "draft":
            return attempts[-1]
        check_still_taught(version.program.title, version.teach_out_on, portal.now().date())
        _check_may_begin(version.program, attempts, on_hold=enrolment.state == "on_hold")
        draft = _new_draft(portal, enrolment.id, actor.member_id, enrolment.version_id, attempt=1)
        submissions.add(db, draft)
        if enrolment.state == "active":
            enrolments.set_state(db, enrolment, "in_progress")
        return draft


def _check_may_begin(program: ProgramVersion, attempts: list[Submission], *, on_hold: bool) -> None:
    if not program.wants_performance:
        raise RuleBroken("This program has nothing to submit: it is completed by its activities.")
    if on_hold:
        raise RuleBroken("All attempts are used for now. You can start the program again after the pause.")
    if attempts:
        raise RuleBroken("Your submission is with the reviewers. You will hear from them.")


def _new_draft(portal: Portal, enrolment_id: str, member_id: str, version_id: str, *, attempt: int) -> Submission:
    now = portal.now()
    return Submission(
        id=new_id(),
        enrolment_id=enrolment_id,
        member_id=member_id,
        version_id=version_id,
        attempt=attempt,
        state="draft",
        context="",
        self_ratings={},
        own_work_at=None,
        created_at=now,
        updated_at=now,
        submitted_at=None,
        evidence_sha256=None,
        row_version=1,
    )


def open_next_attempt(db: Database, portal: Portal, decided: Submission) -> None:
    """Inside a transaction: the next attempt as a draft, prefilled with everything of the one that was returned."""
    draft = _new_draft(portal, decided.enrolment_id, decided.member_id, decided.version_id, attempt=decided.attempt + 1)
    submissions.add(db, replace(draft, context=decided.context, self_ratings=decided.self_ratings))
    for item in submissions.items(db, decided.id):
        submissions.add_item(db, replace(item, id=new_id(), submission_id=draft.id))


def _own_draft(db: Database, actor: Actor, submission_id: str) -> tuple[Submission, ProgramVersion]:
    submission = submissions.get(db, submission_id)
    check_may_edit(submission, actor.member_id)
    return submission, programs.get(db, submission.version_id).program


def save_draft(portal: Portal, actor: Actor, *, submission_id: str, context: str, self_ratings: dict[str, int]) -> None:
    """Keep what was typed so far. Refuses self-ratings that are not of this rubric and characters no badge can carry."""
    require(actor, Permission.SUBMISSION_WRITE)
    with field_errors("context"):
        context = clean_text(context)
    with writing(portal.database) as db:
        _, program = _own_draft(db, actor, submission_id)
        levels = {row.key: len(program.rubric.levels) for row in program.rubric.criteria} if program.rubric else {}
        kept = {key: level for key, level in self_ratings.items() if 0 <= level < levels.get(key, 0)}
        submissions.save_draft(db, submission_id, context=context, self_ratings=kept, at=stamp(portal.now()))


def add_file(
    portal: Portal,
    actor: Actor,
    *,
    submission_id: str,
    requirement: str,
    file_name: str,
    stream: BinaryIO,
    title: str,
    description: str = "",
) -> EvidenceItem:
    """Add a file. The bytes are streamed to disk under their SHA-256 before the row is written.

    Refuses types that are not taken, content that is not what the name says, empty files and those above the limit.
    """
    require(actor, Permission.SUBMISSION_WRITE)
    title, description = titled(requirement, title, description)
    with reading(portal.database) as db:  # before a byte is kept
        _check_room(db, actor, submission_id, requirement, "file")
    taken = take_file(portal, requirement, file_name=file_name, stream=stream)
    item = EvidenceItem(new_id(), submission_id, requirement, "file", title, description, **vars(taken))
    return _store_item(portal, actor, item)


def add_link(
    portal: Portal, actor: Actor, *, submission_id: str, requirement: str, url: str, title: str, description: str = ""
) -> EvidenceItem:
    """Add a link; it is shown to the reviewer and never fetched by the portal."""
    require(actor, Permission.SUBMISSION_WRITE)
    url = linked(requirement, url)
    title, description = titled(requirement, title, description)
    item = EvidenceItem(new_id(), submission_id, requirement, "link", title, description, url=url)
    return _store_item(portal, actor, item)


def add_text(
    portal: Portal, actor: Actor, *, submission_id: str, requirement: str, text: str, title: str, description: str = ""
) -> EvidenceItem:
    """Add a text, which may still have to be written. Refuses one above 20,000 characters."""
    require(actor, Permission.SUBMISSION_WRITE)
    title, description = titled(requirement, title, description)
    item = EvidenceItem(new_id(), submission_id, requirement, "text", title, description, text=written(requirement, text))
    return _store_item(portal, actor, item)


def _check_room(db: Database, actor: Actor, submission_id: str, requirement: str, kind: EvidenceKind) -> None:
    _, program = _own_draft(db, actor, submission_id)
    if requirement not in {row.key for row in program.evidence}:
        raise RuleBroken("The program asks for no such evidence.")
    evidence.check_room(program.requirement(requirement), kind, submissions.items(db, submission_id))


def _store_item(portal: Portal, actor: Actor, item: EvidenceItem) -> EvidenceItem:
    with writing(portal.database) as db:
        _check_room(db, actor, item.submission_id, item.requirement, item.kind)
        submissions.add_item(db, item)
        _touch(db, portal, item.submission_id)
        return item


def _touch(db: Database, portal: Portal, submission_id: str) -> None:
    """A changed item changes the draft: somebody who hands in an older view of it is told."""
    draft = submissions.get(db, submission_id)
    submissions.save_draft(db, draft.id, context=draft.context, self_ratings=draft.self_ratings, at=stamp(portal.now()))


def change_item(portal: Portal, actor: Actor, *, item_id: str, title: str, description: str, url: str = "", text: str = "") -> None:
    """Change the words of an item (or its link or text); the bytes of a file never change."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        item = submissions.item(db, item_id)
        _own_draft(db, actor, item.submission_id)
        if item.attestation_id:
            raise RuleBroken("These are somebody else's words: they can be removed, and not changed.")
        title, description = titled(item.requirement, title, description)
        if item.kind == "link":
            url = linked(item.requirement, url)
        if item.kind == "text":
            text = written(item.requirement, text)
        submissions.save_item(
            db,
            item_id,
            title=title,
            description=description,
            url=url if item.kind == "link" else "",
            text=text if item.kind == "text" else "",
        )
        _touch(db, portal, item.submission_id)


def remove_item(portal: Portal, actor: Actor, *, item_id: str) -> None:
    """Take an item out of one's own draft."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        item = submissions.item(db, item_id)
        _own_draft(db, actor, item.submission_id)
        submissions.remove_item(db, item_id)
        _touch(db, portal, item.submission_id)


def submit(portal: Portal, actor: Actor, *, submission_id: str, own_work: bool) -> None:
    """Hand the draft in: it is locked with a digest over everything the reviewer will see.

    Refuses, with every gap named at once, what lacks evidence, context or the own-work statement; and everything after the last
    day of a retired version.
    """
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        submission, program = _own_draft(db, actor, submission_id)
        check_may_work(enrolments.get(db, submission.enrolment_id), actor.member_id)
        check_still_taught(program.title, programs.get(db, submission.version_id).teach_out_on, portal.now().date())
        items = submissions.items(db, submission_id)
        check_may_submit(program, submission, items, own_work=own_work)
        submissions.hand_in(db, submission, evidence_sha256=evidence_digest(submission, items), at=stamp(portal.now()))
        record(db, portal, actor, Action.SUBMISSION_HANDED_IN, submission_id)
        _confirm(db, portal, submission, program)


def _confirm(db: Database, portal: Portal, submission: Submission, program: ProgramVersion) -> None:
    due = due_on(portal.now(), program.decision_days)
    said = SubmissionReceived(submission.enrolment_id, program.title, due, usual_days(reviews.latest_waits(db, LATEST_WAITS)))
    mail.say(db, portal, said, to=submission.member_id, about=submission.id, dedupe=f"received:{submission.id}:{stamp(portal.now())}")


def take_back(portal: Portal, actor: Actor, *, submission_id: str) -> None:
    """Make a submission a draft again, until a reviewer has begun; it uses no attempt."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        submission = submissions.get(db, submission_id)
        check_may_withdraw(submission, actor.member_id)
        submissions.move(db, submission, "draft", at=stamp(portal.now()))
        record(db, portal, actor, Action.SUBMISSION_TAKEN_BACK, submission_id)


def open_evidence(portal: Portal, actor: Actor, *, item_id: str) -> tuple[EvidenceItem, Path]:
    """An evidence file for its owner, or for a reviewer once it was handed in (under a neutral name). Others: *not found*."""
    with reading(portal.database) as db:
        item = submissions.item(db, item_id)
        submission = submissions.get(db, item.submission_id)
    is_owner = actor.id == submission.member_id
    may_review = allowed(actor, Permission.SUBMISSION_REVIEW) and is_open_to_reviewers(submission)
    if item.kind != "file" or not actor.signed_in or not (is_owner or may_review):
        raise NotFound("There is no such evidence.")
    return item if is_owner else without_file_name(item), files.path_of(portal.evidence_folder, item.sha256)
