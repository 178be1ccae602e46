"""Designing a pathway in the page: begin, fill in, add parts by buttons, publish; the check speaks all the time."""

from core.queries import pathway_design as shown
from core.queries import pathways as shown_to_people
from core.rules.pathway_drafts import PathwayDraft, stack
from core.services import pathways
from tests.builders import a_pathway
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services import steps
from tests.services.test_capstones import earn


def test_an_empty_draft_says_what_is_missing_and_cannot_be_published(cast: Cast, door: Door) -> None:
    app = door.open(cast.dee, "design_pathways")
    next(button for button in app.button if button.label == "Begin a pathway").click().run()
    assert not app.exception and "Before it can be published" in words(app)
    assert next(button for button in app.button if button.label == "Publish").disabled


def test_from_an_empty_draft_to_a_published_pathway(cast: Cast, door: Door) -> None:
    draft_id = pathways.begin(cast.portal, cast.dee, draft=PathwayDraft())
    app = door.open(cast.dee, "design_pathways", d=draft_id)
    mine = f"pathway_{draft_id}_"
    for field, text in {"code": "PTH-007", "title": "Two steps", "outcome": "Look after a building"}.items():
        app.text_input(key=mine + field).input(text).run()
    app.text_area(key=mine + "description").input("For everybody.").run()
    app.button(key=mine + "ROOT_add_program").click().run()
    app.selectbox(key=mine + "N1_program").select("COM-101").run()
    app.button(key=mine + "ROOT_add_n_of").click().run()
    app.button(key=mine + "N2_add_program").click().run()
    app.selectbox(key=mine + "N3_program").select("ORI-001").run()
    app.button(key=mine + "N2_up").click().run()
    assert not app.exception and "It can be published." in words(app)
    next(button for button in app.button if button.label == "Publish").click().run()
    assert not app.exception
    (row,) = shown.public_ones(today(cast).portal, cast.dee)
    assert (row.code, row.version, row.state) == ("PTH-007", "1.0", "published")


def test_what_the_surroundings_forbid_is_said_at_once(cast: Cast, door: Door) -> None:
    draft = stack("Two steps", ["COM-101", "NO-SUCH"], in_order=True)
    draft_id = pathways.begin(cast.portal, cast.dee, draft=draft.with_(code="ORI-001", outcome="Do it", description="Yes."))
    said = words(door.open(cast.dee, "design_pathways", d=draft_id)).replace("\\", "").replace("\u2060", "")
    assert "There is no program NO-SUCH" in said and "ORI-001 is the code of a program" in said


def test_a_next_version_begins_with_what_is_public_and_a_pathway_is_retired(cast: Cast, door: Door) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    app = door.open(cast.dee, "design_pathways")
    app.selectbox[0].select("PTH-001").run()
    next(button for button in app.button if button.label == "Begin the next version").click().run()
    assert app.title[0].value == "Calm in every building" and "It can be published." in words(app)
    app = door.open(cast.dee, "design_pathways")
    app.selectbox[0].select("PTH-001").run()
    next(button for button in app.button if button.label == "Retire").click().run()
    assert "takes nobody new" in words(app) and "Retired" in words(app)


def test_a_draft_that_is_gone_is_told_so(cast: Cast, door: Door) -> None:
    assert "not here any more" in words(door.open(cast.dee, "design_pathways", d="nothing"))


def test_administrators_are_told_of_a_capstone_that_rests_on_what_was_taken_back(cast: Cast, door: Door) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    token = earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    assert "taken back later" not in words(door.open(cast.mo, "awards"))
    steps.revoke(cast, token)
    assert "taken back later" in words(door.open(cast.mo, "awards"))
    capstone = shown_to_people.pathway(cast.portal, cast.ada, "PTH-001").capstone
    assert capstone and "taken back later" in words(door.open(cast.mo, "awards", t=capstone.token))
