"""Describing job roles, and saying which one has."""

from core.queries.job_roles import offered, own_work
from core.services import job_roles
from tests.pages.door import Door, words


def button(app, label: str):
    return next(button for button in app.button if button.label == label)


def test_nothing_described_yet_says_how_to_begin(door: Door) -> None:
    app = door.open(door.cast.dee, "job_roles")
    assert "its name is enough" in words(app)
    button(app, "Describe a job role").click().run()
    assert app.title[0].value == "A new job role"


def test_a_role_is_described_with_its_weights(door: Door) -> None:
    app = door.open(door.cast.dee, "job_roles", r="new")
    app.text_input[0].set_value("Facility manager")
    app.selectbox(key="weight_COM-01").set_value(5)
    button(app, "Keep it").click().run()
    (role,) = offered(door.cast.portal)
    assert [(skill.code, skill.importance) for skill in role.details.skills] == [("COM-01", 5)]
    assert "Facility manager" in words(app)


def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(door: Door) -> None:
    job_roles.describe(door.cast.portal, door.cast.dee, name="Clerk")
    app = door.open(door.cast.dee, "job_roles", r="new")
    app.text_input[0].set_value("CLERK")
    app.text_area[0].set_value("Writes things down")
    button(app, "Keep it").click().run()
    assert "of this name already" in words(app)
    assert app.text_area[0].value == "Writes things down"


def test_a_role_is_retired_and_offered_again(door: Door) -> None:
    role = job_roles.describe(door.cast.portal, door.cast.dee, name="Clerk")
    app = door.open(door.cast.mo, "job_roles", r=role)
    button(app, "Do not offer it any more").click().run()
    assert offered(door.cast.portal) == []
    button(app, "Offer it again").click().run()
    assert [one.name for one in offered(door.cast.portal)] == ["Clerk"]


def test_a_role_that_is_not_there(door: Door) -> None:
    app = door.open(door.cast.dee, "job_roles", r="nowhere")
    assert "There is no job role" in words(app) and not app.exception


def test_members_choose_theirs_in_the_profile(door: Door) -> None:
    clerk, cook = (job_roles.describe(door.cast.portal, door.cast.dee, name=name) for name in ("Clerk", "Cook"))
    app = door.open(door.cast.ada, "profile")
    app.multiselect(key="job_current").set_value([clerk])
    app.multiselect(key="job_wanted").set_value([cook])
    app.text_area(key="job_goal").set_value("Fewer calls")
    button(app, "Save your job").click().run()
    work = own_work(door.cast.portal, door.cast.ada)
    assert ([role.name for role in (*work.current, *work.wanted)], work.goal) == (["Clerk", "Cook"], "Fewer calls")
