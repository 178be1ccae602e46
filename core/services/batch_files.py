"""Reading the file of a cohort: encodings, separators and line ends as spreadsheets write them, one row at a time.

What cannot be read without guessing is refused as a whole (an unknown encoding would turn names into other names); what is
wrong in one row is said about that row. Only one row is in memory at a time.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import BadInput
from core.rules.batch_files import recognised
from core.rules.programs import ProgramVersion

LARGEST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000
LONGEST_CELL = 20_000
MOST_COLUMNS = 200
# The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)  # a first line by which spreadsheets tell each other
_HOW_TO_SAVE = "In a spreadsheet choose “Save as” and then “CSV UTF-8”."


@dataclass(frozen=True)
class Cells:
    """A row of the file with the number of the line on which it begins."""

    line: int
    cells: list[str]


def rows_of(data: bytes, program: ProgramVersion) -> Iterator[Cells]:
    """The rows that hold anything, the one with the columns' names first.

    Refuses (``BadInput`` for ``file``) other encodings than Unicode, quotation marks that do not end, and files beyond
    ``LARGEST_BYTES`` and ``MOST_ROWS``, at the row where it shows.
    """
    lines = _Lines(io.TextIOWrapper(io.BytesIO(data), encoding=_encoding(data), newline=""))
    reader = csv.reader(lines, delimiter=_separator(lines, program), strict=True)
    count = 0
    while True:
        line = lines.taken + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise BadInput(
                {"file": f"Line {line} cannot be taken apart: a quotation mark is missing there, or is one too many ({problem})."}
            ) from problem
        if any(cell.strip() for cell in cells):
            count += 1
            yield Cells(line, _bounded(cells, line))
        if count > MOST_ROWS + 1:
            raise BadInput({"file": f"The file has more than {MOST_ROWS:,} rows. Please split it into several."})


def _encoding(data: bytes) -> str:
    if not data.strip():
        raise BadInput({"file": "The file is empty."})
    if len(data) > LARGEST_BYTES:
        raise BadInput({"file": f"The file is larger than {LARGEST_BYTES // 1024**2} MB. Please split it into several."})
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadInput({"file": f"This is a workbook, not a CSV file. {_HOW_TO_SAVE}"})
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        raise BadInput({"file": f"This is not a text file that we can read. {_HOW_TO_SAVE}"})
    return marked or "utf-8"


class _Lines:
    """The physical lines of the file, counted; the first ones can be looked at before they are taken."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self.taken = text, 0
        self._first = [self._read()]

    def _read(self) -> str:
        try:
            return self._text.readline()
        except UnicodeDecodeError as problem:
            raise BadInput({"file": f"Line {self.taken + 1} or a later one is not in Unicode (UTF-8). {_HOW_TO_SAVE}"}) from problem

    def look(self) -> str:
        """The first line that holds anything; empty ones before it are passed over."""
        while self._first[-1] and not self._first[-1].strip():
            self.taken += 1
            self._first = [self._read()]
        return self._first[-1]

    def drop(self) -> None:
        self.taken += 1
        self._first = [self._read()]

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._first.pop() if self._first else self._read()
        if not line:
            raise StopIteration
        self.taken += 1
        return line


def _separator(lines: _Lines, program: ProgramVersion) -> str:
    """The sign with which the first row names the most columns that we know."""
    first = lines.look()
    if told := _SEPARATOR_LINE.fullmatch(first.strip("\r\n")):
        lines.drop()
        return told.group(1)
    return max(_SEPARATORS, key=lambda sign: recognised(program, _parted(first, sign)))


def _parted(line: str, sign: str) -> list[str]:
    """The cells of a line, none where this sign does not take it apart."""
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def _bounded(cells: Sequence[str], line: int) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise BadInput({"file": f"Line {line} has {len(cells):,} columns; at most {MOST_COLUMNS} are read."})
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise BadInput({"file": f"Line {line} has a cell with more than {LONGEST_CELL:,} characters. Is a quotation mark missing?"})
    return list(cells)
