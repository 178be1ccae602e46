"""Colleagues and drafts: what somebody was asked, the draft on the desk, and what was said about one's own."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.blindness import without_file_name
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.peers import Note, may_moderate
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion
from core.storage import enrolments, members, peers, programs, submissions
from core.storage.database import reading
from core.storage.peers import Match, Request

NOBODY = "A colleague"


@dataclass(frozen=True)
class Task:
    """A draft that somebody was asked to look at. ``author`` is *A colleague* where its author does not want to be named."""

    match_id: str
    title: str
    author: str
    until: date


@dataclass(frozen=True)
class Given:
    """Feedback that somebody gave, and how much it helped; 0 while its receiver did not say."""

    title: str
    given_at: datetime
    helpful: int


@dataclass(frozen=True)
class Inbox:
    """``willing``: whether the person may be asked; open tasks, the most urgent first; what they gave, the latest first."""

    willing: bool
    tasks: tuple[Task, ...]
    given: tuple[Given, ...]


def inbox(portal: Portal, actor: Actor) -> Inbox:
    """Everything about helping colleagues, for one person."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:
        mine = peers.of_giver(db, actor.member_id)
        tasks = [_task(db, match) for match in mine if _is_open(db, portal, match)]
        given = tuple(
            Given(_program(db, peers.request(db, match.request_id)).title, match.given_at, match.helpful or 0)
            for match in mine
            if match.given_at
        )
        return Inbox(peers.is_willing(db, actor.member_id), tuple(sorted(tasks, key=lambda task: task.until)), given)


def waiting(portal: Portal, actor: Actor) -> tuple[Task, ...]:
    """The drafts that wait for this person's eye."""
    return inbox(portal, actor).tasks


def _is_open(db: Database, portal: Portal, match: Match) -> bool:
    asked = peers.request(db, match.request_id)
    return match.state == "assigned" and portal.now() < match.expires_at and submissions.get(db, asked.submission_id).state == "draft"


def _task(db: Database, match: Match) -> Task:
    asked = peers.request(db, match.request_id)
    return Task(match.id, _program(db, asked).title, _author(db, asked), match.expires_at.date())


def _author(db: Database, asked: Request) -> str:
    return NOBODY if asked.anonymous else members.get(db, asked.member_id).display_name


def _program(db: Database, asked: Request) -> ProgramVersion:
    return programs.get(db, submissions.get(db, asked.submission_id).version_id).program


@dataclass(frozen=True)
class PeerDesk:
    """A draft as a colleague sees it: as it is now, without names of files. ``is_over``: it cannot be answered any more."""

    match: Match
    program: ProgramVersion
    author: str
    question: str
    context: str
    items: tuple[EvidenceItem, ...]
    is_over: bool


def desk(portal: Portal, actor: Actor, match_id: str) -> PeerDesk:
    """A draft that one was asked to look at. Others are *not found*; of one that is over nothing is shown any more."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:
        match = peers.match(db, match_id)
        if match.giver_id != actor.id:
            raise NotFound("There is no such request.")
        asked, is_over = peers.request(db, match.request_id), not _is_open(db, portal, match)
        draft = submissions.get(db, asked.submission_id)
        items = () if is_over else tuple(without_file_name(item) for item in submissions.items(db, asked.submission_id))
        return PeerDesk(match, _program(db, asked), _author(db, asked), asked.question, "" if is_over else draft.context, items, is_over)


@dataclass(frozen=True)
class Received:
    """What a colleague says about one's own draft, by the titles of criteria."""

    match_id: str
    giver: str
    given_at: datetime
    notes: tuple[tuple[str, Note], ...]
    helpful: int


@dataclass(frozen=True)
class Asked:
    """What became of asking colleagues about a draft: how many are looking at it, and what was said."""

    looking: int
    received: tuple[Received, ...]


def asked_about(portal: Portal, actor: Actor, submission_id: str) -> Asked | None:
    """About one's own draft; ``None`` where nobody was asked. What was reported is left out."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:
        found = peers.request_about(db, submission_id)
        if found is None or found.member_id != actor.id:
            return None
        every = peers.matches(db, found.id)
        program = _program(db, found)
        given = tuple(_received(db, match, program) for match in every if match.state == "given" and not match.is_reported)
        return Asked(sum(_is_open(db, portal, match) for match in every), given)


def _received(db: Database, match: Match, program: ProgramVersion) -> Received:
    assert match.given_at is not None and program.rubric is not None
    giver = NOBODY if match.anonymous else members.get(db, match.giver_id).display_name
    notes = tuple((row.title, match.notes[row.key]) for row in program.rubric.criteria if row.key in match.notes)
    return Received(match.id, giver, match.given_at, notes, match.helpful or 0)


@dataclass(frozen=True)
class ReportedFeedback:
    """A feedback that its receiver reported: who wrote it, what it says, and what is wrong with it."""

    match_id: str
    giver: str
    title: str
    notes: tuple[tuple[str, Note], ...]
    reason: str


@dataclass(frozen=True)
class ToModerate:
    """``kept_back``: how many more wait for somebody who cannot judge the work, and did not write it."""

    reported: tuple[ReportedFeedback, ...]
    kept_back: int


def to_moderate(portal: Portal, actor: Actor) -> ToModerate:
    """What waits for a decision, the longest waiting first. The giver is named here also where the receiver does not know them."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        every = peers.reported(db)
        shown = tuple(_reported(db, match, reason) for match, reason in every if may_decide(db, actor, match))
    return ToModerate(shown, len(every) - len(shown))


def may_decide(db: Database, actor: Actor, match: Match) -> bool:
    """Whether this person may read a reported feedback and decide about it."""
    draft = submissions.get(db, peers.request(db, match.request_id).submission_id)
    judges, is_running = allowed(actor, Permission.SUBMISSION_REVIEW), enrolments.get(db, draft.enrolment_id).is_open
    return may_moderate(judges=judges, is_running=is_running, is_giver=match.giver_id == actor.id)


def _reported(db: Database, match: Match, reason: str) -> ReportedFeedback:
    program = _program(db, peers.request(db, match.request_id))
    said = _received(db, match, program)
    return ReportedFeedback(match.id, members.get(db, match.giver_id).display_name, program.title, said.notes, reason)
