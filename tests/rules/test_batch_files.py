"""What the file of a cohort may hold, row by row, held to a table that people can read."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.batch_files import CohortRow, columns_of, read_heading, read_row, recognised
from core.settings import ROOT
from tests.builders import a_performance_program, a_program_of_both, a_progress_program

ROWS = tomllib.loads((ROOT / "tests" / "cases" / "cohort_rows.toml").read_text(encoding="utf-8"))["row"]
PERFORMANCE, PROGRESS, BOTH = a_performance_program(), a_progress_program(), a_program_of_both()
TODAY = date(2026, 10, 6)
HEADING = ["e-mail", "name", "completed_on", "C1", "C2", "C3", "C4", "evidence_title", "evidence_description"]


def read(cells: list[str], heading: list[str] | None = None, program=PERFORMANCE) -> CohortRow:
    return read_row(program, read_heading(program, heading or HEADING), cells, today=TODAY)


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["title"])
def test_rows_as_people_write_them(case: dict[str, Any]) -> None:
    if "wrong" not in case:
        assert read(case["cells"]).levels.keys() == {"C1", "C2", "C3", "C4"}
        return
    with pytest.raises(BadInput) as refused:
        read(case["cells"])
    assert set(refused.value.fields) == set(case["wrong"])
    for column, word in case["wrong"].items():
        assert word in refused.value.fields[column] and refused.value.fields[column].startswith(column)


def test_what_a_row_says() -> None:
    row = read(ROWS[1]["cells"])
    assert (row.email, row.name, row.completed_on) == ("lee@example.org", "Lee Wong", None)
    assert row.levels == {"C1": 2, "C2": 3, "C3": 0, "C4": None}
    assert (row.evidence_title, row.evidence_description) == ("The drill", "In Halifax,\nin the rain.")
    assert read(ROWS[2]["cells"]).name == "-Anna"


def test_columns_are_found_by_any_of_their_names_in_any_order() -> None:
    heading = ["Closes the loop", "MAIL", "c3", "Phone", "Full Name", "C2: matches the channel", "", "Says what, who, when"]
    found = read_heading(PERFORMANCE, heading)
    assert found.ignored == ("Phone",)
    row = read(["3", "lee@example.org", "2", "+49 1", "Lee", "1", "", "0"], heading)
    assert row.levels == {"C1": 0, "C2": 1, "C3": 2, "C4": 3}
    assert recognised(PERFORMANCE, heading) == 6


def test_a_missing_column_is_named_with_what_is_there() -> None:
    with pytest.raises(BadInput, match=r"“C4: Closes the loop”.*It has: “e-mail”, “name”, “C1”"):
        read_heading(PERFORMANCE, ["e-mail", "name", "C1"])
    with pytest.raises(BadInput, match="It has: nothing"):
        read_heading(PROGRESS, [""])


def test_a_doubled_column_is_named() -> None:
    with pytest.raises(BadInput, match="more than one column “name”"):
        read_heading(PROGRESS, ["e-mail", "name", "Full name"])


def test_the_template_names_columns_that_are_read() -> None:
    for program in (PERFORMANCE, PROGRESS, BOTH):
        headings = [column.heading for column in columns_of(program)]
        assert read_heading(program, headings).columns == columns_of(program)


def test_without_columns_for_activities_a_row_says_that_all_were_completed() -> None:
    assert read(["a@example.org", "A"], ["e-mail", "name"], PROGRESS).done == ("A1", "A2", "A3")


def test_with_columns_for_activities_a_row_says_which() -> None:
    heading = ["e-mail", "name", "A1", "Walk through with a colleague", "A3"]
    assert read(["a@example.org", "A", "yes", "", "X"], heading, PROGRESS).done == ("A1", "A3")
    with pytest.raises(BadInput, match="A1: Read the guide: Please write “yes” or “no” instead of “maybe”"):
        read(["a@example.org", "A", "maybe", "", "x"], heading, PROGRESS)


def test_both_ask_for_levels_and_activities() -> None:
    row = read(["a@example.org", "A", "2", "2", "2", "2", "no", "yes"], ["mail", "name", "C1", "C2", "C3", "C4", "A1", "A2"], BOTH)
    assert (row.done, row.levels["C4"]) == (("A2",), 2)


@given(st.text(max_size=40))
def test_whatever_stands_in_a_cell_is_read_or_refused_in_words(cell: str) -> None:
    for place in range(len(HEADING)):
        cells = ["a@example.org", "A", "", "2", "2", "2", "2", "", ""]
        cells[place] = cell
        try:
            read(cells)
        except BadInput as refused:
            assert set(refused.fields) == {columns_of(PERFORMANCE)[place].heading}
