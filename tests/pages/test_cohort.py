"""Issuing to a cohort in the portal: choose, look, confirm, issue, come back."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import batches as shown
from core.rules.batch_files import columns_of, read_heading
from core.services import batches
from core.services.batch_files import rows_of
from tests.builders import a_performance_program
from tests.pages.door import Door, today, words

ROWS = ("e-mail,name,phone", "ada@northshore.example,Ada O.,1", "nowhere,Nobody,2", "lee@x.example,*Lee* Wong,3", "lee@x.example,Lee,4")
MESSY = "\r\n".join(ROWS).encode("utf-16")
LONG = b"e-mail,name\n" + b"".join(b"p%d@x.example,P %d\n" % (n, n) for n in range(50))


def chosen(door: Door, program: str, data: bytes, who: str = "mo") -> AppTest:
    """The page with a program and a file."""
    app = door.open(door.cast.actors[who], "cohort")
    app.selectbox[0].select(next(label for label in app.selectbox[0].options if label.startswith(program))).run()
    app.get("file_uploader")[0].upload("spring.csv", data, "text/csv").run()
    assert not app.exception
    return app


def button(app: AppTest, label: str):
    return next(found for found in app.button if found.label.startswith(label))


def test_the_columns_are_told_for_the_program(door: Door) -> None:
    app = door.open(door.cast.mo, "cohort")
    app.selectbox[0].select("COM-101 Brief occupants during an incident").run()
    said = words(app)
    for column in columns_of(a_performance_program()):
        assert column.heading in said


def test_the_empty_file_can_be_read_back() -> None:
    from pages.shared.charts import csv_of

    program = a_performance_program()
    template = csv_of({column.key + column.of: column.heading for column in columns_of(program)}, [])
    (heading,) = rows_of(template, program)
    assert read_heading(program, heading.cells).columns == columns_of(program)


def test_a_messy_file_is_looked_at_and_nothing_is_written(door: Door) -> None:
    said = words(chosen(door, "ORI-001", MESSY))
    assert "**2** ready" in said and "**1** twice in the file" in said and "**1** wrong in the file" in said
    assert "Line 3: nowhere" in said and "“phone”" in said
    assert shown.batches_of(door.cast.portal, door.cast.mo) == []


def test_the_button_waits_for_the_confirmation(door: Door) -> None:
    app = chosen(door, "ORI-001", MESSY)
    assert button(app, "Issue 2 badges").disabled
    app.checkbox[0].check().run()
    button(app, "Issue 2 badges").click().run()
    (view,) = shown.batches_of(today(door.cast).portal, door.cast.mo)
    while view.waiting:  # a browser calls for the next step by itself
        app.run()
        view = shown.how_far(door.cast.portal, door.cast.mo, view.batch.id)
    app.run()
    assert not app.exception
    said = words(app)
    assert "Done: 2 badges issued from this file." in said and "Line 3: nowhere" in said
    assert "*Lee*" not in said and "/b/" in said


def test_imported_results_ask_where_they_come_from(door: Door) -> None:
    app = chosen(door, "COM-101", b"e-mail,name,C1,C2,C3,C4\nlee@x.example,Lee,2,2,2,2\n")
    app.text_input(key="origin").set_value("x" * 300)
    app.checkbox[0].check().run()
    button(app, "Issue 1 badge").click().run()
    assert "at most 200 characters" in words(app)
    app.text_input(key="origin").set_value("a workshop").run()
    button(app, "Issue 1 badge").click().run()
    (view,) = shown.batches_of(door.cast.portal, door.cast.mo)
    assert view.batch.origin == "a workshop"


def test_a_file_that_was_left_can_be_continued(door: Door) -> None:
    portal = today(door.cast).portal
    batch_id = batches.begin(portal, door.cast.mo, code="ORI-001", data=LONG, file_name="spring.csv")
    next(batches.issue(portal, door.cast.mo, batch_id=batch_id))
    assert f"/cohort?b={batch_id}" in words(door.open(door.cast.mo, "cohort"))
    app = door.open(door.cast.mo, "cohort", b=batch_id)
    button(app, "Continue with 30 badges").click().run()
    for _ in range(2):
        app.run()
    assert not app.exception
    assert "Done: 50 badges" in words(app)


def test_a_file_that_can_no_longer_be_issued_says_why(door: Door) -> None:
    from core.services import programs
    from tests.builders import a_progress_program

    batch_id = batches.begin(door.cast.portal, door.cast.mo, code="ORI-001", data=LONG, file_name="spring.csv")
    programs.publish(door.cast.portal, door.cast.dee, program=a_progress_program(version="2.0"))
    app = door.open(door.cast.mo, "cohort", b=batch_id)
    for _ in range(2):  # the second try says it anew
        button(app, "Continue").click().run()
        app.run()
        assert "takes no new participants" in words(app)


def test_what_cannot_be_read_is_said(door: Door) -> None:
    assert "workbook, not a CSV file" in words(chosen(door, "ORI-001", b"PK\x03\x04")).replace("\\", "").replace("\u2060", "")


def test_facilitators_see_their_programs_and_files_only(door: Door) -> None:
    theirs = batches.begin(door.cast.portal, door.cast.mo, code="ORI-001", data=LONG, file_name="spring.csv")
    app = door.open(door.cast.dee, "cohort")
    assert app.selectbox[0].options == ["ORI-001 Start your learning plan"]
    assert "spring.csv" not in words(app)
    assert "There is no such cohort" in words(door.open(door.cast.dee, "cohort", b=theirs))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_issue_to_nobody(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "cohort")
