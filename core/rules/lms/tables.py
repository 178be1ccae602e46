"""What files with one heading row have in common: the headings are found by name, and each row is read by itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from core.errors import BadInput
from core.rules.lms.lines import Cells, sheet
from core.rules.lms.rows import Bad, Read
from core.rules.lms.values import cell, plain

Cell = Callable[[int | None], str]
ReadRow = Callable[[int, Cell], Iterator[Read]]


def table(stream: BinaryIO, prepare: Callable[[Sequence[str]], ReadRow]) -> Iterator[Read]:
    """``prepare`` looks at the headings and gives the reader of rows. Refuses a file without a heading row.

    A row with text beyond the last heading is told: a separator stands in a cell without quotation marks.
    """
    rows = sheet(stream)
    first = next(rows, None)
    if not isinstance(first, Cells):
        raise BadInput({"file": first.sentence if first else "The file is empty."})
    read = prepare(first.cells)
    for row in rows:
        if isinstance(row, Bad):
            yield row
        elif any(text.strip() for text in row.cells[len(first.cells) :]):
            yield Bad(row.line, "This line has more cells than the file has headings. Text with the separator in it needs quotation marks.")
        else:
            yield from _guarded(read, row)


def _guarded(read: ReadRow, row: Cells) -> Iterator[Read]:
    def cell_of(place: int | None) -> str:
        return cell(row.cells, place)

    try:
        yield from read(row.line, cell_of)
    except ValueError as problem:
        yield Bad(row.line, str(problem))


def missing(what: str, heads: Sequence[str]) -> BadInput:
    """The refusal of a file that lacks a needed heading; says what was found in its place."""
    there = ", ".join(f"“{name}”" for head in heads[:12] if (name := plain(head))) or "nothing"
    return BadInput({"file": f"The first line must name the columns. Not found: {what}. It has: {there}."})
