"""Job roles as people choose and describe them, and what the portal knows about one's own work."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from core.portal import Portal
from core.queries.catalogue import ProgramCard
from core.rules.job_roles import NOTHING_KNOWN, JobRole, Relation, RoleSkill, Work, by_relevance, importance, reason
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import job_roles, programs
from core.storage.database import reading
from core.storage.programs import StoredVersion


def offered(portal: Portal) -> list[JobRole]:
    """What can be chosen, by name."""
    with reading(portal.database) as db:
        return [role for role in job_roles.everything(db) if not role.is_retired]


def own_work(portal: Portal, actor: Actor) -> Work:
    """What is known about one's own work; nothing for visitors."""
    if not actor.signed_in:
        return NOTHING_KNOWN
    with reading(portal.database) as db:
        return work_of(db, actor.member_id)


def work_of(db: Database, member_id: str) -> Work:
    """Inside another query."""
    aim = job_roles.aim(db, member_id)
    current, wanted = (tuple(job_roles.of_member(db, member_id, relation)) for relation in Relation)
    return Work(current, wanted, aim or "", was_asked=aim is not None)


@dataclass(frozen=True)
class ForYou:
    """A program in the catalogue, and why it is for the reader; empty when nothing says so."""

    card: ProgramCard
    reason: str


def for_you(cards: Sequence[ProgramCard], work: Work, *, sort: bool) -> list[ForYou]:
    """The programs with their reasons; sorted, what matters most for the reader's work comes first and the rest keeps its order."""
    order = by_relevance([card.program for card in cards], work) if sort else range(len(cards))
    return [ForYou(cards[place], reason(cards[place].program, work)) for place in order]


@dataclass(frozen=True)
class DescribedRole:
    """A job role for those who describe it: how many people work in it, and which published programs matter for it, the most first."""

    role: JobRole
    row_version: int
    people: int
    programs: tuple[str, ...]


def described(portal: Portal, actor: Actor) -> list[DescribedRole]:
    """Every job role, retired ones last."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        working = job_roles.people(db)
        live = [
            stored.program for stored in programs.every_version(db) if stored.state == "published" and stored.program.benchmark != "pathway"
        ]
        found = []
        for role in job_roles.everything(db):
            mattering = sorted((program for program in live if importance(program, role)), key=lambda one: -importance(one, role))
            titles = tuple(program.title for program in mattering)
            found.append(DescribedRole(role, job_roles.row_version(db, role.id), working.get(role.id, 0), titles))
    return sorted(found, key=lambda row: row.role.is_retired)


def _of_programs(db: Database) -> list[StoredVersion]:
    return [stored for stored in programs.every_version(db) if stored.program.benchmark != "pathway"]


def known_skills(portal: Portal, actor: Actor) -> list[RoleSkill]:
    """The skills that programs of the association are about, each once with the name it has today, by name. Importance says nothing yet."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        versions = _of_programs(db)
    newest_last = sorted(versions, key=lambda stored: stored.state == "published")
    names = {stored.program.skill.code: stored.program.skill.name for stored in newest_last if stored.program.skill.code}
    return [RoleSkill(code=code, name=name, importance=3) for code, name in sorted(names.items(), key=lambda pair: pair[1])]
