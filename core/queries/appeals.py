"""Appeals against revocations: for those who could decide them, for those who look after badges, and for the holders."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.portal import Portal
from core.queries.revocations import CaseRow, case_row, hindrance, name_of, others_who_decide
from core.rules.appeals import Appeal, check_may_judge
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.revocations import RevocationCase
from core.storage import appeals, awards, revocations
from core.storage.awards import Award
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
        made = [(appeal, revocations.get(db, appeal.case_id)) for appeal in appeals.every_open(db)]
        found = [(appeal, case, awards.get(db, case.award_token)) for appeal, case in made]
        return [_row(db, portal, actor, *each) for each in found if each[-1].member_id != actor.id]


def appeals_about(portal: Portal, actor: Actor, token: str) -> list[AppealRow]:
    """Every appeal about a badge, the newest first, for those who look after badges."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        award, cases = awards.get(db, token), revocations.about(db, token)
        made = [(appeals.in_case(db, case.id), case) for case in cases]
        return [_row(db, portal, actor, appeal, case, award) for appeal, case in made if appeal]


def own_appeals(portal: Portal, actor: Actor) -> dict[str, Appeal]:
    """One's own appeals, by the id of their case."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        made = [appeals.in_case(db, case.id) for case in revocations.about_badges_of(db, actor.member_id)]
    return {appeal.case_id: appeal for appeal in made if appeal}


def _row(db: Database, portal: Portal, actor: Actor, appeal: Appeal, case: RevocationCase, award: Award) -> AppealRow:
    return AppealRow(
        appeal=appeal,
        of_case=case_row(db, portal, actor, case, award),
        decided_by=name_of(db, appeal.decided_by) if appeal.decided_by else "",
        hindrance=hindrance(actor, lambda: check_may_judge(appeal, case, judge_id=actor.member_id, holder_id=award.member_id)),
        judges=others_who_decide(db, award.member_id, case.opened_by, case.decided_by),
    )
