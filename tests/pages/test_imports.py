"""Importing progress in the portal: a look at every row, words explained, taken over, undone, thrown away."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.lms_imports import imports_of
from core.rules.members import Actor
from core.services import enrolments
from core.storage import awards
from core.storage.database import reading
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.rules.lms.reading import FIXTURES
from tests.services.lms_steps import a_table, looked_at, said_in, taken_over

GUIDE = "ada@,Read the guide,done,2026-05-03"
WALK = "ada@,Walk through with a colleague,done,2026-05-04"
LAST = "ada@,A3,passed,2026-05-05"


def button(app: AppTest, label: str):
    return next(found for found in app.button if found.label.startswith(label))


def seen(app: AppTest) -> str:
    """The words of the page, as somebody sees them."""
    assert not app.exception
    return words(app).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def now(door: Door) -> Cast:
    return today(door.cast)


@pytest.fixture
def started(now: Cast) -> str:
    return enrolments.enrol(now.portal, now.ada, code="ORI-001").id


def uploaded(door: Door, data: bytes, name: str = "spring.csv") -> AppTest:
    app = door.open(door.cast.dee, "imports")
    app.selectbox[0].set_value(next(option for option in app.selectbox[0].options if option.startswith("ORI-001"))).run()
    app.get("file_uploader")[0].upload(name, data, "text/csv").run()
    return button(app, "Look at the file").click().run()


def of(door: Door, import_id: str, who: Actor | None = None) -> AppTest:
    return door.open(who or door.cast.dee, "imports", i=import_id)


def activities_of(cast: Cast, started: str) -> list[str]:
    return [one.activity for one in said_in(cast, started)]


def test_a_file_is_looked_at_and_nothing_is_changed(door: Door, now: Cast, started: str) -> None:
    app = uploaded(door, a_table(GUIDE, "zoe@x.example,A1,done,2026-05-03", 'ada@,"A2'))
    (view,) = imports_of(now.portal, now.dee)
    said = seen(of(door, view.found.id))
    assert not app.exception and activities_of(now, started) == []
    assert "**1** to be taken over · **1** of nobody known here · **1** cannot be read" in said
    assert "Nobody here has the address zoe@x.example." in said and "Line 4" in said
    assert "Take over 1 statement" in said


def test_what_is_ready_is_taken_over_and_undone(door: Door, now: Cast, started: str) -> None:
    found = looked_at(now, a_table(GUIDE, WALK))
    app = of(door, found)
    button(app, "Take over 2 statements").click().run()
    app.run()
    assert activities_of(now, started) == ["A1", "A2"]
    app = of(door, found)
    assert "Done: 2 statements taken over from this file." in seen(app)
    assert "Undone for 1 person." in seen(button(app, "Undo this import").click().run())
    assert activities_of(now, started) == [] and "This import was undone." in seen(of(door, found))


def test_words_that_nobody_knows_are_explained_once(door: Door, now: Cast, started: str) -> None:
    data = a_table("ada@,Read the guide,fertig,2026-05-03", "ada@,Spaziergang,done,2026-05-04")
    found = looked_at(now, data)
    app = of(door, found)
    assert "State “fertig” (1 row)" in seen(app) and "Take over" not in seen(app)
    app.selectbox(key=f"state_{found}_fertig").set_value("complete")
    app.selectbox(key=f"means_{found}_Spaziergang").set_value("A2")
    button(app, "Look again with this").click().run()
    app = of(door, found)
    assert "Take over 2 statements" in seen(app) and "What do these words mean?" not in seen(app)
    assert "Take over 2 statements" in seen(of(door, looked_at(now, data)))


def explained(door: Door, import_id: str, kind: str, meanings: dict[str, str]) -> AppTest:
    app = of(door, import_id)
    for word, means in meanings.items():
        app.selectbox(key=f"{kind}_{import_id}_{word}").set_value(means)
    button(app, "Look again with this").click().run()
    return of(door, import_id)


def test_a_german_moodle_is_explained_and_earns_the_badge_that_stays(door: Door, now: Cast, started: str) -> None:
    """Ada had done the last activity before; the file brings her the other two, and Ben his first."""
    bens = enrolments.enrol(now.portal, now.ben, code="ORI-001").id
    taken_over(now, a_table(LAST))
    uploaded(door, (FIXTURES / "moodle_de_excel.csv").read_bytes(), "Bericht.csv")
    found = imports_of(now.portal, now.dee)[0].found.id
    assert "The file: Moodle" in "".join(panel.label for panel in of(door, found).expander)
    states = {"Abgeschlossen": "complete", "Nicht abgeschlossen": "not_complete", "Abgeschlossen (Bestanden)": "passed"}
    app = explained(door, found, "state", states)
    assert "State “Abgeschlossen (nicht bestanden)” (1 row)" in seen(app) and "State “Abgeschlossen”" not in seen(app)
    app = explained(door, found, "means", {"Den Leitfaden lesen": "A1", "Rundgang (neu)": "A2"})
    assert activities_of(now, started) == ["A3"] and "“Walk through with a colleague”: passed, 4 May 2026." in seen(app)
    button(app, "Take over 3 statements").click().run().run()
    with reading(now.portal.database) as db:
        assert len(awards.tokens(db)) == 1
    app = of(door, found)
    assert sorted(activities_of(now, started)) == ["A1", "A2", "A3"] and "Ada Obi" in seen(app)
    app.checkbox(key=f"leave_{found}").check().run()
    assert "Undone for 1 person." in seen(button(app, "Undo this import").click().run())
    assert (len(activities_of(now, started)), activities_of(now, bens)) == (3, [])


def test_a_wrong_format_is_said_and_nothing_that_was_explained_is_lost(door: Door, now: Cast, started: str) -> None:
    found = looked_at(now, a_table("ada@,Read the guide,fertig,2026-05-03"))
    app = explained(door, found, "state", {"fertig": "complete"})
    app.selectbox(key=f"format_{found}").set_value("moodle_completion_csv").run()
    assert "This does not look like Moodle’s report" in seen(app) and "Take over" not in seen(app)
    app.selectbox(key=f"format_{found}").set_value("generic_csv").run()
    assert "Take over 1 statement" in seen(of(door, found))


def test_only_designers_and_administrators_see_a_file(door: Door, now: Cast) -> None:
    found = looked_at(now, a_table(GUIDE))
    assert "spring.csv" in seen(of(door, found, now.mo))
    for who in (None, now.ada, now.rui):
        with pytest.raises(ValueError, match="Could not find"):
            door.open(who, "imports", i=found)


def test_a_word_that_was_explained_wrongly_is_corrected(door: Door, now: Cast, started: str) -> None:
    data = a_table("ada@,Lesen,fertig,2026-05-03")
    found = looked_at(now, data, states={"fertig": "failed"}, activities={"lesen": "A2"})
    app = of(door, found)
    assert "What do these words mean?" not in seen(app)
    app.selectbox(key=f"said_state_{found}_fertig").set_value("complete")
    app.selectbox(key=f"said_means_{found}_lesen").set_value("A1")
    button(app, "Correct it and look again").click().run()
    app = of(door, found)
    button(app, "Take over 1 statement").click().run().run()
    assert [(one.activity, one.state) for one in said_in(now, started)] == [("A1", "complete")]
    assert "of these say *not passed*" not in words(of(door, looked_at(now, data)))


def test_where_badges_stand_only_the_rest_is_undone(door: Door, now: Cast, started: str) -> None:
    found = looked_at(now, a_table(GUIDE, WALK, LAST))
    button(of(door, found), "Take over 3 statements").click().run().run()
    app = of(door, found)
    assert "Badges stand upon rows of this file." in seen(app) and button(app, "Undo this import").disabled
    app.checkbox(key=f"leave_{found}").check().run()
    button(app, "Undo this import").click().run()
    assert "3 statements stayed, since badges stand upon them." in seen(of(door, found))
    assert len(activities_of(now, started)) == 3


def test_a_file_can_be_thrown_away(door: Door, now: Cast) -> None:
    found = looked_at(now, a_table(GUIDE))
    said = seen(button(of(door, found), "Throw this file away").click().run())
    assert "Nothing was taken over from it." in said and imports_of(now.portal, now.dee) == []


@pytest.mark.parametrize(("data", "sentence"), [(b"", "empty"), (b"PK\x03\x04", "workbook")])
def test_what_is_no_list_is_refused_in_a_sentence(door: Door, now: Cast, data: bytes, sentence: str) -> None:
    assert sentence in seen(uploaded(door, data)) and imports_of(now.portal, now.dee) == []


def test_a_table_without_known_columns_asks_for_them(door: Door, now: Cast, started: str) -> None:
    uploaded(door, b"wer,was,wie\nada@northshore.example,A1,done\n")
    (view,) = imports_of(now.portal, now.dee)
    found = view.found.id
    app = of(door, found)
    assert "Please choose the column that says who it is" in seen(app)
    for field, head in (("mail", "wer"), ("activity", "was"), ("state", "wie")):
        app.selectbox(key=f"column_{field}_{found}").set_value(head)
    button(app, "Look again").click().run()
    assert "Take over 1 statement" in seen(of(door, found))


def test_a_strange_address_leads_nowhere(door: Door) -> None:
    assert "no such" in seen(of(door, "nothing")).lower()


def test_what_was_typed_elsewhere_stays_text(door: Door, now: Cast, started: str) -> None:
    said = of(door, looked_at(now, a_table("ada@,<img src=x>,:red[done],2026-05-03", "ada@,A2,*it*,2026-05-03")))
    assert "<img src=x>" not in "".join(element.proto.body for element in said.get("html"))
    assert "State “\\*it\\*”" in words(said)
