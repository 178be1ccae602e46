"""The file of a cohort, one person a row: which columns it has for a program, and what may stand in their cells.

A file is written by people in spreadsheets. Whatever cannot be read without guessing (a day such as 02/01/2026, a level that
is not on the scale, a formula) is refused for that row, with the name of its column.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.errors import BadInput
from core.rules.completion import named
from core.rules.members import Email, check_email
from core.rules.programs import ProgramVersion
from core.rules.spreadsheets import unguarded
from core.rules.texts import Line, OptionalLine, OptionalProse, clean_line, clean_text, filled_line

LONGEST_EMAIL, LONGEST_NAME, LONGEST_TITLE, LONGEST_DESCRIPTION = 254, 120, 120, 2_000
EARLIEST_YEAR = 1970
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = frozenset({"yes", "y", "x", "✓", "✔", "done", "completed", "true", "1"})
_NO = frozenset({"", "no", "n", "-", "–", "false", "0"})
_UNJUDGED = frozenset({"-", "–"})


class CohortRow(BaseModel):
    """What a row says about one person: ``levels`` per criterion (``None``: could not be judged), ``done`` are activities.

    ``completed_on`` is the day of the activity, never the day on which the badge is issued.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Email
    name: Annotated[Line, Field(max_length=LONGEST_NAME)]
    completed_on: date | None = None
    levels: dict[str, int | None] = {}
    done: tuple[str, ...] = ()
    evidence_title: Annotated[OptionalLine, Field(max_length=LONGEST_TITLE)] = ""
    evidence_description: Annotated[OptionalProse, Field(max_length=LONGEST_DESCRIPTION)] = ""


@dataclass(frozen=True)
class Column:
    """A column that the file of a program has. ``key`` is a field of ``CohortRow``; ``of`` the criterion or activity."""

    key: str
    heading: str
    needed: bool
    explanation: str
    aliases: tuple[str, ...] = ()
    of: str = ""

    @property
    def names(self) -> set[str]:
        return {_folded(name) for name in (self.heading, *self.aliases)}


@dataclass(frozen=True)
class Heading:
    """The first row of a file: what each position holds (``None``: nothing that is read), and what is ignored."""

    columns: tuple[Column | None, ...]
    ignored: tuple[str, ...]

    @property
    def names_activities(self) -> bool:
        return any(column and column.key == "done" for column in self.columns)


def columns_of(program: ProgramVersion) -> tuple[Column, ...]:
    """Every column that the file of this program may have, in the order of the template."""
    person = (
        Column("email", "e-mail", True, "Who gets the badge; one row a person.", ("email", "e-mail address", "email address", "mail")),
        Column(
            "name",
            "name",
            True,
            "The name on the badge. Somebody whom the portal knows keeps the name they have there.",
            ("name on badge", "name_on_badge", "full name"),
        ),
        Column(
            "completed_on",
            "completed_on",
            False,
            "The day of the activity, as 2026-05-31. The badge itself is always dated on the day it is issued.",
            ("completed on",),
        ),
    )
    evidence = (
        Column("evidence_title", "evidence_title", False, "A short public title of what was judged.", ("evidence title", "evidence")),
        Column("evidence_description", "evidence_description", False, "One or two public sentences on it.", ("evidence description",)),
    )
    return (*person, *_criteria(program), *_activities(program), *(evidence if program.wants_performance else ()))


def _criteria(program: ProgramVersion) -> tuple[Column, ...]:
    if not program.rubric:
        return ()
    scale = ", ".join(f"{level.points} or {level.name}" for level in program.rubric.levels)
    told = f"The level reached: {scale}. A hyphen where it could not be judged."
    return tuple(
        Column("levels", f"{row.key}: {row.title}", True, told, (row.key, row.title), of=row.key) for row in program.rubric.criteria
    )


def _activities(program: ProgramVersion) -> tuple[Column, ...]:
    if not program.wants_progress:
        return ()
    told = "“yes” when it was completed. Without any column for activities a row says that all of them were."
    return tuple(Column("done", f"{row.key}: {row.title}", False, told, (row.key, row.title), of=row.key) for row in program.activities)


def read_heading(program: ProgramVersion, cells: Sequence[str]) -> Heading:
    """Which column is what, by name and in any order. Refuses a file that lacks a needed column or has one twice."""
    known = _by_name(columns_of(program))
    found = tuple(known.get(_folded(unguarded(cell))) for cell in cells)
    missing = [column.heading for column in columns_of(program) if column.needed and column not in found]
    if missing:
        there = ", ".join(f"“{clean}”" for cell in cells if (clean := _shown(cell))) or "nothing"
        raise BadInput(
            {"file": f"The first row must name the columns. Not found: {', '.join(f'“{name}”' for name in missing)}. It has: {there}."}
        )
    doubled = {column.heading for column in found if column and found.count(column) > 1}
    if doubled:
        raise BadInput({"file": f"The file has more than one column “{min(doubled)}”. Please keep the right one."})
    ignored = tuple(_shown(cell) for cell, column in zip(cells, found, strict=True) if column is None and cell.strip())
    return Heading(found, ignored)


def _by_name(columns: Sequence[Column]) -> dict[str, Column]:
    """Of two columns with the same name the earlier one has it; the other is still found by its own key."""
    names: dict[str, Column] = {}
    for column in columns:
        for name in column.names:
            names.setdefault(name, column)
    return names


def recognised(program: ProgramVersion, cells: Sequence[str]) -> int:
    """How many of these cells name a column of the program: tells which sign separates the columns of a file."""
    known = _by_name(columns_of(program))
    return sum(_folded(unguarded(cell)) in known for cell in cells)


def read_row(program: ProgramVersion, heading: Heading, cells: Sequence[str], *, today: date) -> CohortRow:
    """What the row says. Refuses with one sentence per column (``BadInput``, the columns' headings are its fields)."""
    fields: dict[str, object] = {}
    levels: dict[str, int | None] = {}
    done: list[str] = []
    problems: dict[str, str] = {}
    if any(cell.strip() for cell in cells[len(heading.columns) :]):
        problems["line"] = "It has more cells than the file has columns. Text with the separator in it needs quotation marks around it."
    for column, cell in zip(heading.columns, [*cells, *[""] * len(heading.columns)], strict=False):
        if column is None:
            continue
        try:
            text = _plain(cell)
            if column.key == "levels":
                levels[column.of] = _level(program, text)
            elif column.key == "done":
                done += [column.of] if _yes(text) else []
            else:
                fields[column.key] = _day(text, today) if column.key == "completed_on" else _TEXTS[column.key](text)
        except ValueError as problem:
            problems[column.heading] = str(problem)
    if problems:
        raise BadInput({place: f"{place}: {sentence}" for place, sentence in problems.items()})
    if program.wants_progress and program.completion and not heading.names_activities:
        done = list(named(program.completion))
    return CohortRow.model_validate({**fields, "levels": levels, "done": tuple(done)})


def _plain(cell: str) -> str:
    """The cell as text. Refuses formulas: what they show is not what they say."""
    text = unguarded(cell)
    if text.lstrip().startswith("="):
        raise ValueError("This is a formula. Please write its value, as text.")
    return text


def _line(limit: int, clean: Callable[[str], str]) -> Callable[[str], str]:
    """Text of one line: a line break in it mostly means that a quotation mark is missing and the next row was swallowed."""

    def checked(cell: str) -> str:
        if "\n" in cell.strip() or "\r" in cell.strip():
            raise ValueError("There is a line break in this cell. Is a quotation mark missing here or in the row above?")
        return _no_longer_than(limit, clean)(cell)

    return checked


def _no_longer_than(limit: int, clean: Callable[[str], str]) -> Callable[[str], str]:
    def checked(cell: str) -> str:
        if len(text := clean(cell)) > limit:
            raise ValueError(f"Please use at most {limit:,} characters.")
        return text

    return checked


_TEXTS: dict[str, Callable[[str], str]] = {
    "email": _line(LONGEST_EMAIL, check_email),
    "name": _line(LONGEST_NAME, filled_line),
    "evidence_title": _line(LONGEST_TITLE, clean_line),
    "evidence_description": _no_longer_than(LONGEST_DESCRIPTION, clean_text),
}


def _day(cell: str, today: date) -> date | None:
    text = cell.strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{_shown(text)}” can be read in more than one way. Please write days as 2026-05-31 (year-month-day).")
    if day > today:
        raise ValueError(f"{day} lies in the future.")
    if day.year < EARLIEST_YEAR:
        raise ValueError(f"{day} is too long ago to be right.")
    return day


def _level(program: ProgramVersion, cell: str) -> int | None:
    rubric, text = program.rubric, cell.strip()
    assert rubric, "columns of criteria come from a rubric"
    if text in _UNJUDGED:
        return None
    for index, level in enumerate(rubric.levels):
        if text == str(level.points) or _folded(text) == _folded(level.name):
            return index
    scale = ", ".join(f"{level.points} ({level.name})" for level in rubric.levels)
    what = f"“{_shown(text)}” is not on the scale" if text else "A level is missing"
    raise ValueError(f"{what}. Please use one of {scale}, or a hyphen where it could not be judged.")


def _yes(cell: str) -> bool:
    text = cell.strip().casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError(f"Please write “yes” or “no” instead of “{_shown(cell)}”.")


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


def _shown(cell: str) -> str:
    """A cell as it can stand in a sentence."""
    return " ".join("".join(character if character.isprintable() else " " for character in cell).split())[:60]
