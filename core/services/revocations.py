"""Taking a badge back: a case is opened, the holder can answer, somebody else decides. And suspending one meanwhile.

Whatever changes how a badge stands signs the status lists in the same transaction, so that the badge's page, its check and
the lists say the same from that moment on.
"""

from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field
from sqlite_utils import Database

from core.errors import BadInput, Conflict, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.queries.revocations import others_who_decide
from core.rules import revocations as rules
from core.rules.audit_actions import Action
from core.rules.awards import RecordedState
from core.rules.members import Actor, Member
from core.rules.permissions import Permission, allowed, require
from core.rules.revocations import CAUSE_WORDS, CAUSES, Cause, Outcome, RevocationCase, Verdict
from core.rules.texts import Prose
from core.rules.times import long_moment, stamp
from core.services.fields import one_of, parsed
from core.services.recording import record
from core.services.status_lists import refresh
from core.storage import awards, members, revocations
from core.storage.awards import Award
from core.storage.database import writing

Side = Annotated[Prose, Field(max_length=10_000)]
"""What somebody says in a case: some pages at most, for a volunteer has to read it."""

VOUCHED = "named by the operator of the machine"
_ALONE = "by the person who opened it: nobody else may decide"


class Opening(BaseModel):
    """What is typed to open a case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cause: Annotated[Cause, one_of(CAUSES, "Please choose why it should be taken back.")]
    explanation: Side


class Words(BaseModel):
    """What somebody has to say: the holder's answer, the grounds of a decision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Side


def open_case(portal: Portal, actor: Actor, *, token: str, cause: str, explanation: str, suspend: bool = False) -> str:
    """Ask for a badge to be taken back; gives the id of the case. The holder has fourteen days to answer.

    ``suspend``: at once, for a question of integrity only. The same request twice (two clicks) is one case. Refuses other
    causes than those of the list, one's own badge, badges that are out of force, and a second case beside an open one.
    """
    require(actor, Permission.AWARD_REVOKE)
    given = parsed(Opening, cause=cause, explanation=explanation)
    if suspend and given.cause != "integrity":
        raise BadInput({"suspend": "Only a question of integrity suspends a badge. Please choose that cause, or do not suspend it."})
    with writing(portal.database) as db:
        award, pending = awards.get(db, token), revocations.open_about(db, token)
        rules.check_is_not_own(award.member_id, actor.id)
        if pending and (pending.cause, pending.explanation, pending.opened_by) == (given.cause, given.explanation, actor.id):
            return pending.id
        successor = awards.find(db, award.replaced_by) if award.replaced_by else None
        rules.check_may_open(award.state, successor.origin if successor else None, has_open_case=pending is not None)
        case = _new_case(portal, actor, token, given)
        revocations.add(db, case)
        record(db, portal, actor, Action.REVOCATION_OPENED, case.id, f"{given.cause} {token}")
        if suspend:
            rules.check_may_suspend(case.cause, award.state)
            _suspend(db, portal, actor, award)
        return case.id


def _new_case(portal: Portal, actor: Actor, token: str, given: Opening) -> RevocationCase:
    now = portal.now()
    return RevocationCase(
        id=new_id(),
        award_token=token,
        cause=given.cause,
        explanation=given.explanation,
        opened_by=actor.id,
        opened_at=now,
        answer_until=rules.answer_until(now),
        answer="",
        answered_at=None,
        outcome=None,
        decided_by=None,
        decided_at=None,
        grounds="",
    )


def answer(portal: Portal, actor: Actor, *, case_id: str, text: str) -> None:
    """The holder's side. May be changed until the time to answer or the case is over; somebody else's case is *not found*."""
    require(actor, Permission.AWARD_READ_OWN)
    given = parsed(Words, text=text)
    with writing(portal.database) as db:
        case = revocations.get(db, case_id)
        if awards.get(db, case.award_token).member_id != actor.id:
            raise NotFound("There is no such case.")
        rules.check_may_answer(case, portal.now())
        revocations.answer(db, case_id, given.text, at=portal.now())
        record(db, portal, actor, Action.REVOCATION_ANSWERED, case_id)


def decide(portal: Portal, actor: Actor, *, case_id: str, verdict: str, grounds: str, seen: str) -> None:
    """Whether the badge is revoked or kept. ``seen`` is the holder's answer as the decider had it before them.

    Refuses the holder, the person who opened the case (except in an office of one), and everybody before its time; with
    ``Conflict`` a case that somebody else decided first, and an answer that came in meanwhile.
    """
    require(actor, Permission.REVOCATION_DECIDE)
    with writing(portal.database) as db:
        _decide(db, portal, actor, decider_in_person(db, actor), revocations.get(db, case_id), verdict, grounds, seen)


def decide_as_named(portal: Portal, actor: Actor, *, case_id: str, by: str, verdict: str, grounds: str) -> None:
    """A decision that the machine's operator passes on at the command line; ``by`` is the e-mail address of who decided.

    Refuses people who are not active or whose roles do not include it, and otherwise as ``decide``.
    """
    with writing(portal.database) as db:
        decider, case = named_decider(db, actor, by), revocations.get(db, case_id)
        _decide(db, portal, actor, decider, case, verdict, grounds, case.answer)


def decider_in_person(db: Database, actor: Actor) -> Member:
    """Who decides when they do it themselves. Refuses the command line, where a person has to be named."""
    if not actor.signed_in:
        raise RuleBroken("A person decides: please name the one who did.")
    return members.get(db, actor.member_id)


def named_decider(db: Database, actor: Actor, by: str) -> Member:
    """Whom the machine's operator names as the one who decided.

    Refuses everybody else who names somebody, and people who are not active or may not decide about badges.
    """
    if not actor.is_system:
        raise RuleBroken("Only the operator of the machine passes on what somebody else decided.")
    decider = members.by_email(db, by.strip().casefold())
    if decider is None or not decider.active or not allowed(Actor.of(decider), Permission.REVOCATION_DECIDE):
        raise BadInput({"by": f"{by} is not the e-mail address of somebody active who may decide about badges."})
    return decider


def _decide(
    db: Database, portal: Portal, actor: Actor, decider: Member, case: RevocationCase, verdict: str, grounds: str, seen: str
) -> None:  # fmt: skip
    if verdict not in get_args(Verdict):
        raise BadInput({"verdict": "Please choose whether the badge is revoked or stays."})
    given, award = parsed(Words, text=grounds), awards.get(db, case.award_token)
    _check_unchanged(db, case, seen)
    others = others_who_decide(db, award.member_id, case.opened_by)
    rules.check_may_decide(case, decider_id=decider.id, holder_id=award.member_id, others=others, now=portal.now())
    outcome: Outcome = "revoked" if verdict == "revoked" else "kept"
    _close(db, portal, case, outcome, by=decider.id, grounds=given.text)
    how = [outcome, VOUCHED + f" {decider.id}" if actor.is_system else "", _ALONE if decider.id == case.opened_by else ""]
    record(db, portal, actor, Action.REVOCATION_DECIDED, case.id, ", ".join(filter(None, how)))
    _carry_out(db, portal, actor, award, case, outcome)


def _check_unchanged(db: Database, case: RevocationCase, seen: str) -> None:
    if case.outcome and case.decided_at:
        who = members.get(db, case.decided_by).display_name if case.decided_by else "The person who opened the case"
        raise Conflict(f"{who} closed this case on {long_moment(case.decided_at)}.")
    if case.answer != seen:
        raise Conflict("The holder answered in the meantime. Please read the answer before you decide.")


def _close(db: Database, portal: Portal, case: RevocationCase, outcome: Outcome, *, by: str | None, grounds: str) -> None:
    if not revocations.close(db, case.id, outcome, by=by, grounds=grounds, at=portal.now()):
        raise Conflict("This case is closed already.")


def _carry_out(db: Database, portal: Portal, actor: Actor, award: Award, case: RevocationCase, outcome: Outcome) -> None:
    if outcome == "revoked":
        set_state(db, portal, award, "revoked", CAUSE_WORDS[case.cause].public)
        record(db, portal, actor, Action.AWARD_REVOKED, award.token, case.cause)
    elif award.state == "suspended":
        _lift(db, portal, actor, award)


def withdraw(portal: Portal, actor: Actor, *, case_id: str) -> None:
    """Close a case without a decision, by whoever opened it; a suspension is lifted."""
    require(actor, Permission.AWARD_REVOKE)
    with writing(portal.database) as db:
        case = revocations.get(db, case_id)
        rules.check_may_withdraw(case, actor.id)
        _close(db, portal, case, "withdrawn", by=actor.id, grounds="")
        record(db, portal, actor, Action.REVOCATION_WITHDRAWN, case_id)
        _carry_out(db, portal, actor, awards.get(db, case.award_token), case, "withdrawn")


def suspend(portal: Portal, actor: Actor, *, token: str) -> None:
    """Take a badge out of force while a question of integrity is open; at the command line also without a case. Can be repeated.

    Refuses the holder.
    """
    require(actor, Permission.AWARD_REVOKE)
    with writing(portal.database) as db:
        award, case = awards.get(db, token), revocations.open_about(db, token)
        rules.check_is_not_own(award.member_id, actor.id)
        if award.state == "suspended":
            return
        rules.check_may_suspend("integrity" if actor.is_system else case.cause if case else None, award.state)
        _suspend(db, portal, actor, award)


def lift(portal: Portal, actor: Actor, *, token: str) -> None:
    """Put a suspended badge back in force. An open case stays open. Refuses the holder, and badges that are not suspended."""
    require(actor, Permission.AWARD_REVOKE)
    with writing(portal.database) as db:
        award = awards.get(db, token)
        rules.check_is_not_own(award.member_id, actor.id)
        if award.state != "suspended":
            raise RuleBroken("This badge is not suspended.")
        _lift(db, portal, actor, award)


def _suspend(db: Database, portal: Portal, actor: Actor, award: Award) -> None:
    set_state(db, portal, award, "suspended", rules.UNDER_SUSPICION)
    record(db, portal, actor, Action.AWARD_SUSPENDED, award.token)


def _lift(db: Database, portal: Portal, actor: Actor, award: Award) -> None:
    set_state(db, portal, award, "active", "")
    record(db, portal, actor, Action.AWARD_SUSPENSION_LIFTED, award.token)


def set_state(db: Database, portal: Portal, award: Award, state: RecordedState, reason: str) -> None:
    """Inside a transaction: how a badge stands from now on, in the register and in its status lists."""
    awards.set_state(db, award.token, state, reason=reason, at=stamp(portal.now()))
    refresh(db, portal, award.list_number)
