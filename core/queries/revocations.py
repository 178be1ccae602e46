"""Cases about badges: for those who open and decide them, and for the holders whose badges they are about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.errors import RuleBroken
from core.portal import Portal
from core.rules.awards import Standing, standing
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed, require
from core.rules.revocations import RevocationCase, check_may_decide, decided_from
from core.storage import awards, members, programs, revocations
from core.storage.awards import Award
from core.storage.database import reading

Stage = Literal["answering", "ready", "closed"]


@dataclass(frozen=True)
class CaseRow:
    """One case with everything that is needed to judge it.

    ``opened_by`` and ``decided_by`` are names. ``stage``: the holder can still answer and nobody decides yet; it can be
    decided since ``ready_at``; it is closed. ``hindrance`` says why the person who looks cannot decide, empty when they can.
    """

    case: RevocationCase
    holder: str
    program_code: str
    title: str
    awarded_at: datetime
    standing: Standing
    opened_by: str
    decided_by: str
    stage: Stage
    ready_at: datetime
    hindrance: str


def open_cases(portal: Portal, actor: Actor) -> list[CaseRow]:
    """Every open case, the oldest first, for those who may decide. Cases about one's own badges are left out."""
    require(actor, Permission.REVOCATION_DECIDE)
    with reading(portal.database) as db:
        found = [(case, awards.get(db, case.award_token)) for case in revocations.every_open(db)]
        return [case_row(db, portal, actor, case, award) for case, award in found if award.member_id != actor.id]


def cases_about(portal: Portal, actor: Actor, token: str) -> list[CaseRow]:
    """Every case about a badge, the newest first, for those who look after badges."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        award = awards.get(db, token)
        return [case_row(db, portal, actor, case, award) for case in revocations.about(db, token)]


def own_cases(portal: Portal, actor: Actor) -> dict[str, RevocationCase]:
    """The newest case about each of one's own badges, by the badge's token; withdrawn ones are as if they had never been."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        newest_last = reversed(revocations.about_badges_of(db, actor.member_id))
    return {case.award_token: case for case in newest_last if case.outcome != "withdrawn"}


def case_row(db: Database, portal: Portal, actor: Actor, case: RevocationCase, award: Award) -> CaseRow:
    """A case as this actor sees it, who may look at it."""
    others, now = others_who_decide(db, award.member_id, case.opened_by), portal.now()
    ready_at = decided_from(case, alone=not others)
    return CaseRow(
        case=case,
        holder=members.get(db, award.member_id).display_name,
        program_code=award.program_code,
        title=programs.get(db, award.version_id).program.title,
        awarded_at=award.awarded_at,
        standing=standing(award.state, award.valid_until, now),
        opened_by=name_of(db, case.opened_by),
        decided_by=name_of(db, case.decided_by) if case.decided_at else "",
        stage="closed" if not case.is_open else "ready" if now >= ready_at else "answering",
        ready_at=ready_at,
        hindrance=hindrance(
            actor, lambda: check_may_decide(case, decider_id=actor.member_id, holder_id=award.member_id, others=others, now=now)
        ),
    )


def others_who_decide(db: Database, *apart: str | None) -> int:
    """How many people could decide about a badge besides those who hold it or had a part."""
    everybody = (person for person in members.everybody(db) if person.active and person.id not in apart)
    return sum(allowed(Actor.of(person), Permission.REVOCATION_DECIDE) for person in everybody)


def name_of(db: Database, member_id: str | None) -> str:
    """Who did something in a case."""
    return members.get(db, member_id).display_name if member_id else "the command line"


def hindrance(actor: Actor, check: Callable[[], None]) -> str:
    """Why this actor cannot decide, by the rule that ``check`` asks; empty when they can."""
    if not actor.signed_in:
        return "A person decides."
    try:
        check()
    except RuleBroken as refusal:
        return refusal.message
    return ""
