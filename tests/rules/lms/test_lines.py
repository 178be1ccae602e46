"""Whatever spreadsheets and systems write becomes rows of cells, and a broken row harms none after it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.lms.lines import LONGEST_LINE, MOST_COLUMNS, PIECE, Cells, lines, sheet
from core.rules.lms.rows import Bad


def rows(data: bytes) -> list[Cells | Bad]:
    return list(sheet(BytesIO(data)))


def cells(data: bytes) -> list[list[str]]:
    return [row.cells for row in rows(data) if isinstance(row, Cells)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, separator: str, end: str) -> None:
    text = end.join([separator.join(['""', "name", "Ø"]), separator.join(["1", '"Zoë ""Z"""', "x"])])
    assert cells(text.encode(encoding)) == [["", "name", "Ø"], ["1", 'Zoë "Z"', "x"]]


def test_the_separator_may_be_told() -> None:
    assert cells(b"sep=;\na,b;c\n") == [["a,b", "c"]]


def test_line_breaks_in_quotation_marks_belong_to_the_cell() -> None:
    found = rows(b'a,b\n1,"two\nlines"\n3,4\n')
    assert [(row.line, row.cells) for row in found if isinstance(row, Cells)] == [
        (1, ["a", "b"]),
        (2, ["1", "two\nlines"]),
        (4, ["3", "4"]),
    ]


def test_an_open_quotation_mark_is_told_with_its_line_and_nothing_else_is_lost() -> None:
    found = rows(b'a,b\n1,"open\n' + b"".join(b"%d,x\n" % n for n in range(100)))
    assert isinstance(found[1], Bad) and found[1].line == 2 and "quotation mark" in found[1].sentence
    assert [row.line for row in found[2:]] == list(range(3, 103))


def test_letters_that_are_not_unicode_are_told_and_never_guessed() -> None:
    found = rows("name,x\nZoë,1\n".encode() + "José,2\n".encode("latin-1") + b"Ana,3\n")
    assert [row.line for row in found if isinstance(row, Bad)] == [3]
    assert cells("name,x\nZoë,1\n".encode()) == [["name", "x"], ["Zoë", "1"]]


@pytest.mark.parametrize(
    "line", [b"x" * (LONGEST_LINE * 3), b",".join([b"1"] * (MOST_COLUMNS + 1)), b'"' + b"y," * LONGEST_LINE], ids=["long", "wide", "open"]
)
def test_what_is_too_large_is_one_bad_line(line: bytes) -> None:
    found = rows(b"a,b\n" + line + b"\n1,2\n")
    assert [type(row) for row in found] == [Cells, Bad, Cells]
    assert [row.line for row in found] == [1, 2, 3]


@given(st.text(alphabet="ab\r\n", max_size=30), st.integers(-3, 3))
def test_lines_end_at_the_same_places_wherever_the_file_is_cut(text: str, shift: int) -> None:
    filler = "x" * (PIECE + shift - 5)
    wanted = (filler + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wanted = wanted[:-1] if wanted[-1] == "" else wanted
    assert [line.rstrip("\n") for line in lines(BytesIO((filler + text).encode()))] == wanted


@pytest.mark.parametrize(("data", "word"), [(b"", "empty"), (b"PK\x03\x04x", "workbook"), (b"a\x00b", "not a text file")])
def test_what_is_no_text_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        rows(data)
