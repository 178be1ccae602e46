"""Asking somebody who saw it to confirm it, and their statement as a piece of evidence that nobody can change."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import NotFound
from core.messages.attestation_given import AttestationGiven
from core.portal import Portal, digest_of, new_id, new_token
from core.rules import evidence
from core.rules.attestations import Attestation, Statement, as_evidence, check_may_ask, check_open
from core.rules.audit_actions import Action
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.submissions import Submission, check_may_edit
from core.rules.times import stamp
from core.rules.witnesses import LASTS, Asked, check_saw_it, check_somebody_else
from core.services import mail
from core.services.fields import parsed
from core.services.recording import record
from core.storage import attestations, members, programs, submissions
from core.storage.database import reading, writing


@dataclass(frozen=True)
class Question:
    """What somebody sees who opens the link: who asks, for which program, and what is to be confirmed."""

    attestation: Attestation
    author: str
    program: ProgramVersion


def ask(portal: Portal, actor: Actor, *, submission_id: str, requirement: str, name: str, relation: str) -> str:
    """Ask somebody to confirm what they saw, as evidence in one's own draft; gives the link's secret, which is shown once.

    Refuses somebody else's draft (*not found*), requirements that take no text or have no room, and a fourth open question.
    """
    require(actor, Permission.SUBMISSION_WRITE)
    wanted = parsed(Asked, name=name, relation=relation)
    secret, now = new_token(), portal.now()
    with writing(portal.database) as db:
        draft, program = _own_draft(db, actor, submission_id)
        if requirement not in {row.key for row in program.evidence}:
            raise NotFound("The program asks for no such evidence.")
        waiting = sum(one.state == "asked" and now < one.expires_at for one in attestations.of_submission(db, draft.id))
        check_may_ask(program.requirement(requirement).accepts, waiting=waiting)
        evidence.check_room(program.requirement(requirement), "text", submissions.items(db, draft.id))
        new = Attestation(new_id(), draft.id, requirement, wanted.name, wanted.relation, "asked", now, now + LASTS, None)
        attestations.add(db, new, secret_sha256=digest_of(secret))
        record(db, portal, actor, Action.ATTESTATION_ASKED, new.id, draft.id)
    return secret


def _own_draft(db: Database, actor: Actor, submission_id: str) -> tuple[Submission, ProgramVersion]:
    draft = submissions.get(db, submission_id)
    check_may_edit(draft, actor.member_id)
    return draft, programs.get(db, draft.version_id).program


def question(portal: Portal, *, secret: str) -> Question:
    """What the link is about. Refuses links that are unknown, used, taken back, too old or too late, each in its own words."""
    with reading(portal.database) as db:
        found, draft = _open(db, portal, secret)
        return Question(found, members.get(db, draft.member_id).display_name, programs.get(db, draft.version_id).program)


def _open(db: Database, portal: Portal, secret: str) -> tuple[Attestation, Submission]:
    found = attestations.by_secret(db, digest_of(secret))
    draft = submissions.get(db, found.submission_id)
    check_open(found, portal.now(), is_draft=draft.state == "draft")
    return found, draft


def give(portal: Portal, actor: Actor, *, secret: str, name: str, words: str, saw_it: bool) -> None:
    """Confirm it, without an account and once: the words become a piece of evidence in the draft, which its author hears of.

    Refuses what ``question`` refuses, members who confirm their own work, a statement without the word that its author saw it, and
    one that is too long.
    """
    said = parsed(Statement, name=name, words=words)
    check_saw_it(saw_it)
    with writing(portal.database) as db:
        found, draft = _open(db, portal, secret)
        check_somebody_else(actor, draft.member_id)
        program = programs.get(db, draft.version_id).program  # no look for room: what somebody took time to write is never lost
        title, text = as_evidence(found.relation, said.words, portal.now())
        item = EvidenceItem(new_id(), draft.id, found.requirement, "text", title, text=text, attestation_id=found.id)
        submissions.add_item(db, item)
        at = stamp(portal.now())
        submissions.save_draft(db, draft.id, context=draft.context, self_ratings=draft.self_ratings, at=at)
        attestations.set_state(db, found.id, "given", name=said.name, given_at=at)
        record(db, portal, actor, Action.ATTESTATION_GIVEN, found.id, draft.id)
        told = AttestationGiven(draft.enrolment_id, program.title, said.name)
        mail.say(db, portal, told, to=draft.member_id, about=f"attestation:{found.id}", dedupe=f"attestation:{found.id}")


def withdraw(portal: Portal, actor: Actor, *, attestation_id: str) -> None:
    """Take a question back: the link stops to work. Refuses what was answered already."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        found = attestations.get(db, attestation_id)
        if submissions.get(db, found.submission_id).member_id != actor.id or found.state != "asked":
            raise NotFound("There is no such open question of yours.")
        attestations.set_state(db, found.id, "withdrawn")
