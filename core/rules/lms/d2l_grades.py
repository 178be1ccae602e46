"""Brightspace grades as exported from the grade book: one person a row, a column for each grade item.

Numeric items are headed *NAME Points Grade <Numeric MaxPoints:50 …>*. A grade has no time. From which share a grade counts as passed is
chosen by the person who imports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import BinaryIO

from core.rules.completion import State
from core.rules.lms.choices import Choices
from core.rules.lms.rows import Read, Row, Who
from core.rules.lms.tables import Cell, ReadRow, missing, table
from core.rules.lms.values import first_of, places, plain, score_of

_ITEM = re.compile(r"(.+?) Points Grade(?:\s*<[^>]*?MaxPoints:\s*(\d{1,9}(?:[.,]\d{1,6})?)[^>]*>)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A grade item: its column, its name, and how many points are everything (``None``: the heading does not say)."""

    place: int
    name: str
    whole: Decimal | None


def items_in(heads: Sequence[str]) -> list[Item]:
    """The grade items that the headings name."""
    found = [(place, _ITEM.fullmatch(head.strip()[:400])) for place, head in enumerate(heads)]
    return [Item(place, plain(match[1]), Decimal(match[2].replace(",", ".")) if match[2] else None) for place, match in found if match]


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """Each person and grade item."""
    return table(stream, partial(_prepare, choices))


def _prepare(choices: Choices, heads: Sequence[str]) -> ReadRow:
    there = places(heads)
    person = {
        "id": first_of(there, "Org Defined Id"),
        "username": first_of(there, "Username", "User Name"),
        "mail": first_of(there, "Email", "E-mail", "External Email"),
        "first": first_of(there, "First Name"),
        "last": first_of(there, "Last Name"),
    }
    if person["id"] is None and person["username"] is None and person["mail"] is None:
        raise missing("a person (Org Defined Id, Username or Email)", heads)
    if not (items := items_in(heads)):
        raise missing("a grade item (“… Points Grade”)", heads)
    return partial(_read, choices, person, items)


def _read(choices: Choices, person: dict[str, int | None], items: Sequence[Item], line: int, cell: Cell) -> Iterator[Read]:
    who = Who(
        mail=plain(cell(person["mail"])).casefold(),
        id=plain(cell(person["id"])).removeprefix("#"),
        username=plain(cell(person["username"])).removeprefix("#"),
        name=plain(f"{cell(person['first'])} {cell(person['last'])}"),
    )
    for item in items:
        yield _grade(choices, who, item, line, cell(item.place))


def _grade(choices: Choices, who: Who, item: Item, line: int, text: str) -> Row:
    try:
        score = score_of(text, item.whole)
    except ValueError as trouble:
        return Row(line, who, item.name, plain(text), "complete", column=item.place + 1, problem=str(trouble))
    state: State = "not_complete" if score is None else "passed" if score >= choices.pass_mark_bp else "failed"
    return Row(line, who, item.name, plain(text), state, column=item.place + 1, score_bp=score)
