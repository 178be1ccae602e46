"""Results of SCORM packages as a table, with the names of the data model as headings (SCORM 1.2 RTE 3.4.4, SCORM 2004 RTE 4.2).

SCORM 1.2 has one status, ``cmi.core.lesson_status``; 2004 has two, ``cmi.completion_status`` and ``cmi.success_status``. *Browsed* is a
look around and satisfies nothing.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from core.rules.completion import State
from core.rules.lms.choices import Choices, folded
from core.rules.lms.rows import Read, Row, Who
from core.rules.lms.tables import Cell, ReadRow, missing, table
from core.rules.lms.values import first_of, moment_of, number, places, plain, score_of

_LESSON: dict[str, State] = {
    "passed": "passed",
    "completed": "complete",
    "failed": "failed",
    "incomplete": "not_complete",
    "browsed": "not_complete",
    "not attempted": "not_complete",
}
_SUCCESS: dict[str, State] = {"passed": "passed", "failed": "failed"}
_NAMES: dict[str, tuple[str, ...]] = {
    "mail": ("e-mail", "email", "email address", "mail"),
    "id": ("cmi.core.student_id", "cmi.learner_id", "student_id", "learner_id", "user id", "id"),
    "name": ("cmi.core.student_name", "cmi.learner_name", "student_name", "learner_name", "full name", "name"),
    "activity": ("scorm identifier", "identifier", "sco identifier", "item identifier", "sco", "activity", "course", "title"),
    "lesson": ("cmi.core.lesson_status", "lesson_status", "status"),
    "completion": ("cmi.completion_status", "completion_status"),
    "success": ("cmi.success_status", "success_status"),
    "scaled": ("cmi.score.scaled", "score_scaled", "scaled"),
    "raw": ("cmi.core.score.raw", "cmi.score.raw", "score_raw", "raw", "score"),
    "max": ("cmi.core.score.max", "cmi.score.max", "score_max", "max"),
    "at": ("timestamp", "completed on", "completed at", "date completed", "completion date", "last accessed", "date"),
}


def found_in(heads: Sequence[str]) -> dict[str, int | None]:
    """Which of the things that a SCORM table has stand in which column."""
    there = places(heads)
    return {what: first_of(there, *names) for what, names in _NAMES.items()}


def is_table(heads: Sequence[str]) -> bool:
    """Whether the headings are the names of SCORM's own statuses, and not just any status."""
    return not {"lessonstatus", "cmicorelessonstatus", "completionstatus", "cmicompletionstatus"}.isdisjoint(places(heads))


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """Each row: one person in one package."""
    return table(stream, partial(_prepare, choices))


def _prepare(choices: Choices, heads: Sequence[str]) -> ReadRow:
    at = found_in(heads)
    if at["lesson"] is None and at["completion"] is None:
        raise missing("a status (lesson_status, or completion_status and success_status)", heads)
    if at["mail"] is None and at["id"] is None:
        raise missing("a person (e-mail, or student_id or learner_id)", heads)
    return partial(_read, choices, at)


def _read(choices: Choices, at: dict[str, int | None], line: int, cell: Cell) -> Iterator[Read]:
    learner = plain(cell(at["id"]))
    mail = plain(cell(at["mail"])) or (learner if "@" in learner else "")
    word, state = _status(cell(at["lesson"]), cell(at["completion"]), cell(at["success"]))
    score, moment, problem = None, None, ""
    try:
        score = _score(cell(at["scaled"]), cell(at["raw"]), cell(at["max"]))
        moment = moment_of(cell(at["at"]), choices.days)
    except ValueError as trouble:
        problem = str(trouble)
    who = Who(mail=mail.casefold(), id=learner, name=plain(cell(at["name"])))
    yield Row(line, who, plain(cell(at["activity"])), word, state, score_bp=score, at=moment, problem=problem)


def _status(lesson: str, completion: str, success: str) -> tuple[str, State | None]:
    """The word as it stands there and what it comes to; success tells more than completion."""
    if not completion and not success:
        word = plain(lesson)
        return word, _LESSON.get(folded(word).replace("_", " "))
    word = plain(", ".join(part for part in (completion, success) if part))
    told = _SUCCESS.get(folded(success)) or _LESSON.get(folded(completion).replace("_", " "))
    return word, told or ("not_complete" if folded(completion) == "unknown" else None)


def _score(scaled: str, raw: str, most: str) -> int | None:
    if scaled:
        return score_of(scaled, 1)
    return score_of(raw, number(most) if most else 100)
