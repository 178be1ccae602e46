"""Taking part in a program: start, tick off activities, leave."""

from datetime import date

from sqlite_utils import Database

from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.completion import Completion, effective
from core.rules.enrolments import Enrolment, check_cooled_off, check_is_program, check_may_enrol, check_may_work, check_plan, target_date
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.texts import clean_line, clean_text
from core.rules.ticking import activity_of, check_may_tick_off, check_score
from core.rules.times import stamp
from core.services.awards import grant_if_earned
from core.services.fields import field_errors
from core.services.recording import record
from core.services.renewals import may_earn_again
from core.storage import awards, enrolments, programs, submissions
from core.storage.database import writing

LONGEST_GOAL = 500
LONGEST_REASON = 200


def enrol(portal: Portal, actor: Actor, *, code: str, goal: str = "") -> Enrolment:
    """Start a program. Refuses what the rules of enrolment refuse; after *not yet demonstrated* there is a pause."""
    require(actor, Permission.ENROLMENT_START)
    goal = _goal(goal)
    with writing(portal.database) as db:
        stored = programs.newest(db, code)
        if stored is None:
            raise NotFound("There is no such program.")
        check_is_program(stored.program)
        _leave_after_pause(db, portal, actor, code)
        check_may_enrol(
            stored.program.title,
            stored.state,
            is_enrolled=enrolments.open_one(db, actor.member_id, code) is not None,
            holds_badge=_holds_valid_badge(db, portal, actor.member_id, code),
        )
        now = portal.now()
        started = Enrolment(
            id=new_id(),
            member_id=actor.member_id,
            version_id=stored.id,
            program_code=code,
            state="active",
            goal=goal,
            enrolled_at=now,
            target_on=target_date(stored.program, now.date()),
            finished_at=None,
            row_version=1,
        )
        enrolments.add(db, started)
        record(db, portal, actor, Action.ENROLMENT_STARTED, started.id, code)
        return started


def _goal(text: str) -> str:
    with field_errors("goal"):
        goal = clean_text(text)
    if len(goal) > LONGEST_GOAL:
        raise BadInput({"goal": f"Please use at most {LONGEST_GOAL} characters."})
    return goal


def _holds_valid_badge(db: Database, portal: Portal, member_id: str, code: str) -> bool:
    """Also a suspended one; not one that may be earned again because the time to renew has come."""
    held = awards.active(db, member_id, code)
    if held is None:
        return False
    today = standing(held.state, held.valid_until, portal.now())
    return today == "suspended" or (today == "valid" and not may_earn_again(db, portal, member_id, code))


def _leave_after_pause(db: Database, portal: Portal, actor: Actor, code: str) -> None:
    """An enrolment on hold ends when the person starts again, once the pause is over."""
    paused = enrolments.open_one(db, actor.member_id, code)
    if paused is None or paused.state != "on_hold":
        return
    last = submissions.of_enrolment(db, paused.id)[-1]
    check_cooled_off(last.updated_at, portal.now())
    enrolments.set_state(db, paused, "withdrawn", finished_at=stamp(portal.now()))


def plan(portal: Portal, actor: Actor, *, enrolment_id: str, until: date) -> None:
    """Plan to finish on another day. Refuses days in the past and more than a year ahead, and what is finished or not one's own."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        check_may_work(enrolment, actor.member_id)
        check_plan(until, portal.now().date())
        enrolments.set_target(db, enrolment, until)
        record(db, portal, actor, Action.ENROLMENT_PLANNED, enrolment_id, until.isoformat())


def complete_activity(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, attested: bool) -> None:
    """Tick off an activity oneself. Refuses what others tick off, what is not one's turn yet, and a missing attestation."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        check_may_work(enrolment, actor.member_id)
        program = programs.get(db, enrolment.version_id).program
        check_may_tick_off(program, effective(enrolments.completions(db, enrolment_id)), activity_of(program, activity))
        if not attested:
            raise BadInput({activity: "Please confirm the sentence first."})
        statement = Completion(activity=activity, state="complete", source="self", at=portal.now())
        state_completion(db, portal, actor, enrolment, statement)


def confirm_activity(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, score_bp: int | None = None) -> None:
    """Confirm an activity as facilitator, whoever else ticks it off; ``score_bp`` where the rule asks for a score.

    Refuses one's own enrolment, finished ones, and a score below the one that is asked for.
    """
    require(actor, Permission.ACTIVITY_CONFIRM)
    with writing(portal.database) as db:
        enrolment, program = _of_somebody_else(db, actor, enrolment_id)
        check_score(program, activity_of(program, activity), score_bp)
        statement = Completion(activity=activity, state="complete", source="facilitator", score_bp=score_bp, at=portal.now())
        state_completion(db, portal, actor, enrolment, statement)


def waive_activity(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, reason: str) -> None:
    """Let somebody off an activity as facilitator: it counts as done, without a score. Refuses what ``confirm_activity`` refuses, and
    a missing reason, which the member reads."""
    require(actor, Permission.ACTIVITY_CONFIRM)
    note = _reason(reason)
    with writing(portal.database) as db:
        enrolment, program = _of_somebody_else(db, actor, enrolment_id)
        activity_of(program, activity)
        statement = Completion(activity=activity, state="waived", source="facilitator", note=note, at=portal.now())
        state_completion(db, portal, actor, enrolment, statement)


def _reason(text: str) -> str:
    with field_errors("reason"):
        reason = clean_line(text)
    if not reason:
        raise BadInput({"reason": "Please say why. The member reads it."})
    if len(reason) > LONGEST_REASON:
        raise BadInput({"reason": f"Please use at most {LONGEST_REASON} characters."})
    return reason


def _of_somebody_else(db: Database, actor: Actor, enrolment_id: str) -> tuple[Enrolment, ProgramVersion]:
    enrolment = enrolments.get(db, enrolment_id)
    if enrolment.member_id == actor.id:
        raise RuleBroken("Nobody confirms their own activity.")
    check_may_work(enrolment, enrolment.member_id)
    return enrolment, programs.get(db, enrolment.version_id).program


def state_completion(db: Database, portal: Portal, actor: Actor, enrolment: Enrolment, statement: Completion) -> None:
    """Inside a transaction: keep a statement about an activity and issue the badge that it may earn. Saying the same again changes
    nothing."""
    said = (one for one in enrolments.completions(db, enrolment.id) if one.source == statement.source)
    before = effective(said).get(statement.activity)
    if before and before.model_copy(update={"at": statement.at}) == statement:
        return
    enrolments.add_completion(db, new_id(), enrolment.id, statement, by=actor.member_id)
    action = Action.ACTIVITY_WAIVED if statement.state == "waived" else Action.ACTIVITY_COMPLETED
    if statement.is_good:
        record(db, portal, actor, action, enrolment.id, statement.activity)
    if enrolment.state == "active":
        enrolments.set_state(db, enrolment, "in_progress")
    grant_if_earned(db, portal, enrolment.id)


def withdraw(portal: Portal, actor: Actor, *, enrolment_id: str) -> None:
    """Leave a program; drafts and waiting submissions go with it. Refuses while a reviewer is reading."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        check_may_work(enrolment, actor.member_id)
        attempts = submissions.of_enrolment(db, enrolment_id)
        if any(attempt.state == "in_review" for attempt in attempts):
            raise RuleBroken("A reviewer is reading your submission. You can leave once it is decided.")
        at = stamp(portal.now())
        for attempt in attempts:
            if attempt.state in ("draft", "submitted"):
                submissions.move(db, attempt, "withdrawn", at=at)
        enrolments.set_state(db, enrolment, "withdrawn", finished_at=at)
        record(db, portal, actor, Action.ENROLMENT_WITHDRAWN, enrolment_id)
