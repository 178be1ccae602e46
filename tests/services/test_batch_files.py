"""Files as spreadsheets write them: right, or refused with the line in which it shows; never other names than were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.services.batch_files import LARGEST_BYTES, MOST_ROWS, rows_of
from tests.builders import a_performance_program, a_progress_program

PROGRESS = a_progress_program()
TEXT = "e-mail,name\nzoe@example.org,Zoë Łukasz 李\n"


def read(data: bytes | str, program=PROGRESS) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in rows_of(data.encode() if isinstance(data, str) else data, program)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_line_ends_and_separators(encoding: str, ends: str, separator: str) -> None:
    data = TEXT.replace(",", separator).replace("\n", ends).encode(encoding)
    assert read(data) == [(1, ["e-mail", "name"]), (2, ["zoe@example.org", "Zoë Łukasz 李"])]


def test_big_endian_files_have_their_mark_too() -> None:
    assert read("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"))[1][1][1] == "Zoë Łukasz 李"


def test_lines_are_counted_as_the_file_has_them() -> None:
    data = '\n\ne-mail,name,note\n\n,,\n"a@example.org","A","two\nlines, one ""cell"""\n  \nb@example.org,B,\n'
    assert read(data) == [
        (3, ["e-mail", "name", "note"]),
        (6, ["a@example.org", "A", 'two\nlines, one "cell"']),
        (9, ["b@example.org", "B", ""]),
    ]


def test_a_line_that_names_the_separator_is_believed() -> None:
    assert read("sep=|\r\ne-mail|name\r\na@example.org|A, B; C\r\n")[1] == (3, ["a@example.org", "A, B; C"])


def test_the_separator_is_not_taken_from_a_title_with_commas() -> None:
    head = "e-mail;name;C1: Says what, who, when;C2;C3;C4"
    assert read(head, a_performance_program())[0][1][2] == "C1: Says what, who, when"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (TEXT.encode("iso-8859-2", "replace").replace(b"?", b"\xe9"), "not in Unicode"),
        (TEXT.encode("utf-16-le"), "not a text file"),
        (b"PK\x03\x04 and so on", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b'e-mail,name\na@example.org,"A\nb@example.org,B\n', "Line 2 .*quotation mark"),
        (b'e-mail,name\na@example.org,A\nb@example.org,"B" C\n', "Line 3 .*quotation mark"),
        (b"e-mail,name\na@example.org," + b"A" * 30_000, "Line 2 has a cell"),
        (b"e-mail,name\na@example.org," + b"A" * 1_000_000, "Line 2 "),
        (b"e-mail,name" + b"," * 1_000, "Line 1 has 1,002 columns"),
        (b"e-mail,name" + b",x" * 100_000, "Line 1 has 100,002 columns"),
        (b"e-mail" * 100_000, "Line 1 "),
        (b"e-mail,name\n" + b"x" * LARGEST_BYTES, "larger than 10 MB"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_cannot_be_read_without_guessing_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read(data)


def test_as_many_rows_as_the_limit_and_not_one_more() -> None:
    rows = "e-mail,name\n" + "a@example.org,A\n" * MOST_ROWS
    assert sum(1 for _ in rows_of(rows.encode(), PROGRESS)) == MOST_ROWS + 1
    with pytest.raises(BadInput, match="more than 10,000 rows"):
        read(rows + "b@example.org,B\n")


def test_a_hundred_thousand_rows_are_given_up_at_the_limit() -> None:
    taken = 0
    with pytest.raises(BadInput, match="more than 10,000 rows"):
        for row in rows_of(b"e-mail,name\n" + b"a@example.org,A\n" * 100_000, PROGRESS):
            taken = row.line
    assert taken == MOST_ROWS + 2


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8), min_size=2, max_size=4), max_size=5))
def test_what_a_csv_writer_wrote_is_read_back(table: list[list[str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([["e-mail", "name"], *table])
    kept = [cells for cells in table if any(cell.strip() for cell in cells)]
    assert [cells for _, cells in read(out.getvalue())][1:] == kept
