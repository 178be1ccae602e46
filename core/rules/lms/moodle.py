"""Moodle's report *Activity completion* as CSV: one person a row, two columns for each activity (its state, and when).

Two variants: UTF-8 with commas, and for spreadsheets UTF-16LE with tabs and a mark. The first heading is empty; then come the columns
that identify people, as many as the site shows. Every word is in the language of whoever exported, so that the states of other
languages have to be told once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from core.errors import BadInput
from core.rules.completion import State
from core.rules.lms.choices import Choices, folded
from core.rules.lms.lines import Cells, sheet
from core.rules.lms.rows import Bad, Read, Row, Who
from core.rules.lms.values import cell, moment_of, plain

STATES: dict[str, State] = {
    "completed": "complete",
    "completed (achieved pass grade)": "passed",
    "completed (did not achieve pass grade)": "failed",
    "not completed": "not_complete",
}
LOOKED_AT = 30  # rows, to see where the pairs of columns begin
_WHEN = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?)?")
_SET_BY = re.compile(r"(.+?)\s*\((set by|[^()]*\b(?:von|par|por|da|door|av|af|przez)\b)\s+([^()]+)\)", re.IGNORECASE)
_USERNAMES = frozenset({"username", "benutzername", "anmeldename", "nom d'utilisateur", "nombre de usuario"})


@dataclass(frozen=True)
class _Layout:
    """Where things stand: the columns that identify people, and of each activity the place of its state."""

    mail: int | None
    username: int | None
    id: int | None
    activities: dict[int, str]


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """Each person and activity. Refuses a file whose columns are not those of the report."""
    rows = sheet(stream)
    first = next(rows, None)
    if not isinstance(first, Cells):
        raise BadInput({"file": first.sentence if first else "The file is empty."})
    looked_at = list(islice(rows, LOOKED_AT))
    layout = _layout(first.cells, [row.cells for row in looked_at if isinstance(row, Cells)])
    for row in chain(looked_at, rows):
        yield from [row] if isinstance(row, Bad) else _row(layout, row, len(first.cells))


def _layout(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> _Layout:
    begin = next((place for place in range(1, len(heads) - 1) if _pairs_from(place, heads, rows)), None)
    if begin is None:
        raise BadInput(
            {"file": "This does not look like Moodle’s report “Activity completion”: no pairs of columns (state and time) were found."}
        )
    identity = range(1, begin)
    mail = next((place for place in identity if _most(rows, place, lambda text: "@" in text)), None)
    username = next((place for place in identity if folded(plain(heads[place])) in _USERNAMES), None)
    number = next((place for place in identity if place not in (mail, username)), None)
    return _Layout(mail, username, number, {place: plain(heads[place]) for place in range(begin, len(heads) - 1, 2)})


def _pairs_from(begin: int, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether all columns from here on are pairs: a state in words, and a time or nothing."""
    if (len(heads) - begin) % 2 or not all(heads[place].strip() for place in range(begin, len(heads), 2)):
        return False
    return all(
        _is_word(cell(cells, place)) and _WHEN.fullmatch(cell(cells, place + 1))
        for cells in rows
        if len(cells) == len(heads)
        for place in range(begin, len(heads), 2)
    )


def _is_word(text: str) -> bool:
    return "@" not in text and (not text or any(character.isalpha() for character in text))


def _most(rows: Sequence[Sequence[str]], place: int, holds: Callable[[str], bool]) -> bool:
    there = [text for cells in rows if (text := cell(cells, place))]
    return bool(there) and sum(map(holds, there)) * 2 > len(there)


def _row(layout: _Layout, row: Cells, width: int) -> Iterator[Read]:
    if len(row.cells) != width:
        yield Bad(row.line, f"This line has {len(row.cells):,} cells, and the headings are {width:,}.")
        return
    who = Who(
        mail=plain(cell(row.cells, layout.mail)).casefold(),
        id=plain(cell(row.cells, layout.id)),
        username=plain(cell(row.cells, layout.username)),
        name=plain(cell(row.cells, 0)),
    )
    for place, activity in layout.activities.items():
        word = plain(cell(row.cells, place))
        state, note = state_of(word)
        at, problem = None, ""
        try:
            at = moment_of(cell(row.cells, place + 1))
        except ValueError as trouble:
            problem = str(trouble)
        yield Row(row.line, who, activity, word, state, column=place + 1, at=at, note=note, problem=problem)


def state_of(word: str) -> tuple[State | None, str]:
    """The state and where it comes from. What somebody set by hand says so.

    >>> state_of("Completed (set by Dana Reyes)"), state_of("Abgeschlossen")
    (('complete', 'set by Dana Reyes'), (None, ''))
    """
    found = _SET_BY.fullmatch(word)
    if found:
        return STATES.get(folded(found[1])), f"set by {found[3]}"
    return STATES.get(folded(word)), ""


def told_word(word: str) -> str:
    """The word whose meaning is asked for: without the name of who set it, since that would be another word for each person.

    >>> told_word("Abgeschlossen (gesetzt von Dana Reyes)"), told_word("Completed (achieved pass grade)")
    ('Abgeschlossen', 'Completed (achieved pass grade)')
    """
    found = _SET_BY.fullmatch(word)
    return found[1] if found else word
