"""Goals: the association's with what is observed, and members' answers about their own after a program."""

from collections.abc import Collection
from datetime import date

from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.goals import LONGEST_WORDS, REACHED_WORDS, GoalDetails, IndicatorDetails, Observation, Reached, check_observation
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services.fields import field_errors, parsed
from core.services.recording import record
from core.storage import enrolments, goals, programs
from core.storage.database import writing
from core.storage.goals import Answer


def describe(portal: Portal, actor: Actor, *, title: str, why: str = "", goal_id: str = "") -> str:
    """Write down a goal of the association, or change one; gives its id. Refuses a second goal of the same words."""
    require(actor, Permission.PROGRAM_PUBLISH)
    details = parsed(GoalDetails, title=title, why=why)
    with writing(portal.database) as db:
        others = (goal for goal in goals.everything(db) if goal.id != goal_id)
        if any(goal.details.title.casefold() == details.title.casefold() for goal in others):
            raise BadInput({"title": "This goal is written down already."})
        if goal_id:
            goals.get(db, goal_id)
        goal_id = goal_id or new_id()
        goals.save(db, goal_id, details, at=stamp(portal.now()))
        record(db, portal, actor, Action.GOAL_DESCRIBED, goal_id, details.title)
    return goal_id


def set_retired(portal: Portal, actor: Actor, *, goal_id: str, retired: bool) -> None:
    """A goal that is reached or given up; it and what was observed stay to be read."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        goals.get(db, goal_id)
        goals.set_retired(db, goal_id, stamp(portal.now()) if retired else None)
        record(db, portal, actor, Action.GOAL_RETIRED, goal_id, "retired" if retired else "pursued")


def measure(portal: Portal, actor: Actor, *, goal_id: str, indicator_id: str = "", **details: object) -> str:
    """Say by what one would see that a goal is reached (``IndicatorDetails``), or change that; gives the indicator's id.

    Refuses a target in the wrong direction.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    wanted = parsed(IndicatorDetails, **details)
    with writing(portal.database) as db:
        goals.get(db, goal_id)
        if indicator_id and goals.indicator(db, indicator_id).goal_id != goal_id:
            raise NotFound("There is no such indicator.")
        indicator_id = indicator_id or new_id()
        goals.save_indicator(db, indicator_id, goal_id, wanted, at=stamp(portal.now()))
        record(db, portal, actor, Action.GOAL_MEASURED, goal_id, wanted.name)
    return indicator_id


def observe(
    portal: Portal, actor: Actor, *, indicator_id: str, on: date, value: object, n: int | None = None, note: str = ""
) -> None:  # fmt: skip
    """Write down what was seen on a day; on the same day again it is put right. Refuses days that have not come, and what is no number."""
    require(actor, Permission.PROGRAM_PUBLISH)
    check_observation(on, portal.now().date(), n)
    with writing(portal.database) as db:
        indicator = goals.indicator(db, indicator_id)
        checked = parsed(IndicatorDetails, **_at_value(indicator.details, value))
        with field_errors("note"):
            note = clean_text(note)[:LONGEST_WORDS]
        goals.observe(db, indicator_id, Observation(on, checked.baseline, n, note))
        record(db, portal, actor, Action.GOAL_OBSERVED, indicator.goal_id, f"{indicator.details.name} {on.isoformat()}")


def _at_value(details: IndicatorDetails, value: object) -> dict[str, object]:
    """The value checked as the numbers of an indicator are."""
    return {"name": details.name, "direction": "in_band", "baseline": value, "target": 0, "target_high": 0}


def forget(portal: Portal, actor: Actor, *, indicator_id: str, on: date) -> None:
    """Take back what was written down by mistake. Refuses days on which nothing was observed."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        indicator = goals.indicator(db, indicator_id)
        if not goals.forget(db, indicator_id, on):
            raise NotFound("Nothing was observed on this day.")
        record(db, portal, actor, Action.GOAL_OBSERVED, indicator.goal_id, f"{indicator.details.name} {on.isoformat()} taken back")


def link(portal: Portal, actor: Actor, *, goal_id: str, codes: Collection[str]) -> None:
    """Which programs serve a goal, beside those that say so in their own words. Refuses programs that are not there."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        goals.get(db, goal_id)
        if missing := [code for code in codes if programs.newest(db, code) is None]:
            raise NotFound(f"There is no program {missing[0]}.")
        goals.set_programs(db, goal_id, set(codes))
        record(db, portal, actor, Action.GOAL_DESCRIBED, goal_id, "programs")


def answer(portal: Portal, actor: Actor, *, enrolment_id: str, reached: str, words: str = "") -> None:
    """Say whether one reached the goal that one had at the beginning of a program; it may be changed.

    Refuses somebody else's participation (*not found*), one that is not finished, one without a goal.
    """
    require(actor, Permission.ENROLMENT_START)
    if reached not in REACHED_WORDS:
        raise BadInput({"reached": "Please choose one of the three."})
    known: Reached = next(word for word in REACHED_WORDS if word == reached)
    with field_errors("words"):
        words = clean_text(words)
    if len(words) > LONGEST_WORDS:
        raise BadInput({"words": f"Please use at most {LONGEST_WORDS} characters."})
    with writing(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        if enrolment.member_id != actor.id:
            raise NotFound("This program is not among yours.")
        if enrolment.is_open or not enrolment.goal:
            raise RuleBroken("This is asked after a program for which you had a goal.")
        goals.save_answer(db, enrolment_id, Answer(known, words), at=stamp(portal.now()))
