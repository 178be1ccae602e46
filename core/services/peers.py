"""Colleagues look at drafts: being willing, asking, being matched, giving, rating. No review or decision reads any of it."""

from collections.abc import Mapping
from pathlib import Path

from sqlite_utils import Database

from core.errors import BadInput, NotFound, RuleBroken
from core.messages.peer_feedback import PeerAnswered, PeerAsked
from core.portal import Portal, new_id
from core.queries.peers import may_decide
from core.rules.audit_actions import Action
from core.rules.blindness import without_file_name
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.peers import (
    HELPFUL,
    LONGEST_NOTE,
    LONGEST_QUESTION,
    OPEN_FOR,
    Note,
    check_may_ask,
    check_may_give,
    check_notes,
    choose,
    still_wanted,
)
from core.rules.permissions import Permission, require
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services import mail
from core.services.fields import field_errors
from core.services.recording import record
from core.storage import enrolments, files, peers, programs, submissions
from core.storage.database import reading, writing
from core.storage.peers import Match, Request


def set_willing(portal: Portal, actor: Actor, *, willing: bool) -> None:
    """Whether somebody may be asked to look at drafts of colleagues. Whoever waits for a colleague is matched at once."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        peers.set_willing(db, actor.member_id, willing, at=stamp(portal.now()))
        if willing:
            _match_everybody(db, portal)


def ask(portal: Portal, actor: Actor, *, submission_id: str, question: str = "", anonymous: bool = False) -> None:
    """Ask two colleagues to look at one's own draft. They are found now, or as soon as somebody is willing.

    Refuses what is not one's own draft, a draft with nothing in it, and asking twice.
    """
    require(actor, Permission.SUBMISSION_WRITE)
    question = _cleaned("question", question, LONGEST_QUESTION)
    with writing(portal.database) as db:
        draft = submissions.get(db, submission_id)
        if draft.member_id != actor.id:
            raise NotFound("There is no such submission.")
        already = peers.request_about(db, submission_id) is not None
        check_may_ask(draft.state, items=len(submissions.items(db, submission_id)), already=already)
        code = enrolments.get(db, draft.enrolment_id).program_code
        new = Request(new_id(), submission_id, actor.member_id, code, question, anonymous, portal.now())
        peers.add_request(db, new)
        record(db, portal, actor, Action.PEERS_ASKED, submission_id)
        _match(db, portal, new)


def _cleaned(field: str, text: str, most: int) -> str:
    with field_errors(field):
        text = clean_text(text)
    if len(text) > most:
        raise BadInput({field: f"Please use at most {most} characters."})
    return text


def _match_everybody(db: Database, portal: Portal) -> None:
    for waiting in peers.unanswered(db):
        _match(db, portal, waiting)


def _match(db: Database, portal: Portal, asked: Request) -> None:
    """Ask as many as the draft still needs; each hears of it."""
    found = peers.matches(db, asked.id)
    wanted = still_wanted([match.state for match in found])
    if not wanted:
        return
    before = {match.giver_id for match in found}
    now, title = portal.now(), programs.titles(db, [asked.program_code]).get(asked.program_code, asked.program_code)
    for giver in choose(peers.candidates(db, asked.program_code), author=asked.member_id, asked_before=before, wanted=wanted):
        match_id, until = new_id(), now + OPEN_FOR
        peers.assign(db, match_id, asked.id, giver, at=now, until=until)
        mail.say(db, portal, PeerAsked(match_id, title, until.date()), to=giver, about=match_id, dedupe=f"peer_asked:{match_id}")


def keep(portal: Portal, actor: Actor, *, match_id: str, notes: Mapping[str, Note], anonymous: bool) -> None:
    """Keep what was typed so far. Refuses tasks of others, and those that are over."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        match, _ = _open(db, portal, actor, match_id)
        peers.save_notes(db, match.id, _clean(notes), anonymous=anonymous)


def give(portal: Portal, actor: Actor, *, match_id: str, notes: Mapping[str, Note], anonymous: bool) -> None:
    """Give the feedback: one strength and one suggestion on at least one criterion. Refuses halves, and what is over; the author hears."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        match, asked = _open(db, portal, actor, match_id)
        draft = submissions.get(db, asked.submission_id)
        program = programs.get(db, draft.version_id).program
        criteria = {row.key for row in program.rubric.criteria} if program.rubric else set()
        peers.save_notes(db, match.id, check_notes(_clean(notes), criteria), anonymous=anonymous)
        peers.set_state(db, match.id, "given", given_at=stamp(portal.now()))
        record(db, portal, actor, Action.PEER_ANSWERED, match.id)
        said = PeerAnswered(draft.enrolment_id, program.title)
        mail.say(db, portal, said, to=asked.member_id, about=asked.submission_id, dedupe=f"peer_answered:{match.id}")


def _clean(notes: Mapping[str, Note]) -> dict[str, Note]:
    most = LONGEST_NOTE + 1  # one more, so that the rule can say at which field it is too much
    cleaned = {}
    for key, note in notes.items():
        with field_errors(key):
            cleaned[key] = Note(clean_text(note.strength)[:most], clean_text(note.suggestion)[:most], note.level)
    return {key: note for key, note in cleaned.items() if not note.is_empty}


def _open(db: Database, portal: Portal, actor: Actor, match_id: str) -> tuple[Match, Request]:
    match = peers.match(db, match_id)
    if match.giver_id != actor.id:
        raise NotFound("There is no such request.")
    asked = peers.request(db, match.request_id)
    is_draft = submissions.get(db, asked.submission_id).state == "draft"
    check_may_give(match.state, expires_at=match.expires_at, now=portal.now(), is_draft=is_draft)
    return match, asked


def decline(portal: Portal, actor: Actor, *, match_id: str) -> None:
    """Say that one cannot; somebody else is asked. Refuses what is over."""
    require(actor, Permission.SUBMISSION_WRITE)
    with writing(portal.database) as db:
        match, asked = _open(db, portal, actor, match_id)
        peers.set_state(db, match.id, "declined")
        _match(db, portal, asked)


def rate(portal: Portal, actor: Actor, *, match_id: str, helpful: int) -> None:
    """How much a feedback on one's own draft helped, 1 to 5; it may be changed. Its giver sees it, nobody else."""
    require(actor, Permission.SUBMISSION_WRITE)
    if helpful not in HELPFUL:
        raise BadInput({"helpful": "Please choose one of the five."})
    with writing(portal.database) as db:
        peers.rate(db, _received(db, actor, match_id).id, helpful)


def report(portal: Portal, actor: Actor, *, match_id: str, reason: str) -> None:
    """Tell those who look after the portal that a feedback is not in order. It is hidden from its receiver at once."""
    require(actor, Permission.SUBMISSION_WRITE)
    reason = _cleaned("reason", reason, LONGEST_NOTE)
    if not reason:
        raise BadInput({"reason": "Please say what is wrong with it."})
    with writing(portal.database) as db:
        match = _received(db, actor, match_id)
        peers.report(db, match.id, reason, at=stamp(portal.now()))
        record(db, portal, actor, Action.PEER_REPORTED, match.id)


def moderate(portal: Portal, actor: Actor, *, match_id: str, hide: bool) -> None:
    """Decide about a feedback that its receiver reported: it stays hidden, or they see it again.

    Refuses whoever may still judge the work, and its own giver.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        match = next((found for found, _ in peers.reported(db) if found.id == match_id), None)
        if match is None:
            raise NotFound("Nobody reported this, or somebody decided about it meanwhile.")
        if not may_decide(db, actor, match):
            raise RuleBroken("Somebody decides about this who cannot judge the work, and did not write it.")
        peers.settle_report(db, match_id, hide=hide, at=stamp(portal.now()))
        record(db, portal, actor, Action.PEER_MODERATED, match_id, "hidden" if hide else "stands")


def _received(db: Database, actor: Actor, match_id: str) -> Match:
    match = peers.match(db, match_id)
    if match.state != "given" or peers.request(db, match.request_id).member_id != actor.id:
        raise NotFound("There is no such feedback.")
    return match


def expire(portal: Portal) -> int:
    """What the timer does: tasks whose time is over go to somebody else; gives how many."""
    with writing(portal.database) as db:
        over = peers.expire(db, stamp(portal.now()))
        _match_everybody(db, portal)
    return over


def open_file(portal: Portal, actor: Actor, *, item_id: str) -> tuple[EvidenceItem, Path]:
    """A file of a draft for a colleague who was asked to look at it, under a neutral name. For everybody else: *not found*."""
    with reading(portal.database) as db:
        item = submissions.item(db, item_id)
        if not actor.signed_in or item.kind != "file" or not peers.helps_with(db, actor.member_id, item.submission_id):
            raise NotFound("There is no such evidence.")
    return without_file_name(item), files.path_of(portal.evidence_folder, item.sha256)
