"""Skills and frameworks in the portal: import with a look first, browse, search, remove."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import frameworks as shown
from core.services import frameworks, programs
from tests.builders import a_performance_program
from tests.frameworks import IDS, LIST, case_bytes
from tests.pages.door import Door, today, words


def button(app: AppTest, label: str):
    return next(found for found in app.button if found.label.startswith(label))


def with_list(door: Door, data: bytes = LIST, code: str = "SKILLS") -> AppTest:
    app = door.open(door.cast.dee, "frameworks")
    app.text_input(key="list_title").set_value("*Our* skills")
    app.text_input(key="list_code").set_value(code).run()
    app.get("file_uploader")[0].upload("skills.csv", data, "text/csv").run()
    assert not app.exception
    return app


def the_list(door: Door) -> str:
    portal = today(door.cast).portal
    return frameworks.import_list(portal, door.cast.dee, data=LIST, code="SKILLS", title="Our skills")


def test_a_list_is_looked_at_before_it_is_imported(door: Door) -> None:
    app = with_list(door, LIST + b"bad code;x;;;\n")
    said = words(app).replace("\\", "")
    assert "**\\*Our\\* skills**" in words(app) and "is new here, with 3 skills" in said
    assert "Line 5:" in said and "is no code" in said
    assert shown.all_frameworks(door.cast.portal) == []
    button(app, "Import it").click().run()
    assert not app.exception
    (row,) = shown.all_frameworks(door.cast.portal)
    assert (row.id, row.title, row.items) == ("SKILLS", "*Our* skills", 3)


def test_a_later_list_says_what_it_changes(door: Door) -> None:
    the_list(door)
    said = words(with_list(door, LIST.replace(b"Listening", b"Really listening")))
    assert "is here already. 0 skills are new, 1 say something else, 0 are no longer in it" in said


@pytest.mark.parametrize(
    ("data", "code", "sentence"), [(b"a,b\n", "SKILLS", "Not found"), (LIST, "a b", "short code"), (b"PK\x03\x04", "S", "workbook")]
)
def test_what_cannot_be_read_is_said(door: Door, data: bytes, code: str, sentence: str) -> None:
    assert sentence in words(with_list(door, data, code)).replace("\\", "")
    assert shown.all_frameworks(door.cast.portal) == []


def test_a_package_of_others_is_imported_the_same_way(door: Door) -> None:
    app = door.open(door.cast.dee, "frameworks")
    app.radio[0].set_value("A framework of others (CASE)").run()
    app.get("file_uploader")[0].upload("case.json", case_bytes(), "application/json").run()
    assert "Occupant care" in words(app)
    button(app, "Import it").click().run()
    assert shown.framework(door.cast.portal, IDS["document"]).items


def test_one_framework_shows_its_skills_and_who_is_aligned(door: Door) -> None:
    the_list(door)
    alignment = {"name": "Briefing people", "url": "/frameworks/SKILLS/COM.1.json"}
    programs.publish(door.cast.portal, door.cast.dee, program=a_performance_program(version="2.0", alignments=[alignment]))
    app = door.open(door.cast.dee, "frameworks", f="SKILLS")
    said = words(app)
    assert (
        "└ COM.1 Briefing people" in said
        and "Brief occupants during an incident" in said
        and "/frameworks/SKILLS" in said.replace("\\", "")
    )
    app.text_input(key="browse_words").set_value("complaints").run()
    assert "Listening" in words(app) and "Briefing people" not in app.get("html")[-1].proto.body
    app.checkbox(key="remove_framework").check().run()
    button(app, "Remove it").click().run()
    assert "stays: badges of COM-101" in words(app).replace("\\", "").replace("\u2060", "")


def test_a_framework_that_nothing_names_is_removed(door: Door) -> None:
    the_list(door)
    app = door.open(door.cast.dee, "frameworks", f="SKILLS")
    assert button(app, "Remove it").disabled
    app.checkbox(key="remove_framework").check().run()
    button(app, "Remove it").click().run()
    assert not app.exception and shown.all_frameworks(door.cast.portal) == []


def test_the_search_goes_through_all_of_them(door: Door) -> None:
    the_list(door)
    app = door.open(door.cast.dee, "frameworks")
    app.text_input(key="framework_words").set_value("listen").run()
    assert "Listening" in words(app)
    app.text_input(key="framework_words").set_value("nothing like it").run()
    assert "Nothing was found" in words(app)


def test_an_unknown_framework_is_said_to_be_gone(door: Door) -> None:
    assert "This framework is not here" in words(door.open(door.cast.dee, "frameworks", f="NOPE"))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_have_no_such_page(door: Door, who: str) -> None:
    with pytest.raises(ValueError, match="Could not find"):
        door.open(door.cast.actors[who], "frameworks")
