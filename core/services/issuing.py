"""Issuing one award: signed once, verified before it is stored. Who earned what is decided next door, in ``awards``."""

import secrets
from dataclasses import dataclass
from datetime import datetime

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
from core.rules.renewals import counts_from
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


@dataclass(frozen=True)
class Occasion:
    """Whose award it is, and of which version. Awards that rest on no participation, as that of a pathway, have no ``enrolment_id``."""

    member_id: str
    version_id: str
    program_code: str
    began_at: datetime
    enrolment_id: str | None = None


def issue(db: Database, press: Press, enrolment: Enrolment, program: ProgramVersion, grounds: Grounds) -> str:
    """Inside a transaction: sign and store the award of an enrolment, which it completes; gives its token. Refuses as ``issue_for``."""
    occasion = Occasion(enrolment.member_id, enrolment.version_id, enrolment.program_code, enrolment.enrolled_at, enrolment.id)
    token = issue_for(db, press, occasion, program, grounds)
    enrolments.set_state(db, enrolments.get(db, enrolment.id), "completed", finished_at=stamp(press.portal.now()))
    return token


def issue_for(db: Database, press: Press, occasion: Occasion, program: ProgramVersion, grounds: Grounds) -> str:
    """Inside a transaction: sign and store one award; gives its token.

    An older badge of the same program is renewed by it: document and address stay, and it points here. In the time to renew the new
    one is counted from the end of the old, so that renewing early costs no day.
    Refuses while that older badge is suspended.
    """
    portal, older = press.portal, awards.active(db, occasion.member_id, occasion.program_code)
    if older and older.state == "suspended":
        raise RuleBroken("The earlier badge of this person is suspended. Decide about it first.")
    facts = _facts(db, press, occasion, program, grounds, older)
    edition = first_edition(press, facts)
    if older:
        awards.set_state(db, older.token, "superseded", reason="", at=stamp(portal.now()))
    looks = frozen_looks(db, artwork_of(program, press.issuer), press.branding, CURRENT_WORDING)
    awards.add(db, _award(occasion, grounds, facts, edition, looks, older))
    credentials.add(db, edition)
    record(db, portal, Actor.system(), Action.AWARD_ISSUED, facts.token, occasion.program_code)
    return facts.token


def _award(occasion: Occasion, grounds: Grounds, facts: AwardFacts, edition: Edition, looks: Looks, older: Award | None) -> Award:
    return Award(
        token=facts.token,
        member_id=occasion.member_id,
        enrolment_id=occasion.enrolment_id,
        decision_id=grounds.decision_id,
        version_id=occasion.version_id,
        program_code=occasion.program_code,
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
        private=older.private if older else False,
        name_shown="full",
        credential=edition.document,
        jwt=edition.jwt,
    )


def _facts(
    db: Database, press: Press, occasion: Occasion, program: ProgramVersion, grounds: Grounds, older: Award | None
) -> AwardFacts:  # fmt: skip
    member, now = members.get(db, occasion.member_id), press.portal.now()
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
        valid_until=rules.valid_until(program, counts_from(now, older.awarded_at, older.valid_until) if older else now),
        narrative=grounds.narrative + renewed,
        judged_here=grounds.origin != "imported",
        levels={key: level for key, level in grounds.ratings.items() if level is not None},
        evidence=grounds.evidence,
        started_at=occasion.began_at,
        list_number=number,
        status_index=index,
    )
