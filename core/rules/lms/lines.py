"""From bytes to lines and from lines to rows of cells, a bounded piece at a time, whatever somebody hands in.

Encodings are told by their mark, and are UTF-8 without one. What cannot be decoded is never guessed (a guess turns names into other
names): the line says so. A quotation mark that does not end would swallow the rest of a file, so a row may span a few lines only.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from core.errors import BadInput
from core.rules.lms.rows import Bad

PIECE = 64 * 1024
LONGEST_LINE = 200_000
MOST_COLUMNS = 2_000
MOST_LINES_IN_A_ROW = 20
SEPARATORS = (",", ";", "\t", "|")
# The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HOW_TO_SAVE = "In a spreadsheet choose “Save as” and then “CSV UTF-8”."
_END = re.compile(r"\r\n|\n|\r")
_LOST = "\ufffd"


@dataclass(frozen=True)
class Cells:
    """A row of a file with the number of the line on which it begins."""

    line: int
    cells: list[str]


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding and how many bytes its mark has. Refuses workbooks, pictures and whatever else is no text."""
    if not head.strip():
        raise BadInput({"file": "The file is empty."})
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput({"file": f"This is a workbook or an archive, not a text file. {_HOW_TO_SAVE}"})
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    if b"\x00" in head:
        raise BadInput({"file": f"This is not a text file that can be read here. {_HOW_TO_SAVE}"})
    return "utf-8", 0


def pieces(stream: BinaryIO) -> Iterator[str]:
    """The text, piece by piece; what cannot be decoded is U+FFFD in it."""
    head = stream.read(PIECE)
    name, mark = encoding_of(head)
    decoder = codecs.getincrementaldecoder(name)("replace")
    data = head[mark:]
    while data:
        yield decoder.decode(data)
        data = stream.read(PIECE)
    yield decoder.decode(b"", final=True)


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines with one kind of end, each cut off at ``LONGEST_LINE`` (it then is longer than that by its end)."""
    rest = ""
    for piece in pieces(stream):
        text, rest = rest + piece, ""
        held = text.endswith("\r")  # its line feed may be in the next piece
        *whole, rest = _END.split(text[:-1] if held else text)
        yield from (_cut(line) for line in whole)
        rest = _cut_open(rest) + ("\r" if held else "")
    if rest:
        yield _cut(rest.rstrip("\r"))


def _cut(line: str) -> str:
    return line[: LONGEST_LINE + 1] + "\n"


def _cut_open(rest: str) -> str:
    """A line that is not at its end yet; what is beyond the limit is let go at once."""
    return rest[: LONGEST_LINE + 1]


@dataclass
class _Lines:
    """Lines with their numbers, of which some can be put back."""

    source: Iterator[str]
    taken: int = 0
    back: deque[str] = field(default_factory=deque)

    def take(self) -> str | None:
        line = self.back.popleft() if self.back else next(self.source, None)
        self.taken += line is not None
        return line

    def put_back(self, several: Sequence[str]) -> None:
        self.back.extendleft(reversed(several))
        self.taken -= len(several)


def sheet(stream: BinaryIO, separator: str | None = None) -> Iterator[Cells | Bad]:
    """The rows that hold anything; a row that cannot be taken apart is told with its line, and the next one is read on."""
    source = _Lines(lines(stream))
    while (first := source.take()) is not None:
        if not first.strip():
            continue
        if separator is None:
            told = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)
            separator = told[1] if told else _separator_of(first)
            if told:
                continue
        found = _row(source, first, separator)
        if isinstance(found, Bad) or any(cell.strip() for cell in found.cells):
            yield found


def _separator_of(line: str) -> str:
    """The sign that takes the first line apart into the most cells."""
    return max(SEPARATORS, key=lambda sign: len(_taken_apart([line], sign) or ()))


def _row(source: _Lines, first: str, separator: str) -> Cells | Bad:
    """One row, of one line mostly; where a quotation mark stays open, of the lines up to its end."""
    begin, several = source.taken, [first]
    while True:
        if sum(map(len, several)) > LONGEST_LINE:
            source.put_back(several[1:])
            return Bad(begin, f"This line has more than {LONGEST_LINE:,} characters. Is a quotation mark missing?")
        cells = _taken_apart(several, separator)
        if cells is not None:
            return _checked(begin, cells)
        following = source.take() if len(several) < MOST_LINES_IN_A_ROW else None
        if following is None:
            source.put_back(several[1:])
            return Bad(begin, "This line cannot be taken apart: a quotation mark is missing in it, or there is one too many.")
        several.append(following)


def _checked(line: int, cells: list[str]) -> Cells | Bad:
    if len(cells) > MOST_COLUMNS:
        return Bad(line, f"This line has {len(cells):,} columns; at most {MOST_COLUMNS:,} are read.")
    if any(_LOST in cell for cell in cells):
        return Bad(line, f"This line is not in Unicode (UTF-8), so that its letters would be guessed. {_HOW_TO_SAVE}")
    if any("\x00" in cell for cell in cells):
        return Bad(line, "This line holds characters that no text has.")
    return Cells(line, cells)


def _taken_apart(several: Sequence[str], separator: str) -> list[str] | None:
    """The cells, or ``None`` where a quotation mark is open or wrong."""
    try:
        found = list(csv.reader(several, delimiter=separator, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None
