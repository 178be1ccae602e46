"""What follows for pathways when somebody earns a badge: milestones are remembered, and who has everything gets the capstone.

A capstone rests on badges and on no participation. It is issued once; one that has run out is renewed when a badge that it
asks for is earned anew. What is taken back later lowers the progress, and a person decides about the capstone.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from core.portal import Portal
from core.rules import capstones as rules
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.pathway_progress import Evaluation, Held, evaluate, reached, trace
from core.rules.pathways import codes
from core.rules.times import stamp
from core.services.issuing import Grounds, Occasion, issue_for
from core.services.press import Press, open_press
from core.services.recording import record
from core.storage import awards, pathways, programs
from core.storage.database import reading, writing
from core.storage.pathways import StoredPathway

AT_A_TIME = 50


def after_award(db: Database, press: Press, member_id: str, program_code: str) -> None:
    """Inside the transaction of an award: see to every pathway that its badge counts for, and to those that a capstone counts for."""
    for stored in pathways.touched_by(db, member_id, program_code):
        see_to(db, press, member_id, stored)


def see_to(db: Database, press: Press, member_id: str, stored: StoredPathway) -> str | None:
    """Inside a transaction: remember new milestones, and issue the capstone where it is due; gives its token.

    A suspended badge is in question: it counts as progress, and no capstone is issued on it.
    """
    now, held = press.portal.now(), pathways.held(db, member_id)
    for milestone in reached(evaluate(stored.pathway.root, held, now)):
        pathways.add_milestone(db, member_id, stored.pathway.code, milestone, at=stamp(now), seen=False)
    firm = evaluate(stored.pathway.root, in_force_or_run_out(held), now)
    if not (firm.satisfied and _is_due(db, member_id, stored, firm, now)):
        return None
    return _issue(db, press, member_id, stored, firm)


def in_force_or_run_out(held: Sequence[Held]) -> tuple[Held, ...]:
    """Without those that are suspended."""
    return tuple(badge for badge in held if badge.state != "suspended")


def _is_due(db: Database, member_id: str, stored: StoredPathway, firm: Evaluation, now: datetime) -> bool:
    earlier = [award for award in awards.of_member(db, member_id) if award.program_code == stored.pathway.code]
    if not earlier:
        return True
    held = awards.active(db, member_id, stored.pathway.code)
    if held is None or standing(held.state, held.valid_until, now) != "expired":
        return False
    return any(held.valid_until and badge.awarded_at > held.valid_until for badge in firm.counted)


def _issue(db: Database, press: Press, member_id: str, stored: StoredPathway, firm: Evaluation) -> str:
    pathway, portal = stored.pathway, press.portal
    version = programs.by_version(db, pathway.code, pathway.version)
    titles = programs.titles(db, codes(pathway.root))
    enrolment = pathways.active_enrolment(db, member_id, pathway.code)
    began = min(badge.awarded_at for badge in firm.counted)
    grounds = Grounds(trace(firm, titles), {}, rules.how_it_was_earned(len(firm.counted)), rules.evidence_of(firm, titles, portal.base_url))
    token = issue_for(db, press, Occasion(member_id, version.id, pathway.code, began), version.program, grounds)
    pathways.add_parts(db, token, tuple(badge.token for badge in firm.counted))
    if enrolment:
        pathways.finish_enrolment(db, enrolment.id, "complete", at=stamp(portal.now()))
    record(db, portal, Actor.system(), Action.PATHWAY_COMPLETED, token, pathway.code)
    after_award(db, press, member_id, pathway.code)
    return token


def settle(portal: Portal, *, most: int = AT_A_TIME) -> int:
    """Issue the capstones of people who had everything already: when a pathway is published, and in every round of upkeep.

    At most so many in one round, each in a transaction of its own; gives how many. Can be repeated and broken off at any time.
    """
    issued = 0
    for member_id, version_id in _due_now(portal)[:most]:
        with writing(portal.database) as db:
            issued += see_to(db, open_press(db, portal), member_id, pathways.get(db, version_id)) is not None
    return issued


def _due_now(portal: Portal) -> list[tuple[str, str]]:
    with reading(portal.database) as db:
        return [
            (member_id, stored.id)
            for member_id, stored in pathways.might_have_earned(db)
            if evaluate(stored.pathway.root, in_force_or_run_out(pathways.held(db, member_id)), portal.now()).satisfied
        ]
