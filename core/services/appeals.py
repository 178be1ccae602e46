"""Appeals against revocations: the holder makes one, somebody who had no part in the case decides it.

Upheld, the badge is in force again at its old address; the lists that said *revoked* are signed anew in the same transaction.
"""

from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict
from sqlite_utils import Database

from core.errors import BadInput, Conflict, NotFound
from core.portal import Portal
from core.rules import appeals as rules
from core.rules.appeals import GROUNDS, Appeal, AppealOutcome, Ground
from core.rules.audit_actions import Action
from core.rules.members import Actor, Member
from core.rules.permissions import Permission, require
from core.rules.times import long_moment
from core.services.fields import one_of, parsed
from core.services.recording import record
from core.services.revocations import VOUCHED, Side, Words, decider_in_person, named_decider, set_state
from core.storage import appeals, awards, members, revocations
from core.storage.awards import Award
from core.storage.database import writing


class Appealing(BaseModel):
    """What is typed to appeal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ground: Annotated[Ground, one_of(GROUNDS, "Please choose what the appeal rests on.")]
    statement: Side


def appeal(portal: Portal, actor: Actor, *, case_id: str, ground: str, statement: str) -> None:
    """The holder's appeal against a revocation; the same one twice (two clicks) is one.

    Refuses other grounds than those of the list, a second appeal and one that comes too late; somebody else's case is *not found*.
    """
    require(actor, Permission.AWARD_READ_OWN)
    given = parsed(Appealing, ground=ground, statement=statement)
    with writing(portal.database) as db:
        case, now = revocations.get(db, case_id), portal.now()
        if awards.get(db, case.award_token).member_id != actor.id:
            raise NotFound("There is no such case.")
        made = appeals.in_case(db, case_id)
        if made and (made.ground, made.statement) == (given.ground, given.statement):
            return
        rules.check_may_appeal(case, has_appealed=made is not None, now=now)
        appeals.add(db, Appeal(case_id, given.ground, given.statement, now, rules.due_on(now), None, None, None, ""))
        record(db, portal, actor, Action.APPEAL_MADE, case_id, given.ground)


def judge(portal: Portal, actor: Actor, *, case_id: str, outcome: str, reasons: str) -> None:
    """Whether the revocation stands (*dismissed*) or the badge is in force again (*upheld*).

    Refuses the holder, whoever opened or decided the case, and with ``Conflict`` an appeal that somebody else decided first.
    """
    require(actor, Permission.REVOCATION_DECIDE)
    with writing(portal.database) as db:
        _judge(db, portal, actor, decider_in_person(db, actor), case_id, outcome, reasons)


def judge_as_named(portal: Portal, actor: Actor, *, case_id: str, by: str, outcome: str, reasons: str) -> None:
    """A decision that the machine's operator passes on at the command line; ``by`` is the e-mail address of who decided.

    Refuses people who are not active or whose roles do not include it, and otherwise as ``judge``.
    """
    with writing(portal.database) as db:
        _judge(db, portal, actor, named_decider(db, actor, by), case_id, outcome, reasons)


def _judge(db: Database, portal: Portal, actor: Actor, decider: Member, case_id: str, outcome: str, reasons: str) -> None:
    if outcome not in get_args(AppealOutcome):
        raise BadInput({"outcome": "Please choose whether the badge is in force again or stays revoked."})
    given, case, made = parsed(Words, text=reasons), revocations.get(db, case_id), appeals.in_case(db, case_id)
    if made is None:
        raise NotFound("There is no appeal in this case.")
    if made.decided_by and made.decided_at:
        who = members.get(db, made.decided_by).display_name
        raise Conflict(f"{who} decided this appeal on {long_moment(made.decided_at)}.")
    award = awards.get(db, case.award_token)
    rules.check_may_judge(made, case, judge_id=decider.id, holder_id=award.member_id)
    ending: AppealOutcome = "upheld" if outcome == "upheld" else "dismissed"
    if not appeals.close(db, case_id, ending, by=decider.id, reasons=given.text, at=portal.now()):
        raise Conflict("This appeal is decided already.")
    record(db, portal, actor, Action.APPEAL_DECIDED, case_id, ending + (f", {VOUCHED} {decider.id}" if actor.is_system else ""))
    if ending == "upheld":
        _restore(db, portal, actor, award)


def _restore(db: Database, portal: Portal, actor: Actor, award: Award) -> None:
    other = awards.active(db, award.member_id, award.program_code)
    set_state(db, portal, award, rules.state_restored(holds_another=other is not None), "")
    record(db, portal, actor, Action.AWARD_RESTORED, award.token)
