"""Brightspace data set *Content User Completion*: who completed which content object when. It names people and content by number only.

The columns are ``ContentObjectId, OrgUnitId, UserId, DateCompleted, LastModified`` (Brightspace Data Sets, Content). Who a number is,
says the data set *Users*, or a table with two columns.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from core.rules.lms.choices import Choices
from core.rules.lms.rows import Read, Row, Who
from core.rules.lms.tables import Cell, ReadRow, missing, table
from core.rules.lms.values import first_of, moment_of, places, plain


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """Each row: a content object that somebody completed, or has begun."""
    return table(stream, _prepare)


def _prepare(heads: Sequence[str]) -> ReadRow:
    there = places(heads)
    at = {name: first_of(there, name) for name in ("ContentObjectId", "UserId", "DateCompleted")}
    for name, place in at.items():
        if place is None:
            raise missing(f"“{name}”", heads)
    return partial(_read, at)


def _read(at: dict[str, int | None], line: int, cell: Cell) -> Iterator[Read]:
    if not cell(at["UserId"]) or not cell(at["ContentObjectId"]):
        raise ValueError("This line lacks a UserId or a ContentObjectId.")
    when, problem, moment = cell(at["DateCompleted"]), "", None
    try:
        moment = moment_of(when)
    except ValueError as trouble:
        problem = str(trouble)
    word = "completed" if when else "not completed"
    yield Row(
        line,
        Who(id=plain(cell(at["UserId"]))),
        plain(cell(at["ContentObjectId"])),
        word,
        "complete" if when else "not_complete",
        at=moment,
        problem=problem,
    )
