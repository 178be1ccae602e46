"""Every badge, and taking one back."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.badges import all_awards, public_badge
from tests.pages.door import Door, words
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(door: Door) -> str:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    return all_awards(door.cast.portal, door.cast.mo)[0].token


def revoke(door: Door, token: str, reason: str, code: str) -> AppTest:
    app = door.open(door.cast.mo, "awards", t=token)
    app.text_input[0].set_value(reason)
    app.text_input[1].set_value(code)
    next(button for button in app.button if button.label == "Revoke for good").click().run()
    assert not app.exception
    return app


def test_every_badge_is_listed_with_its_page(door: Door, token: str) -> None:
    app = door.open(door.cast.mo, "awards")
    said = words(app)
    assert "Ada Obi" in said and f"/b/{token}" in said and "● valid" in said
    app.text_input(key="q").set_value("nobody").run()
    assert "No badge fits" in words(app)


def test_without_badges_the_page_says_so(door: Door) -> None:
    assert "No badge was issued yet" in words(door.open(door.cast.mo, "awards"))


def test_a_badge_is_revoked_with_reason_and_code(door: Door, token: str) -> None:
    app = revoke(door, token, "The evidence was somebody else's.", "com-101")
    badge = public_badge(door.cast.portal, token)
    assert badge is not None
    assert (badge.standing, badge.state_reason) == ("revoked", "The evidence was somebody else's.")
    assert "Revoked" in words(app)


@pytest.mark.parametrize(
    ("reason", "code", "sentence"), [("Because.", "COM-102", "Please type COM-101"), ("  ", "COM-101", "Please fill this in")]
)
def test_a_slip_revokes_nothing(door: Door, token: str, reason: str, code: str, sentence: str) -> None:
    app = revoke(door, token, reason, code)
    assert sentence in words(app).replace("\\", "").replace("\u2060", "")
    badge = public_badge(door.cast.portal, token)
    assert badge is not None and badge.standing == "valid"


def test_what_is_revoked_is_not_revoked_again(door: Door, token: str) -> None:
    revoke(door, token, "Once.", "COM-101")
    said = words(door.open(door.cast.mo, "awards", t=token))
    assert "is revoked: Once" in said and "Revoke for good" not in said


@pytest.mark.parametrize("who", ["ada", "rui", "dee"])
def test_others_revoke_nothing(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "awards")
