"""Issuing one award: signed once, verified before it is stored. Who earned what is decided next door, in ``awards``."""

import secrets
from dataclasses import dataclass

from sqlite_utils import Database

from core.badges.appearance import CURRENT_WORDING
from core.errors import RuleBroken
from core.portal import new_token
from core.rules import awards as rules
from core.rules.audit_actions import Action
from core.rules.awards import AwardFacts, EvidenceFact, Origin
from core.rules.enrolments import Enrolment
from core.rules.members import Actor
from core.rules.pass_rules import RuleResult
from core.rules.programs import ProgramVersion
from core.rules.rubrics import Ratings
from core.rules.times import long_day, stamp
from core.services.badge_files import frozen_looks
from core.services.issuer import artwork_of
from core.services.press import Press, first_edition
from core.services.recording import record
from core.services.status_lists import free_place
from core.storage import awards, credentials, enrolments, members
from core.storage.awards import Award, Looks
from core.storage.credentials import Edition


@dataclass(frozen=True)
class Grounds:
    """What an award rests on: the rule's result, the levels reached, and what is said about it in public."""

    result: RuleResult
    ratings: Ratings
    narrative: str
    evidence: tuple[EvidenceFact, ...]
    origin: Origin = "earned"
    decision_id: str | None = None


def issue(db: Database, press: Press, enrolment: Enrolment, program: ProgramVersion, grounds: Grounds) -> str:
    """Inside a transaction: sign and store the award of an enrolment; gives its token.

    An older badge of the same program that has run out is renewed by it: document and address stay, and it points here.
    Refuses while that older badge is suspended.
    """
    portal, older = press.portal, awards.active(db, enrolment.member_id, enrolment.program_code)
    if older and older.state == "suspended":
        raise RuleBroken("The earlier badge of this person is suspended. Decide about it first.")
    facts = _facts(db, press, enrolment, program, grounds, older)
    edition = first_edition(press, facts)
    if older:
        awards.set_state(db, older.token, "superseded", reason="", at=stamp(portal.now()))
    looks = frozen_looks(db, artwork_of(program, press.issuer), press.branding, CURRENT_WORDING)
    awards.add(db, _award(enrolment, grounds, facts, edition, looks, older))
    credentials.add(db, edition)
    enrolments.set_state(db, enrolments.get(db, enrolment.id), "completed", finished_at=stamp(portal.now()))
    record(db, portal, Actor.system(), Action.AWARD_ISSUED, facts.token, enrolment.program_code)
    return facts.token


def _award(enrolment: Enrolment, grounds: Grounds, facts: AwardFacts, edition: Edition, looks: Looks, older: Award | None) -> Award:
    return Award(
        token=facts.token,
        member_id=enrolment.member_id,
        enrolment_id=enrolment.id,
        decision_id=grounds.decision_id,
        version_id=enrolment.version_id,
        program_code=enrolment.program_code,
        origin="renewal" if older else grounds.origin,
        replaces=older.token if older else None,
        replaced_by=None,
        awarded_at=facts.awarded_at,
        valid_until=facts.valid_until,
        result=grounds.result,
        state="active",
        state_reason="",
        state_at=None,
        list_number=facts.list_number,
        status_index=facts.status_index,
        looks=looks,
        listed=False,
        credential=edition.document,
        jwt=edition.jwt,
    )


def _facts(
    db: Database, press: Press, enrolment: Enrolment, program: ProgramVersion, grounds: Grounds, older: Award | None
) -> AwardFacts:  # fmt: skip
    member, now = members.get(db, enrolment.member_id), press.portal.now()
    number, index = free_place(db)
    renewed = f" Renews the badge awarded on {long_day(older.awarded_at.date())}." if older else ""
    return AwardFacts(
        token=new_token(),
        base_url=press.portal.base_url,
        issuer=press.issuer,
        program=program,
        holder_name=member.name_on_badge,
        holder_email=member.email,
        salt=secrets.token_hex(16),
        awarded_at=now,
        valid_until=rules.valid_until(program, now),
        narrative=grounds.narrative + renewed,
        judged_here=grounds.origin != "imported",
        levels={key: level for key, level in grounds.ratings.items() if level is not None},
        evidence=grounds.evidence,
        started_at=enrolment.enrolled_at,
        list_number=number,
        status_index=index,
    )
