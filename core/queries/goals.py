"""Goals as the association looks at them, and one's own after a program."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.portal import Portal
from core.rules.goals import FEWEST_ANSWERS, Observation, Reached, in_words, serves
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.storage import enrolments, goals, programs
from core.storage.database import reading
from core.storage.goals import Answer, Goal, Indicator


@dataclass(frozen=True)
class Measured:
    """An indicator with what was observed, and where it stands in words."""

    indicator: Indicator
    seen: tuple[Observation, ...]
    words: str


@dataclass(frozen=True)
class GoalView:
    """A goal with its indicators, the programs that serve it (``linked``: those that were named by hand) and how many badges of them were
    awarded month by month."""

    goal: Goal
    measured: tuple[Measured, ...]
    programs: tuple[ProgramVersion, ...]
    linked: frozenset[str]
    awards: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class GoalsPage:
    """Every goal; programs without any; and what members said about their own goals, ``None`` while fewer than five did."""

    goals: tuple[GoalView, ...]
    without_goal: tuple[ProgramVersion, ...]
    answers: dict[Reached, int] | None


def all_goals(portal: Portal, actor: Actor) -> GoalsPage:
    """The goals that are pursued first."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        live = _live(db)
        views = tuple(_view(db, goal, live) for goal in sorted(goals.everything(db), key=lambda goal: goal.is_retired))
        answers = goals.answers(db)
    served = {program.code for view in views for program in view.programs if not view.goal.is_retired}
    without = tuple(program for program in live if program.code not in served)
    return GoalsPage(views, without, answers if sum(answers.values()) >= FEWEST_ANSWERS else None)


def _live(db: Database) -> list[ProgramVersion]:
    published = (stored.program for stored in programs.every_version(db) if stored.state == "published")
    return [program for program in published if program.benchmark != "pathway"]


def _view(db: Database, goal: Goal, live: list[ProgramVersion]) -> GoalView:
    linked = goals.programs_of(db, goal.id)
    serving = tuple(program for program in live if program.code in linked or serves(goal.details.title, program.goals))
    return GoalView(
        goal=goal,
        measured=tuple(_measured(db, indicator) for indicator in goals.indicators(db, goal.id)),
        programs=serving,
        linked=frozenset(linked),
        awards=tuple(goals.awards_by_month(db, {program.code for program in serving})),
    )


def _measured(db: Database, indicator: Indicator) -> Measured:
    seen = tuple(goals.observations(db, indicator.id))
    return Measured(indicator, seen, in_words(indicator.details, seen))


def served_by(portal: Portal, program: ProgramVersion) -> tuple[str, ...]:
    """The goals of the association that a program serves: those it names itself, and those it was linked to."""
    with reading(portal.database) as db:
        pursued = [goal for goal in goals.everything(db) if not goal.is_retired]
        linked = [goal.details.title for goal in pursued if program.code in goals.programs_of(db, goal.id)]
    return tuple(dict.fromkeys((*program.goals, *linked)))


def own_answer(portal: Portal, actor: Actor, enrolment_id: str) -> Answer | None:
    """What one said about one's goal after a program; ``None`` where one did not, or it is somebody else's."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        mine = enrolments.get(db, enrolment_id).member_id == actor.id
        return goals.answer(db, enrolment_id) if mine else None
