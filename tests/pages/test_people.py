"""Looking after people."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.people import people, person
from core.rules.members import Role
from core.services import members
from tests.pages.door import Door, today, words


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def fill(app: AppTest, **fields: str) -> AppTest:
    for name, text in fields.items():
        app.text_input(key=f"add_person_{name}").set_value(text)
    return press(app, "Add and invite")


def test_people_are_found_by_words(door: Door) -> None:
    app = door.open(door.cast.mo, "people")
    assert "6 people" in words(app)
    app.text_input(key="q").set_value("rui@").run()
    said = words(app)
    assert "1 person" in said and "Rui Costa" in said and "Ada Obi" not in said


def test_adding_somebody_gives_an_invitation_that_works_and_is_shown_once(door: Door) -> None:
    app = fill(door.open(door.cast.mo, "people"), email="Ida@Example.org", display_name="Ida Holm")
    (link,) = [block.value for block in app.code]
    token = link.partition("/join?token=")[2]
    invited = members.invited(today(door.cast).portal, token=token)
    assert invited is not None and (invited.email, invited.name_on_badge) == ("ida@example.org", "Ida Holm")
    assert app.text_input(key="add_person_email").value == ""
    app.run()
    assert not app.code


def test_the_next_person_gets_no_role_of_the_one_before(door: Door) -> None:
    app = door.open(door.cast.mo, "people")
    app.checkbox(key="add_person_reviewer").check()
    app = fill(app, email="ida@example.org", display_name="Ida Holm")
    assert "**Ida Holm**" in words(app)
    fill(app, email="tom@example.org", display_name="Tom Ek")
    found = {row.member.display_name: row.member.roles for row in people(door.cast.portal, door.cast.mo).people}
    assert found["Ida Holm"] == {Role.MEMBER, Role.REVIEWER}
    assert found["Tom Ek"] == {Role.MEMBER}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "ada@northshore.example", "display_name": "Ada Two"}, "is here already"),
        ({"email": "nowhere", "display_name": "Ida"}, "Please write an e-mail address"),
        ({"email": "ida@example.org", "display_name": ""}, "Please fill this in"),
        ({"email": "ida@example.org", "display_name": "Ida", "name_on_badge": "\U0001f9be"}, "cannot print"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(door: Door, fields: dict[str, str], sentence: str) -> None:
    app = fill(door.open(door.cast.mo, "people"), **fields)
    assert sentence in words(app).replace("\\", "").replace("\u2060", "")
    assert app.text_input(key="add_person_email").value == fields["email"]
    assert people(door.cast.portal, door.cast.mo).total == 6


def test_roles_are_changed_and_somebody_is_deactivated(door: Door) -> None:
    ben = door.cast.ben.member_id
    app = door.open(door.cast.mo, "people", p=ben)
    app.checkbox(key="roles_reviewer").check()
    app.checkbox(key="roles_active").uncheck()
    press(app, "Save")
    changed = person(door.cast.portal, door.cast.mo, ben)
    assert (Role.REVIEWER in changed.roles, changed.active) == (True, False)


def test_the_last_administrator_stays(door: Door) -> None:
    app = door.open(door.cast.mo, "people", p=door.cast.mo.member_id)
    app.checkbox(key="roles_admin").uncheck()
    press(app, "Save")
    assert "at least one active administrator" in words(app)


def test_a_forgotten_password_is_mended_by_a_new_invitation(door: Door) -> None:
    app = press(door.open(door.cast.mo, "people", p=door.cast.ada.member_id), "Invite again")
    (link,) = [block.value for block in app.code]
    joined = members.join(today(door.cast).portal, token=link.partition("token=")[2], password="another calm harbour")
    assert joined.id == door.cast.ada.id


def test_an_unknown_person_is_not_found(door: Door) -> None:
    app = door.open(door.cast.mo, "people", p="nobody")
    assert "There is no such person" in words(app)


@pytest.mark.parametrize("who", ["ada", "rui", "dee"])
def test_others_look_after_nobody(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "people")
