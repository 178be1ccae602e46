"""Taking part in a program: start, tick off activities, leave."""

from sqlite_utils import Database

from core.errors import BadInput, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.completion import Completion, Source
from core.rules.enrolments import Enrolment, check_cooled_off, check_may_enrol, check_may_work, target_date
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services.awards import grant_if_earned
from core.services.fields import field_errors
from core.services.recording import record
from core.storage import awards, enrolments, programs, submissions
from core.storage.database import writing

LONGEST_GOAL = 500


def enrol(portal: Portal, actor: Actor, *, code: str, goal: str = "") -> Enrolment:
    """Start a program. Refuses what the rules of enrolment refuse; after *not yet demonstrated* there is a pause."""
    require(actor, Permission.ENROLMENT_START)
    goal = _goal(goal)
    with writing(portal.database) as db:
        stored = programs.published(db, code)
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
    held = awards.active(db, member_id, code)
    return held is not None and standing(held.state, held.valid_until, portal.now()) in ("valid", "suspended")


def _leave_after_pause(db: Database, portal: Portal, actor: Actor, code: str) -> None:
    """An enrolment on hold ends when the person starts again, once the pause is over."""
    paused = enrolments.open_one(db, actor.member_id, code)
    if paused is None or paused.state != "on_hold":
        return
    last = submissions.of_enrolment(db, paused.id)[-1]
    check_cooled_off(last.updated_at, portal.now())
    enrolments.set_state(db, paused, "withdrawn", finished_at=stamp(portal.now()))


def complete_activity(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, attested: bool) -> None:
    """Tick off an activity oneself. Refuses activities that only a facilitator confirms, and a missing attestation."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        check_may_work(enrolment, actor.member_id)
        program = programs.get(db, enrolment.version_id).program
        _check_source(program, activity, "self")
        if not attested:
            raise BadInput({activity: "Please confirm the sentence first."})
        _state_completion(db, portal, actor, enrolment, activity, "self")


def confirm_activity(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str) -> None:
    """Confirm an activity as facilitator. Refuses one's own enrolment and finished ones."""
    require(actor, Permission.ACTIVITY_CONFIRM)
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        if enrolment.member_id == actor.id:
            raise RuleBroken("Nobody confirms their own activity.")
        check_may_work(enrolment, enrolment.member_id)
        program = programs.get(db, enrolment.version_id).program
        _check_source(program, activity, "facilitator")
        _state_completion(db, portal, actor, enrolment, activity, "facilitator")


def _check_source(program: ProgramVersion, activity: str, source: Source) -> None:
    by_key = {row.key: row for row in program.activities}
    if activity not in by_key:
        raise RuleBroken("The program has no such activity.")
    if source == "self" and by_key[activity].source != "self":
        raise RuleBroken(f"“{by_key[activity].title}” is confirmed by the facilitator.")


def _state_completion(db: Database, portal: Portal, actor: Actor, enrolment: Enrolment, activity: str, source: Source) -> None:
    said = enrolments.completions(db, enrolment.id)
    if any(one.activity == activity and one.source == source and one.state == "complete" for one in said):
        return  # a second click changes nothing
    statement = Completion(activity=activity, state="complete", source=source, at=portal.now())
    enrolments.add_completion(db, new_id(), enrolment.id, statement, by=actor.member_id)
    record(db, portal, actor, Action.ACTIVITY_COMPLETED, enrolment.id, activity)
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
