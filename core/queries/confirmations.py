"""What a facilitator can confirm or waive: the open activities of people who take part, and which of them wait for it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from core.portal import Portal
from core.rules.completion import Activity, Completion, effective
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.ticking import is_done, needed_score
from core.storage import programs
from core.storage.database import reading, rows


@dataclass(frozen=True)
class OpenActivity:
    """One open activity of one person. ``needed_bp`` is the score that the program asks for in it; ``tries`` counts the quiz's."""

    enrolment_id: str
    member_name: str
    program: ProgramVersion
    activity: Activity
    needed_bp: int | None
    tries: int

    @property
    def waits(self) -> bool:
        """Whether nobody but a facilitator can go on: theirs to confirm, or a quiz whose tries are used."""
        return self.activity.source == "facilitator" or self.is_used_up

    @property
    def is_used_up(self) -> bool:
        quiz = self.activity.quiz
        return quiz is not None and 0 < quiz.tries <= self.tries


def open_activities(portal: Portal, actor: Actor) -> list[OpenActivity]:
    """What is not done in running participations of others, by program and name."""
    require(actor, Permission.ACTIVITY_CONFIRM)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT e.id, e.version_id, m.display_name FROM enrolments e JOIN members m ON m.id = e.member_id"
            " WHERE e.state IN ('active', 'in_progress') AND e.member_id <> :me"
            " ORDER BY e.program_code, e.version_id, m.display_name, e.id",
            me=actor.member_id,
        )
        said, tries = _said(db, actor), _tries(db, actor)
        open_ones: list[OpenActivity] = []
        for row in found:
            program = programs.get(db, row["version_id"]).program
            open_ones += _of_one(row["id"], row["display_name"], program, said[row["id"]], tries)
        return open_ones


def _said(db: Database, actor: Actor) -> dict[str, list[Completion]]:
    said: dict[str, list[Completion]] = defaultdict(list)
    for row in rows(
        db,
        "SELECT c.enrolment_id, c.activity, c.state, c.source, c.at, c.score_bp, c.note FROM completions c"
        " JOIN enrolments e ON e.id = c.enrolment_id WHERE e.state IN ('active', 'in_progress') AND e.member_id <> :me",
        me=actor.member_id,
    ):
        said[row.pop("enrolment_id")].append(Completion.model_validate(row))
    return said


def _tries(db: Database, actor: Actor) -> dict[tuple[str, str], int]:
    found = rows(
        db,
        "SELECT q.enrolment_id, q.activity, COUNT(*) AS tries FROM quiz_attempts q JOIN enrolments e ON e.id = q.enrolment_id"
        " WHERE e.state IN ('active', 'in_progress') AND e.member_id <> :me GROUP BY q.enrolment_id, q.activity",
        me=actor.member_id,
    )
    return {(row["enrolment_id"], row["activity"]): row["tries"] for row in found}


def _of_one(
    enrolment_id: str, name: str, program: ProgramVersion, statements: list[Completion], tries: dict[tuple[str, str], int]
) -> Iterator[OpenActivity]:
    said = effective(statements)
    for activity in program.activities:
        if not is_done(program, said, activity.key):
            needed, tried = needed_score(program, activity.key), tries.get((enrolment_id, activity.key), 0)
            yield OpenActivity(enrolment_id, name, program, activity, needed, tried)
