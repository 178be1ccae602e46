"""What somebody could do next, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.portal import Portal
from core.queries import catalogue, renewals
from core.queries.catalogue import CatalogueFilter, ProgramCard
from core.queries.job_roles import work_of
from core.rules import recommendations as rule
from core.rules.awards import standing
from core.rules.job_roles import Work, best_role
from core.rules.members import Actor
from core.rules.pathway_progress import Held, evaluate, next_programs
from core.rules.pathways import Pathway
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.recommendations import Candidate, is_hidden, milestones_reached_by
from core.storage import awards, enrolments, job_roles, pathways, recommendations
from core.storage.database import reading

HOLDING = ("valid", "suspended")


@dataclass(frozen=True)
class Suggested:
    """A program that the reader could begin, and why, the strongest reason first."""

    card: ProgramCard
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Known:
    """Everything about one person that suggestions rest on. ``taken``: programs that are running, or whose badge is held."""

    work: Work
    goals: tuple[str, ...]
    taken: frozenset[str]
    held: tuple[Held, ...]
    followed: tuple[Pathway, ...]
    peers: dict[str, int]


def next_best(portal: Portal, actor: Actor, *, most: int = rule.SHOWN) -> list[Suggested]:
    """The best programs for the reader that they do not have, are not in, and did not put away. Fewer where fewer have a reason."""
    require(actor, Permission.ENROLMENT_START)
    known, cards = _open_to(portal, actor)
    found = rule.suggestions([_candidate(card.program, known, portal.now()) for card in cards.values()], most=most)
    return [Suggested(cards[one.program.code], one.reasons) for one in found]


def short_ones(portal: Portal, actor: Actor, *, most: int = rule.SHOWN) -> list[Suggested]:
    """The quickest programs of those that could be suggested: for somebody about whom too little is known."""
    require(actor, Permission.ENROLMENT_START)
    _, cards = _open_to(portal, actor)
    quickest = sorted(cards.values(), key=lambda card: (card.program.effort_hours, card.program.title))
    return [Suggested(card, ("It is short: a good one to begin with.",)) for card in quickest[:most]]


def _open_to(portal: Portal, actor: Actor) -> tuple[_Known, dict[str, ProgramCard]]:
    """What is known about the reader, and the programs that they do not have, are not in, and did not put away."""
    cards = {card.program.code: card for card in catalogue.search(portal, CatalogueFilter())}
    now = portal.now()
    renewing = {each.award.program_code for each in renewals.own(portal, actor)}  # which their own strip speaks of
    with reading(portal.database) as db:
        known = _known(db, actor.member_id, now)
        put_away = recommendations.dismissed(db, actor.member_id)
    taken = known.taken | renewing
    return known, {code: card for code, card in cards.items() if code not in taken and not is_hidden(put_away.get(code), now.date())}


def _known(db: Database, member_id: str, now: datetime) -> _Known:
    work, ways = work_of(db, member_id), enrolments.of_member(db, member_id)
    running = {way.program_code for way in ways if way.is_open}
    holding = {one.program_code for one in awards.of_member(db, member_id) if standing(one.state, one.valid_until, now) in HOLDING}
    goals: Iterable[str] = (work.goal, *(way.goal for way in ways))
    return _Known(
        work=work,
        goals=tuple(goal for goal in goals if goal),
        taken=frozenset(running | holding),
        held=pathways.held(db, member_id),
        followed=tuple(pathways.get(db, row.version_id).pathway for row in pathways.active_enrolments(db, member_id)),
        peers=job_roles.earners(db, [role.id for role in work.current], but=member_id),
    )


def _candidate(program: ProgramVersion, known: _Known, now: datetime) -> Candidate:
    current, role = best_role(program, known.work.current)
    wanted, wish = best_role(program, known.work.wanted)
    return Candidate(
        program=program,
        milestones=_milestones(program, known.followed, known.held, now),
        pathways=tuple(one.title for one in known.followed if program.code in next_programs(evaluate(one.root, known.held, now))),
        current=current,
        current_role=role.name if role else "",
        wanted=wanted,
        wanted_role=wish.name if wish else "",
        goals=known.goals,
        peers=known.peers.get(program.code, 0),
    )


def _milestones(program: ProgramVersion, followed: Sequence[Pathway], held: tuple[Held, ...], now: datetime) -> tuple[str, ...]:
    return tuple(title for pathway in followed for title in milestones_reached_by(program, pathway.root, held, now))
