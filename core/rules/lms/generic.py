"""Any table with one statement a row: the person who imports says which column holds what, and how the file writes days."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from core.errors import BadInput
from core.rules.completion import State
from core.rules.lms.choices import Choices, Columns, folded
from core.rules.lms.rows import Read, Row, Who
from core.rules.lms.tables import Cell, ReadRow, missing, table
from core.rules.lms.values import first_of, heading, moment_of, places, plain, score_of

STATES: dict[str, State] = {
    **dict.fromkeys(("complete", "completed", "done", "finished", "yes", "y", "x", "1", "true", "✓", "✔", "100%", "100 %"), "complete"),
    **dict.fromkeys(("passed", "pass"), "passed"),
    **dict.fromkeys(("failed", "fail", "not passed"), "failed"),
    **dict.fromkeys(
        ("", "no", "n", "0", "false", "-", "–", "not complete", "not completed", "incomplete", "in progress", "not started", "started"),
        "not_complete",
    ),
    "waived": "waived",
}
_GUESSES: dict[str, tuple[str, ...]] = {
    "mail": ("e-mail", "email", "email address", "e-mail address", "mail"),
    "id": ("user id", "id", "username", "user name", "id number", "member no", "member number", "login"),
    "name": ("name", "full name", "participant", "member"),
    "activity": ("activity", "module", "course", "course name", "item", "lesson", "activity name"),
    "state": ("state", "status", "completion", "completion status", "result"),
    "score": ("score", "grade", "points", "percent", "percentage"),
    "at": (
        "date",
        "completed on",
        "completed at",
        "completion date",
        "date completed",
        "finished",
        "finished on",
        "completed",
        "timestamp",
        "time",
    ),
}


def guessed_columns(heads: Sequence[str]) -> Columns:
    """What the columns probably hold, by their headings; the person can say otherwise."""
    there = places(heads)
    found = {what: first_of(there, *names) for what, names in _GUESSES.items()}
    return Columns.model_validate({what: plain(heads[place]) for what, place in found.items() if place is not None})


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """Each row: one person and one activity."""
    return table(stream, partial(_prepare, choices))


def _prepare(choices: Choices, heads: Sequence[str]) -> ReadRow:
    there = places(heads)
    columns = choices.columns
    at: dict[str, int | None] = {}
    for what in _GUESSES:
        name = getattr(columns, what)
        if name and heading(name) not in there:
            raise missing(f"“{name}”", heads)
        at[what] = there[heading(name)] if name else None
    if at["mail"] is None and at["id"] is None:
        raise BadInput({"columns": "Please choose the column that says who it is: an e-mail address, or an id."})
    if at["activity"] is None and not choices.activity:
        raise BadInput({"columns": "Please choose the column that names the activity, or the one activity that this file is about."})
    return partial(_read, choices, at)


def _read(choices: Choices, at: dict[str, int | None], line: int, cell: Cell) -> Iterator[Read]:
    word = plain(cell(at["state"]))
    state: State | None = "complete" if at["state"] is None else STATES.get(folded(word))
    score, moment, problem = None, None, ""
    try:
        score = score_of(cell(at["score"]), choices.columns.score_whole)
        moment = moment_of(cell(at["at"]), choices.days)
    except ValueError as trouble:
        problem = str(trouble)
    who = Who(mail=plain(cell(at["mail"])).casefold(), id=plain(cell(at["id"])), name=plain(cell(at["name"])))
    yield Row(line, who, plain(cell(at["activity"])), word or "complete", state, score_bp=score, at=moment, problem=problem)
