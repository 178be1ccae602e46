"""The sign-in form, typed into as people type. That the browser then gets its cookie is proved in ``tests/web`` and ``tests/e2e``."""

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.members import Role
from core.services import members, sessions
from core.storage.database import reading, rows
from core.web.sessions import own_path
from pages.shared import framework, session, sign_in
from pages.shared.sign_in import address_of
from tests.cast import PASSWORD, Cast
from tests.pages.door import Door

BROWSER = "a browser"


@pytest.fixture
def ways_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the browser is sent. There is none in these tests, so the message to it is caught instead."""
    addresses: list[str] = []
    monkeypatch.setattr(framework, "leave_for", addresses.append)
    monkeypatch.setattr(session, "cookie", lambda name: BROWSER if name.endswith("portal_browser") else "")
    return addresses


def type_in(door: Door, email: str, password: str) -> AppTest:
    return again(door.open(page="sign_in"), email, password)


def again(app: AppTest, email: str, password: str) -> AppTest:
    app.text_input[0].set_value(email)
    app.text_input[1].set_value(password)
    return next(button for button in app.button if button.label == "Sign in").click().run()


def test_the_right_password_opens_a_ticket_for_this_browser(cast: Cast, door: Door, ways_out: list[str]) -> None:
    type_in(door, "ADA@northshore.example", PASSWORD)
    (address,) = ways_out
    ticket = address.removeprefix("/session/start?t=").partition("&")[0]
    token = sessions.redeem(cast.with_settings().portal, ticket=ticket, browser=BROWSER)
    assert sessions.actor_of(cast.portal, token).name == "Ada Obi"


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@northshore.example", "wrong words here"), ("nobody@northshore.example", PASSWORD), ("ada@northshore.example", PASSWORD + " "),
     ("no address", "x"), ("ada@northshore.example", "x" * 500), ("' OR 1=1 --", "' OR 1=1 --")],
)  # fmt: skip
def test_every_wrong_way_gets_the_same_words(door: Door, ways_out: list[str], email: str, password: str) -> None:
    app = type_in(door, email, password)
    assert [error.value for error in app.error] == [sign_in.WRONG]
    assert ways_out == []


def test_the_sixth_try_has_to_wait_even_with_the_right_password(door: Door, ways_out: list[str]) -> None:
    app = type_in(door, "ada@northshore.example", "wrong words here")
    for _ in range(4):
        again(app, "ada@northshore.example", "wrong words here")
    again(app, "ada@northshore.example", PASSWORD)
    assert "Please wait" in app.error[0].value
    assert ways_out == []


def test_somebody_who_may_not_sign_in_any_more_is_told_nothing(cast: Cast, door: Door, ways_out: list[str]) -> None:
    members.change_roles(cast.portal, cast.mo, member_id=cast.ada.member_id, roles=frozenset({Role.MEMBER}), active=False)
    assert type_in(door, "ada@northshore.example", PASSWORD).error[0].value == sign_in.WRONG


def test_the_package_leaves_nothing_in_the_session(door: Door, ways_out: list[str]) -> None:
    app = type_in(door, "ada@northshore.example", PASSWORD)
    for key in ("authentication_status", "username", "name", "email", "roles", "logout", "password_hint"):
        assert key not in app.session_state


def test_a_browser_without_cookies_is_told_so(door: Door, ways_out: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "cookie", lambda name: "")
    assert "cookies" in type_in(door, "ada@northshore.example", PASSWORD).error[0].value


def test_the_way_back_never_leads_elsewhere(cast: Cast, door: Door, ways_out: list[str]) -> None:
    app = door.open(page="sign_in", next="https://evil.example")
    again(app, "ada@northshore.example", PASSWORD)
    assert ways_out[0].endswith("&next=/")


def test_the_tries_are_in_the_database_and_not_in_the_tab(cast: Cast, door: Door, ways_out: list[str]) -> None:
    for _ in range(3):
        type_in(door, "ada@northshore.example", "wrong words here")  # a new tab each time
    with reading(cast.portal.database) as db:
        assert len(rows(db, "SELECT * FROM sign_in_failures")) == 6  # account and address


def test_the_way_back_holds_everything_the_address_said() -> None:
    back = address_of("submit", {"e": "01M8", "step": "a&b"})
    assert back == own_path(back) == "/submit?e=01M8&step=a%26b"
    assert address_of("home", {}) == "/home"
