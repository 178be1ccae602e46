"""A rubric copied out of a spreadsheet: one row per criterion, one column per level, the headings above."""

import csv
from dataclasses import dataclass

from core.rules.drafts import DraftCriterion, DraftLevel
from core.rules.rubric_drafts import FEWEST_LEVELS, MOST_CRITERIA, MOST_LEVELS, new_key
from core.rules.spreadsheets import unguarded

_TITLES = frozenset({"criterion", "criteria", "title", "name", ""})
_DESCRIPTIONS = frozenset({"description", "about"})
LONGEST = 100_000


@dataclass(frozen=True)
class Pasted:
    """What was understood, and sentences about what was not; with sentences nothing should be taken over unseen."""

    levels: tuple[DraftLevel, ...]
    criteria: tuple[DraftCriterion, ...]
    remarks: tuple[str, ...] = ()


def read(text: str, threshold: int = 2) -> Pasted:
    """The rubric in pasted cells (tabs between them, as spreadsheets copy; commas or semicolons from a CSV file).

    ``ValueError`` with a sentence where there is no rubric in it.
    """
    if len(text) > LONGEST:
        raise ValueError(f"That is more than {LONGEST:,} characters. Please paste the rubric only.")
    rows = [[_cell(cell) for cell in row] for row in csv.reader(text.strip("\n").splitlines(keepends=True), delimiter=_delimiter(text))]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise ValueError("Please copy the headings and at least one row: the criterion first, then one column per level.")
    heads, body = rows[0], rows[1:]
    titled = 1 if heads[0].casefold() in _TITLES else None
    if titled is None:
        raise ValueError(f"The first column should be headed “Criterion”, not “{heads[0]}”.")
    first = 2 if len(heads) > 1 and heads[1].casefold() in _DESCRIPTIONS else 1
    names = [head for head in heads[first:] if head]
    if not FEWEST_LEVELS <= len(names) <= MOST_LEVELS:
        raise ValueError(
            f"There are {len(names)} columns for levels. A scale has {FEWEST_LEVELS} to {MOST_LEVELS}, from the lowest to the highest."
        )
    if len(body) > MOST_CRITERIA:
        raise ValueError(f"There are {len(body)} rows. A rubric has at most {MOST_CRITERIA} criteria, a good one three to five.")
    return _pasted(names, body, first, min(threshold, len(names) - 1))


def _delimiter(text: str) -> str:
    first = text.strip("\n").partition("\n")[0]
    return max("\t;,", key=first.count)


def _cell(text: str) -> str:
    return " ".join(unguarded(text).split())


def _pasted(names: list[str], body: list[list[str]], first: int, threshold: int) -> Pasted:
    criteria: list[DraftCriterion] = []
    remarks: list[str] = []
    for number, row in enumerate(body, 2):
        cells = [*row, *[""] * (first + len(names) - len(row))]
        descriptors = cells[first : first + len(names)]
        where = f"Row {number} (“{cells[0]}”)" if cells[0] else f"Row {number}"
        if not cells[0]:
            remarks.append(f"{where} has no name for its criterion.")
        if missing := [name for name, text in zip(names, descriptors, strict=True) if not text]:
            remarks.append(f"{where} says nothing for {', '.join(missing)}.")
        if any(cells[first + len(names) :]):
            remarks.append(f"{where} has more cells than there are headings; the rest is left out.")
        criteria.append(
            DraftCriterion(
                key=new_key("C", (one.key for one in criteria)),
                title=cells[0],
                description=cells[1] if first == 2 else "",
                descriptors=tuple(descriptors),
                threshold=threshold,
                minimum=min(1, threshold),
            )
        )
    levels = tuple(DraftLevel(name=name, points=n) for n, name in enumerate(names))
    return Pasted(levels, tuple(criteria), tuple(remarks))
