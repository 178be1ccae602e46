import pytest

from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.rules.members import Actor
from core.services import job_roles, programs, setup
from pages.shared import program_card
from pages.shared.text import md
from tests.builders import a_performance_program, a_person
from tests.cast import ASSOCIATION, PASSWORD, Cast, Clock, an_empty_portal
from tests.pages.door import Door, words

TITLES = ("Brief occupants during an incident", "Start your learning plan", "Run an accessibility walk-through")


def titles(app) -> set[str]:
    return {title for title in TITLES if any(md(title) in link.proto.label for link in app.get("page_link"))}


@pytest.mark.parametrize("who", [None, "ada", "rui", "dee", "mo"])
def test_everybody_sees_what_is_offered(cast: Cast, door: Door, who: str | None) -> None:
    app = door.open(cast.actors[who] if who and who != "mo" else cast.mo if who else None, "catalogue")
    assert not app.exception
    assert titles(app) == set(TITLES)
    said = words(app)
    assert "You submit: 1 document" in said.replace("\\", "")
    assert "You complete: 3 activities" in said.replace("\\", "")
    assert "About 6 hours over 2 weeks" in said


def test_what_is_chosen_comes_from_the_address(door: Door) -> None:
    assert titles(door.open(q="accessibility")) == {"Run an accessibility walk-through"}
    assert titles(door.open(earned="Completed")) == {"Start your learning plan"}
    assert titles(door.open(skill="Technical")) == set()


def test_nothing_found_says_so_and_shows_the_way_back(door: Door) -> None:
    app = door.open(q="forklift")
    assert "Nothing for “forklift”" in words(app)
    app.button[0].click().run()
    assert titles(app) == set(TITLES)


def test_few_earners_are_not_counted_in_public(cast: Cast, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "colleagues earned it" not in words(door.open(page="catalogue"))
    monkeypatch.setattr(program_card, "FEWEST_EARNERS", 0)
    assert "0 colleagues earned it" in words(door.open(page="catalogue"))


def test_a_portal_without_programs_says_what_comes_next(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = an_empty_portal(tmp_path)
    admin = setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    cast = Cast(portal, Clock(), {"mo": Actor.of(admin)})
    door = Door(cast, monkeypatch)
    assert "as soon as the association publishes the first" in words(door.open())
    assert "Publish the first one" in words(door.open(cast.mo, "catalogue"))


def test_only_the_version_of_today_is_offered(cast: Cast, door: Door) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0"))
    assert len(catalogue.search(cast.portal, CatalogueFilter(words="COM-101"))) == 1
    assert titles(door.open(q="incident")) == set(TITLES)  # a tag of all three


def test_what_was_looked_for_in_vain_reaches_the_designers(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada, "catalogue", q="Forklift")
    next(button for button in app.button if button.label == "Tell us that you would like it").click().run()
    assert "Whoever designs programs now sees “forklift”" in words(app)
    app = door.open(cast.dee, "studio")
    assert "forklift** · 1 person" in words(app)
    app.button(key="settle_forklift").click().run()
    assert "Looked for in vain" not in words(app)


def test_a_visitor_is_not_asked_to_tell(door: Door) -> None:
    app = door.open(q="forklift")
    assert [button.label for button in app.button] == ["Show all programs"]


def test_what_matters_in_ones_role_stands_first_with_the_reason(cast: Cast, door: Door) -> None:
    skill = a_performance_program().skill.model_copy(update={"code": "NRG-01", "name": "Benchmarking"})
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="NRG-1", title="Zero waste", skill=skill, job_roles=()))
    weights = [{"code": "NRG-01", "name": "Benchmarking", "importance": 5}]
    role = job_roles.describe(cast.portal, cast.dee, name="Energy lead", skills=weights)
    job_roles.tell(cast.portal, cast.ada, current=[role], wanted=[], goal="")
    app = door.open(cast.ada, "catalogue")
    assert first_link(app) == "**Zero waste**"
    assert "For your role, Energy lead: “Benchmarking” is essential." in words(app)
    app.selectbox(key="role").set_value(role).run()
    assert "1 program" in words(app)
    assert first_link(door.open(cast.ben, "catalogue")) != "**Zero waste**"


def first_link(app) -> str:
    return next(link.proto.label for link in app.get("page_link"))
