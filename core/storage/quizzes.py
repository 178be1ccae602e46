"""Tries of quizzes, which are only ever added, and the answers of a try that is not handed in yet."""

import json
from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlite_utils import Database

from core.rules.quizzes import Answer, Try
from core.rules.times import stamp
from core.storage.database import change, one, rows

_ANSWERS = TypeAdapter(dict[int, Answer])


def tries(db: Database, enrolment_id: str, activity: str) -> list[Try]:
    """The tries of one person at one quiz, the first one first."""
    found = rows(
        db,
        "SELECT number, answers, score_bp, passed, at FROM quiz_attempts WHERE enrolment_id = :enrolment AND activity = :activity"
        " ORDER BY number",
        enrolment=enrolment_id,
        activity=activity,
    )
    return [Try.model_validate(row | {"answers": json.loads(row["answers"])}) for row in found]


def add(db: Database, try_id: str, enrolment_id: str, activity: str, taken: Try) -> None:
    """Keep a try; what was typed for it is not needed any more. The number is taken once only."""
    change(
        db,
        "INSERT INTO quiz_attempts (id, enrolment_id, activity, number, answers, score_bp, passed, at)"
        " VALUES (:id, :enrolment, :activity, :number, :answers, :score_bp, :passed, :at)",
        id=try_id,
        enrolment=enrolment_id,
        activity=activity,
        number=taken.number,
        answers=json.dumps(taken.answers),
        score_bp=taken.score_bp,
        passed=int(taken.passed),
        at=stamp(taken.at),
    )
    change(
        db, "DELETE FROM quiz_answers WHERE enrolment_id = :enrolment AND activity = :activity", enrolment=enrolment_id, activity=activity
    )


def typed(db: Database, enrolment_id: str, activity: str) -> dict[int, Answer] | None:
    """What is typed so far for the next try, by question; ``None`` when nothing is."""
    row = one(
        db,
        "SELECT answers FROM quiz_answers WHERE enrolment_id = :enrolment AND activity = :activity",
        enrolment=enrolment_id,
        activity=activity,
    )
    return _ANSWERS.validate_json(row["answers"]) if row else None


def keep_typed(db: Database, enrolment_id: str, activity: str, answers: Mapping[int, Answer], *, at: str) -> None:
    change(
        db,
        "INSERT INTO quiz_answers (enrolment_id, activity, answers, at) VALUES (:enrolment, :activity, :answers, :at)"
        " ON CONFLICT (enrolment_id, activity) DO UPDATE SET answers = excluded.answers, at = excluded.at",
        enrolment=enrolment_id,
        activity=activity,
        answers=_ANSWERS.dump_json(dict(answers)).decode(),
        at=at,
    )
