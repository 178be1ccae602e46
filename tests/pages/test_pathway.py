"""One pathway as visitors and members find it: the whole way in words and as a picture, and how far one is already."""

from base64 import b64decode

from streamlit.testing.v1 import AppTest

from core.queries import pathways as shown
from core.rules.pathways import Pathway
from core.services import pathways
from tests.builders import a_pathway
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.test_capstones import earn


def published(cast: Cast, **changes: object) -> Pathway:
    pathway = a_pathway(**changes)
    pathways.publish(cast.portal, cast.dee, pathway=pathway)
    return pathway


def picture(app: AppTest) -> str:
    (html,) = (one.proto.body for one in app.get("html") if "data:image/svg+xml" in one.proto.body)
    return b64decode(html.partition("base64,")[2].partition('"')[0]).decode()


def test_a_visitor_sees_the_whole_way(cast: Cast, door: Door) -> None:
    published(cast)
    app = door.open(None, "pathway", code="PTH-001")
    said = words(app)
    assert app.title[0].value == "Calm in every building"
    assert "Brief occupants during an incident" in said and "Any one of these 2" in said and "Milestone: <strong>First step" in said
    assert "Map of the pathway Calm in every building" in said and "Run an accessibility" in picture(app)
    assert "%" not in "".join(row.value for row in app.get("markdown"))


def test_a_visitor_is_asked_to_sign_in_before_following(cast: Cast, door: Door) -> None:
    published(cast)
    app = door.open(None, "pathway", code="PTH-001")
    next(button for button in app.button if button.label == "Follow this pathway").click().run()
    assert app.query_params["next"] == "/pathway?code=PTH-001"


def test_a_member_is_part_of_the_way_there_already_and_follows_and_leaves(cast: Cast, door: Door) -> None:
    published(cast)
    earn(cast, cast.ada, "COM-101")
    app = door.open(cast.ada, "pathway", code="PTH-001")
    assert any("You are already 50 % there." in bar.proto.text for bar in app.get("progress"))
    next(button for button in app.button if button.label == "Follow this pathway").click().run()
    (view,) = shown.followed(today(cast).portal, cast.ada)
    assert view.pathway.code == "PTH-001" and "You follow" in words(app)
    app.button(key="leave").click().run()
    assert shown.followed(today(cast).portal, cast.ada) == []


def test_who_follows_an_older_version_may_change_to_the_newest(cast: Cast, door: Door) -> None:
    published(cast)
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    published(cast, version="2.0", title="Calmer still")
    app = door.open(cast.ada, "pathway", code="PTH-001")
    assert app.title[0].value == "Calm in every building" and "There is a newer version" in words(app)
    app.button(key="switch").click().run()
    assert app.title[0].value == "Calmer still"


def test_with_the_last_badge_the_page_says_so(cast: Cast, door: Door) -> None:
    published(cast)
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    app = door.open(cast.ada, "pathway", code="PTH-001")
    assert "You hold the badge of this pathway." in words(app) and "the badge of the whole pathway, earned" in picture(app)


def test_what_a_designer_typed_is_text_and_nothing_else(cast: Cast, door: Door) -> None:
    published(cast, title="<b>Calm</b> & *safe*", outcome="Do <i>this</i>")
    app = door.open(None, "pathway", code="PTH-001")
    assert "&lt;b&gt;Calm&lt;/b&gt; &amp; *safe*" in picture(app)
    assert not any("<b>" in one.proto.body for one in app.get("html"))


def test_an_unknown_code_is_told_so(cast: Cast, door: Door) -> None:
    app = door.open(None, "pathway", code="NO-SUCH")
    assert app.title[0].value == "This pathway is not here"


def test_the_page_of_a_program_names_the_stacks_it_belongs_to(cast: Cast, door: Door) -> None:
    published(cast)
    assert "Stacks it belongs to" in words(door.open(None, "program", code="COM-101"))


def test_the_page_of_a_program_does_not_offer_the_badge_of_a_pathway(cast: Cast, door: Door) -> None:
    published(cast)
    app = door.open(cast.ada, "program", code="PTH-001")
    assert not any(button.label == "Start" for button in app.button) and "The way" in words(app)


def test_home_shows_the_way_and_tells_a_milestone_once(cast: Cast, door: Door) -> None:
    published(cast)
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    earn(cast, cast.ada, "COM-101")
    app = door.open(cast.ada, "home")
    assert "Your pathway" in words(app) and "Well begun" in words(app)
    app.button(key="thank_PTH-001_M1").click().run()
    assert "Well begun" not in words(app)
