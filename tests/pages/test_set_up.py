import pytest

from core.portal import Portal
from core.queries.association import the_association
from core.services import sample, setup
from core.storage import members
from core.storage.database import reading
from pages.shared import session
from tests.cast import ASSOCIATION, PASSWORD, Cast, Clock, an_empty_portal
from tests.pages.door import Door, words

FILLED = {
    "name": ASSOCIATION.name,
    "contact": ASSOCIATION.contact,
    "email": ASSOCIATION.email,
    "url": "northshore.example",
    "display_name": "Mo Lind",
    "admin_email": "mo@northshore.example",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def portal(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.setattr(session, "at_this_machine", lambda: True)
    return an_empty_portal(tmp_path)


@pytest.fixture
def door(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(Cast(portal, Clock()), monkeypatch)


def send(door: Door, start: str = "empty", country: str | None = "CA", **changes: str):
    app = door.open()
    for name, text in (FILLED | changes).items():
        app.text_input(key=f"set_up_{name}").set_value(text)
    if country:
        app.selectbox[0].set_value(country)
    app.radio[0].set_value(start)
    app.button[-1].click()
    return app.run(timeout=90)


def test_an_empty_folder_opens_the_set_up_and_nothing_else(door: Door) -> None:
    assert "Set up your portal" in words(door.open())
    with pytest.raises(ValueError, match="catalogue"):
        door.open(page="catalogue")


def test_the_portal_is_made_with_its_first_administrator(door: Door, portal: Portal) -> None:
    app = send(door)
    assert not app.exception
    assert "The portal is set up." in words(app).replace("\\", "")
    association = the_association(portal)
    assert association and (association.name, association.country, association.url) == (
        ASSOCIATION.name,
        "CA",
        "https://northshore.example",
    )
    with reading(portal.database) as db:
        assert {"admin", "designer"} <= {str(role) for role in members.by_email(db, "mo@northshore.example").roles}
    assert "Set up your portal" not in words(door.open())


def test_every_wrong_field_gets_its_sentence_and_nothing_typed_is_lost(door: Door, portal: Portal) -> None:
    app = send(door, country=None, name="", email="nobody", url="no address", admin_email="x", password="short", again="longer")
    said = words(app).replace("\\", "").replace("\u2060", "")
    assert said.count("Please fill this in.") == 2  # name and country
    assert said.count("Please write an e-mail address") == 2
    assert "Please write a web address" in said
    assert "at least 12 characters" in said
    assert "6 fields need another look" in said
    assert app.text_input(key="set_up_contact").value == ASSOCIATION.contact
    assert app.text_input(key="set_up_email").value == "nobody"
    assert not setup.is_set_up(portal)


def test_two_passwords_that_differ_are_refused(door: Door, portal: Portal) -> None:
    assert "not the same" in words(send(door, again="another calm harbour"))
    assert not setup.is_set_up(portal)


def test_a_name_no_certificate_can_print_is_told_beside_it(door: Door, portal: Portal) -> None:
    assert "cannot print these characters" in words(send(door, display_name="Mo \N{PARTY POPPER}"))
    assert not setup.is_set_up(portal)


def test_from_another_machine_the_code_of_the_console_is_asked(door: Door, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "at_this_machine", lambda: False)
    code = setup.open_code(portal) or ""
    assert "This is not the code" in words(send(door, code="0123456789abcdef"))
    assert not setup.is_set_up(portal)
    send(door, code=code)
    assert setup.is_set_up(portal)


def test_the_sample_comes_with_logins_and_a_password_shown_once(door: Door, portal: Portal) -> None:
    app = send(door, start="sample")
    assert not app.exception
    assert "shown only now" in words(app)
    assert "amara@northshore-afp.example" in words(app)
    assert len(app.get("code")[0].proto.code_text) >= 12
    with reading(portal.database) as db:
        assert len(members.everybody(db)) == len(sample.sample_people()) + 1
