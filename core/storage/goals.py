"""Goals of the association with their indicators, observations and programs; and members' answers about their own goals."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.goals import GoalDetails, IndicatorDetails, Observation, Reached
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Goal:
    id: str
    details: GoalDetails
    is_retired: bool


@dataclass(frozen=True)
class Indicator:
    id: str
    goal_id: str
    details: IndicatorDetails


@dataclass(frozen=True)
class Answer:
    """What a member said about their own goal after a program."""

    reached: Reached
    words: str


def _goal(row: Row) -> Goal:
    return Goal(row["id"], GoalDetails.model_validate_json(row["content"]), row["retired_at"] is not None)


def everything(db: Database) -> list[Goal]:
    """In the order in which they were written down."""
    return [_goal(row) for row in rows(db, "SELECT * FROM goals ORDER BY created_at, id")]


def get(db: Database, goal_id: str) -> Goal:
    row = one(db, "SELECT * FROM goals WHERE id = :id", id=goal_id)
    if row is None:
        raise NotFound("There is no such goal.")
    return _goal(row)


def save(db: Database, goal_id: str, details: GoalDetails, *, at: str) -> None:
    change(
        db,
        "INSERT INTO goals (id, title, content, created_at) VALUES (:id, :title, :content, :at)"
        " ON CONFLICT (id) DO UPDATE SET title = :title, content = :content",
        id=goal_id,
        title=details.title,
        content=details.model_dump_json(),
        at=at,
    )


def set_retired(db: Database, goal_id: str, at: str | None) -> None:
    change(db, "UPDATE goals SET retired_at = :at WHERE id = :id", id=goal_id, at=at)


def indicators(db: Database, goal_id: str) -> list[Indicator]:
    found = rows(db, "SELECT * FROM goal_indicators WHERE goal_id = :goal ORDER BY created_at, id", goal=goal_id)
    return [Indicator(row["id"], row["goal_id"], IndicatorDetails.model_validate_json(row["content"])) for row in found]


def indicator(db: Database, indicator_id: str) -> Indicator:
    row = one(db, "SELECT * FROM goal_indicators WHERE id = :id", id=indicator_id)
    if row is None:
        raise NotFound("There is no such indicator.")
    return Indicator(row["id"], row["goal_id"], IndicatorDetails.model_validate_json(row["content"]))


def save_indicator(db: Database, indicator_id: str, goal_id: str, details: IndicatorDetails, *, at: str) -> None:
    change(
        db,
        "INSERT INTO goal_indicators (id, goal_id, content, created_at) VALUES (:id, :goal, :content, :at)"
        " ON CONFLICT (id) DO UPDATE SET content = :content",
        id=indicator_id,
        goal=goal_id,
        content=details.model_dump_json(),
        at=at,
    )


def observations(db: Database, indicator_id: str) -> list[Observation]:
    """In the order of time."""
    found = rows(db, "SELECT * FROM goal_observations WHERE indicator_id = :id ORDER BY seen_on", id=indicator_id)
    return [Observation(date.fromisoformat(row["seen_on"]), Decimal(row["value"]), row["n"], row["note"]) for row in found]


def observe(db: Database, indicator_id: str, seen: Observation) -> None:
    """What was seen on the same day before is put right by it."""
    change(
        db,
        "INSERT INTO goal_observations (indicator_id, seen_on, value, n, note) VALUES (:id, :day, :value, :n, :note)"
        " ON CONFLICT (indicator_id, seen_on) DO UPDATE SET value = :value, n = :n, note = :note",
        id=indicator_id,
        day=seen.on.isoformat(),
        value=str(seen.value),
        n=seen.n,
        note=seen.note,
    )


def forget(db: Database, indicator_id: str, on: date) -> int:
    return change(db, "DELETE FROM goal_observations WHERE indicator_id = :id AND seen_on = :day", id=indicator_id, day=on.isoformat())


def programs_of(db: Database, goal_id: str) -> set[str]:
    return {row["program_code"] for row in rows(db, "SELECT program_code FROM goal_programs WHERE goal_id = :id", id=goal_id)}


def set_programs(db: Database, goal_id: str, codes: set[str]) -> None:
    change(db, "DELETE FROM goal_programs WHERE goal_id = :id", id=goal_id)
    for code in sorted(codes):
        change(db, "INSERT INTO goal_programs (goal_id, program_code) VALUES (:id, :code)", id=goal_id, code=code)


def awards_by_month(db: Database, codes: set[str]) -> list[tuple[str, int]]:
    """How many badges of these programs were awarded in each month that had any, as ``2026-04``."""
    named = {f"c{place}": code for place, code in enumerate(sorted(codes))}
    if not named:
        return []
    among = ", ".join(f":{name}" for name in named)
    sql = (
        "SELECT substr(awarded_at, 1, 7) AS month, count(*) AS n FROM awards"  # noqa: S608 - names of parameters only
        f" WHERE program_code IN ({among}) AND origin <> 'correction' GROUP BY month ORDER BY month"
    )
    return [(row["month"], row["n"]) for row in rows(db, sql, **named)]


def answer(db: Database, enrolment_id: str) -> Answer | None:
    row = one(db, "SELECT reached, words FROM goal_answers WHERE enrolment_id = :id", id=enrolment_id)
    return Answer(row["reached"], row["words"]) if row else None


def save_answer(db: Database, enrolment_id: str, given: Answer, *, at: str) -> None:
    change(
        db,
        "INSERT INTO goal_answers (enrolment_id, reached, words, answered_at) VALUES (:id, :reached, :words, :at)"
        " ON CONFLICT (enrolment_id) DO UPDATE SET reached = :reached, words = :words, answered_at = :at",
        id=enrolment_id,
        reached=given.reached,
        words=given.words,
        at=at,
    )


def answers(db: Database) -> dict[Reached, int]:
    """How many members said what about their own goals."""
    return {row["reached"]: row["n"] for row in rows(db, "SELECT reached, count(*) AS n FROM goal_answers GROUP BY reached")}
