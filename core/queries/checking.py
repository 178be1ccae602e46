"""A draft before it is published: what its checker has to know, who that can be, and which drafts wait for one."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import RuleBroken
from core.portal import Portal
from core.queries.design_checks import report_on
from core.queries.versions import NOBODY, MidWay, is_owner, may, mid_way, who_may_publish
from core.rules import versions as rules
from core.rules.design_check import Report
from core.rules.drafts import Waiver, is_complete, program_of
from core.rules.members import Actor, Role
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.version_diff import Difference, differences
from core.rules.versions import Desk, Owners
from core.storage import drafts, members, program_events, programs
from core.storage.database import reading
from core.storage.drafts import StoredDraft


@dataclass(frozen=True)
class CheckDesk:
    """A draft before it is published, as one person sees it.

    ``program`` is ``None`` while something is missing. ``live`` is the version that takes participants, or the last one that did.
    ``hindrance`` says why this person cannot publish it, ``checkers`` who could; ``alone``: nobody else designs.
    """

    stored: StoredDraft
    report: Report
    program: ProgramVersion | None
    live: ProgramVersion | None
    changes: tuple[Difference, ...]
    mid_way: tuple[MidWay, ...]
    desk: Desk
    hindrance: str
    checkers: tuple[str, ...]
    may_take_back: bool
    may_waive: bool
    owner_name: str
    names: dict[str, str]
    number_hint: str

    @property
    def alone(self) -> bool:
        return not self.desk.needs_second_person

    @property
    def waivers(self) -> dict[str, Waiver]:
        """By the key of the finding."""
        return {waiver.finding: waiver for waiver in self.stored.waivers}


def check_desk(portal: Portal, actor: Actor, draft_id: str) -> CheckDesk:
    """Everything that somebody needs to decide about a draft; refuses drafts that are not there."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        stored = drafts.get(db, draft_id)
        program = program_of(stored.draft) if is_complete(stored.draft) else None
        kept = programs.of_code(db, stored.draft.code)
        newest = programs.newest(db, stored.draft.code)
        live = newest.program if newest else None
        changes = differences(live, program) if live and program else ()
        desk, owners = desk_of(db, stored), owners_of(db, stored)
        names = {person.id: person.display_name for person in members.everybody(db)}
        checkers = [person.display_name for person in who_may_publish(db) if not _why_not(desk, person.id)]
        return CheckDesk(
            stored=stored,
            report=report_on(portal, stored.draft, waivers=[waiver.finding for waiver in stored.waivers]),
            program=program,
            live=live,
            changes=changes,
            mid_way=mid_way(db, stored.draft.code) if live else (),
            desk=desk,
            hindrance=_why_not(desk if stored.submitted_by else _as_submitter(desk, actor), actor.id),
            checkers=tuple(checkers),
            may_take_back=may(lambda: rules.check_may_take_back(desk, actor.id)),
            may_waive=is_owner(actor, owners),
            owner_name=names.get(owners.owner or "", ""),
            names=names,
            number_hint=_number_hint(stored, program, [row.program.version for row in kept], changes),
        )


def _as_submitter(desk: Desk, actor: Actor) -> Desk:
    return Desk(desk.authors, actor.id, desk.designers, desk.others)


def _number_hint(stored: StoredDraft, program: ProgramVersion | None, kept: list[str], changes: tuple[Difference, ...]) -> str:
    """The number that fits what changed, where the draft has another; empty where it fits."""
    newest = rules.newest_of(kept)
    if newest is None or program is None or not changes:
        return ""
    fits = rules.next_number(newest, of_substance=any(one.of_substance for one in changes))
    return "" if rules.number_of(program.version) >= rules.number_of(fits) else fits


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that somebody asked to be checked; ``hindrance`` says why the person who looks cannot publish it."""

    draft_id: str
    code: str
    version: str
    title: str
    submitted_by: str
    submitted_at: datetime
    hindrance: str


def waiting(portal: Portal, actor: Actor) -> list[WaitingDraft]:
    """Drafts that wait for a check, the oldest first."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        names = {person.id: person.display_name for person in members.everybody(db)}
        found = [row for row in drafts.open_ones(db) if row.state == "in_check" and row.submitted_at]
        return [_waiting(db, actor, row, names) for row in sorted(found, key=lambda row: (row.submitted_at, row.id))]


def _waiting(db: Database, actor: Actor, row: StoredDraft, names: dict[str, str]) -> WaitingDraft:
    assert row.submitted_at is not None
    return WaitingDraft(
        draft_id=row.id,
        code=row.draft.code,
        version=row.draft.version,
        title=row.draft.title,
        submitted_by=names.get(row.submitted_by or "", NOBODY),
        submitted_at=row.submitted_at,
        hindrance=_why_not(desk_of(db, row), actor.id),
    )


@dataclass(frozen=True)
class SentBack:
    """A draft that somebody sent back to those who worked on it."""

    draft_id: str
    title: str
    comment: str


def sent_back(portal: Portal, actor: Actor) -> list[SentBack]:
    """This person's drafts that came back with a comment and were not submitted again."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        mine = [row for row in drafts.open_ones(db) if row.comment and actor.id in (row.created_by, row.updated_by)]
        return [SentBack(row.id, row.draft.title, row.comment) for row in mine]


def desk_of(db: Database, stored: StoredDraft) -> Desk:
    """Who had which part in the draft, and who there is to check it."""
    authors = frozenset(who for who in (stored.created_by, stored.updated_by) if who)
    checkers = {person.id for person in who_may_publish(db)}
    designers = sum(person.active and Role.DESIGNER in person.roles for person in members.everybody(db))
    return Desk(authors, stored.submitted_by, designers, len(checkers - authors - {stored.submitted_by}))


def owners_of(db: Database, stored: StoredDraft) -> Owners:
    """Who looks after the program of a draft; of a new one, whoever began it."""
    kept = program_events.owners(db, stored.draft.code)
    return kept if kept.owner else Owners(owner=stored.created_by)


def _why_not(desk: Desk, who: str | None) -> str:
    """Why somebody cannot publish; empty when they can."""
    try:
        rules.check_may_publish(desk, who)
    except RuleBroken as refusal:
        return refusal.message
    return ""
