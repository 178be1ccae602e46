"""First numbers on the page."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared import charts
from tests.pages.door import Door, words
from tests.services.steps import a_submission, decide

SPECS = {"funnel": charts.funnel_spec("#000000"), "decisions": charts.decisions_spec("#000000"), "rates": charts.pass_rates_spec("#000000")}


def test_an_empty_portal_says_what_will_come(door: Door) -> None:
    app = door.open(door.cast.dee, "analytics")
    assert not app.exception
    assert "Nothing to count yet" in words(app)
    assert not app.get("vega_lite_chart")


def test_work_that_waits_shows_before_the_first_decision(door: Door) -> None:
    a_submission(door.cast, door.cast.ada)
    app = door.open(door.cast.mo, "analytics")
    assert len(app.get("vega_lite_chart")) == 1
    assert "Nothing was decided yet" in words(app)


def test_each_figure_has_its_finding_its_definition_and_its_table(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    app = door.open(door.cast.dee, "analytics")
    assert not app.exception
    said = words(app).replace("\\", "")
    assert len(app.get("vega_lite_chart")) == 3
    assert "Too few to say: 1 participation so far, 1 badge." in said
    assert "n = 1 decisions, too few to say" in said
    assert [one.label for one in app.expander] == ["View as table"] * 3
    assert "Ada" not in said


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_is_described_once_and_without_numbers(name: str) -> None:
    assert "data" not in SPECS[name] and "datasets" not in SPECS[name]
    assert '"values"' not in json.dumps(SPECS[name])
    assert charts.decisions_spec("#000000") is SPECS["decisions"]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_cell_of_the_file_is_a_formula(texts: list[str]) -> None:
    columns = {str(number): f"Column {number}" for number in range(len(texts))}
    data = charts.csv_of(columns, [dict(zip(columns, texts, strict=True))]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert rows[0] == list(columns.values())
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_see_no_numbers(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "analytics")
