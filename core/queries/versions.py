"""Versions of a program as designers see them: what was published and why, who is mid-way on what, and what is different between them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from core.errors import NotAllowed, NotFound, RuleBroken
from core.portal import Portal
from core.rules import versions as rules
from core.rules.design_snapshots import Snapshot, read_snapshot
from core.rules.members import Actor, Member, Role
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import VersionState
from core.rules.times import moment
from core.rules.version_diff import Difference, differences
from core.rules.versions import Owners
from core.storage import members, program_events, programs
from core.storage.database import Row, reading, rows

NOBODY = "the command line"


@dataclass(frozen=True)
class MidWay:
    """How many people are on their way in a version, and how many of them have a submission with the reviewers."""

    version: str
    people: int
    in_review: int


@dataclass(frozen=True)
class VersionRow:
    """One published version. ``published_by`` is a name; ``reason`` and ``since`` belong to the state."""

    id: str
    version: str
    state: VersionState
    title: str
    published_at: datetime
    published_by: str
    reason: str
    since: datetime | None
    teach_out_on: date | None
    enrolled: int
    mid_way: int
    in_review: int
    awards: int
    snapshot: Snapshot | None


@dataclass(frozen=True)
class EventRow:
    """One event of the history; ``what`` says it after the name."""

    at: datetime
    version: str
    who: str
    what: str
    words: str


@dataclass(frozen=True)
class Person:
    """Somebody who may publish programs."""

    id: str
    name: str


@dataclass(frozen=True)
class History:
    """Everything about one program; the newest first. ``names`` are those of people whom snapshots name by their id."""

    code: str
    title: str
    owners: Owners
    owner_name: str
    backup_name: str
    may_change_owner: bool
    could_own: tuple[Person, ...]
    versions: tuple[VersionRow, ...]
    events: tuple[EventRow, ...]
    names: dict[str, str]


def history(portal: Portal, actor: Actor, code: str) -> History:
    """The history of a program; refuses codes that are not there, and those of pathways."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        names = {person.id: person.display_name for person in members.everybody(db)}
        found = _versions(db, code, names)
        if not found:
            raise NotFound(f"There is no program {code}.")
        owners = program_events.owners(db, code)
        return History(
            code=code,
            title=found[0].title,
            owners=owners,
            owner_name=names.get(owners.owner or "", ""),
            backup_name=names.get(owners.backup or "", ""),
            may_change_owner=is_owner(actor, owners),
            could_own=tuple(Person(person.id, person.display_name) for person in who_may_publish(db)),
            versions=tuple(found),
            events=tuple(_events(program_events.of_program(db, code), names)),
            names=names,
        )


def _versions(db: Database, code: str, names: dict[str, str]) -> list[VersionRow]:
    found = rows(
        db,
        "SELECT v.id, v.version, v.state, v.title, v.published_at, v.created_by, v.state_reason, v.state_at, v.teach_out_on,"
        " v.design_check, (SELECT count(*) FROM enrolments e WHERE e.version_id = v.id) AS enrolled,"
        " (SELECT count(*) FROM enrolments e WHERE e.version_id = v.id AND e.state IN ('active', 'in_progress', 'on_hold')) AS mid_way,"
        " (SELECT count(*) FROM submissions s WHERE s.version_id = v.id AND s.state IN ('submitted', 'in_review')) AS in_review,"
        " (SELECT count(*) FROM awards a WHERE a.version_id = v.id) AS awards"
        " FROM program_versions v WHERE v.code = :code AND v.state <> 'draft' AND v.benchmark <> 'pathway'"
        " ORDER BY v.published_at DESC, v.rowid DESC",
        code=code,
    )
    return [_version_row(row, names) for row in found]


def _version_row(row: Row, names: dict[str, str]) -> VersionRow:
    return VersionRow(
        id=row["id"],
        version=row["version"],
        state=row["state"],
        title=row["title"],
        published_at=moment(row["published_at"]),
        published_by=names.get(row["created_by"] or "", NOBODY),
        reason=row["state_reason"],
        since=moment(row["state_at"]) if row["state_at"] else None,
        teach_out_on=date.fromisoformat(row["teach_out_on"]) if row["teach_out_on"] else None,
        enrolled=row["enrolled"],
        mid_way=row["mid_way"],
        in_review=row["in_review"],
        awards=row["awards"],
        snapshot=read_snapshot(row["design_check"]),
    )


def _events(found: Iterable[program_events.ProgramEvent], names: dict[str, str]) -> Iterable[EventRow]:
    for row in found:
        yield EventRow(row.at, row.version, names.get(row.by or "", NOBODY), rules.EVENT_WORDS[row.event], row.words)


def compare(portal: Portal, actor: Actor, code: str, older: str, newer: str) -> tuple[Difference, ...]:
    """What is different between two versions of a program."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        return differences(programs.by_version(db, code, older).program, programs.by_version(db, code, newer).program)


def mid_way(db: Database, code: str) -> tuple[MidWay, ...]:
    """Versions of the program on which people are on their way, the newest first."""
    found = rows(
        db,
        "SELECT v.version, count(DISTINCT e.id) AS people, count(DISTINCT s.enrolment_id) AS in_review FROM enrolments e"
        " JOIN program_versions v ON v.id = e.version_id"
        " LEFT JOIN submissions s ON s.enrolment_id = e.id AND s.state IN ('submitted', 'in_review')"
        " WHERE e.program_code = :code AND e.state IN ('active', 'in_progress', 'on_hold')"
        " GROUP BY v.id ORDER BY v.published_at DESC, v.rowid DESC",
        code=code,
    )
    return tuple(MidWay(**row) for row in found)


def who_may_publish(db: Database) -> list[Member]:
    """Everybody active whose roles include it."""
    active = (person for person in members.everybody(db) if person.active)
    return [person for person in active if allowed(Actor.of(person), Permission.PROGRAM_PUBLISH)]


def is_owner(actor: Actor, owners: Owners) -> bool:
    """Whether the actor looks after the program: as owner, backup owner or administrator."""
    return may(lambda: rules.check_is_owner(owners, actor_id=actor.id, is_admin=Role.ADMIN in actor.roles))


def may(check: Callable[[], object]) -> bool:
    """Whether a rule lets it happen."""
    try:
        check()
    except (RuleBroken, NotAllowed):
        return False
    return True
