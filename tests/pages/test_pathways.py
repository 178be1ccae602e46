"""The list of pathways, with and without an account."""

from core.services import pathways
from tests.builders import a_pathway
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.services.test_capstones import earn


def test_an_empty_list_leads_designers_on(cast: Cast, door: Door) -> None:
    assert "There are no pathways yet" in words(door.open(None, "pathways"))
    app = door.open(cast.dee, "pathways")
    assert any("Design the first pathway" in link.proto.label for link in app.get("page_link"))


def test_a_pathway_says_what_it_leads_to_and_how_long_it_takes(cast: Cast, door: Door) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    said = words(door.open(None, "pathways"))
    assert "Keep people informed and safe in any building" in said and "About 9 months" in said
    assert "2 badges out of 3" in said and "there." not in said


def test_members_see_how_far_they_are(cast: Cast, door: Door) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    app = door.open(cast.ada, "pathways")
    assert any("You are already 50 % there." in bar.proto.text for bar in app.get("progress"))
