"""Appeals against revocations: for those who could decide them, for those who look after badges, and for the holders."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import RuleBroken
from core.portal import Portal
from core.queries.revocations import CaseRow, case_row, name_of
from core.rules.appeals import Appeal, check_may_judge
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed, require
from core.rules.revocations import RevocationCase
from core.storage import appeals, awards, members, revocations
from core.storage.database import reading


@dataclass(frozen=True)
class AppealRow:
    """An appeal with the case that it is about; ``decided_by`` is a name.

    ``hindrance`` says why the person who looks cannot decide, empty when they can. ``judges``: how many people could decide an
    open appeal; where there is nobody, the association has to give somebody a role.
    """

    appeal: Appeal
    of_case: CaseRow
    decided_by: str
    hindrance: str
    judges: int


def open_appeals(portal: Portal, actor: Actor) -> list[AppealRow]:
    """Every appeal that waits for a decision, the oldest first, for those who may decide. One's own are left out."""
    require(actor, Permission.REVOCATION_DECIDE)
    with reading(portal.database) as db:
        found = [_row(db, portal, actor, appeal) for appeal in appeals.every_open(db)]
        return [row for row in found if awards.get(db, row.of_case.case.award_token).member_id != actor.id]


def appeals_about(portal: Portal, actor: Actor, token: str) -> list[AppealRow]:
    """Every appeal about a badge, the newest first, for those who look after badges."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        made = [appeals.in_case(db, case.id) for case in revocations.about(db, token)]
        return [_row(db, portal, actor, appeal) for appeal in made if appeal]


def own_appeals(portal: Portal, actor: Actor) -> dict[str, Appeal]:
    """One's own appeals, by the id of their case."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        made = [appeals.in_case(db, case.id) for case in revocations.about_badges_of(db, actor.member_id)]
    return {appeal.case_id: appeal for appeal in made if appeal}


def _row(db: Database, portal: Portal, actor: Actor, appeal: Appeal) -> AppealRow:
    case = revocations.get(db, appeal.case_id)
    award = awards.get(db, case.award_token)
    return AppealRow(
        appeal=appeal,
        of_case=case_row(db, portal, actor, case, award),
        decided_by=name_of(db, appeal.decided_by) if appeal.decided_by else "",
        hindrance=_hindrance(actor, appeal, case, award.member_id),
        judges=_judges(db, case, award.member_id),
    )


def _judges(db: Database, case: RevocationCase, holder_id: str) -> int:
    apart = (case.opened_by, case.decided_by, holder_id)
    everybody = (person for person in members.everybody(db) if person.active and person.id not in apart)
    return sum(allowed(Actor.of(person), Permission.REVOCATION_DECIDE) for person in everybody)


def _hindrance(actor: Actor, appeal: Appeal, case: RevocationCase, holder_id: str) -> str:
    if not actor.signed_in:
        return "A person decides."
    try:
        check_may_judge(appeal, case, judge_id=actor.member_id, holder_id=holder_id)
    except RuleBroken as refusal:
        return refusal.message
    return ""
