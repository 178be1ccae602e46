"""Vouching without an account, and the holder's decision."""

import re

import pytest

from core.queries import learning
from core.queries.endorsements import of_own_badge, shown
from tests.pages.door import Door, words
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(door: Door) -> str:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    return learning.badges(door.cast.portal, door.cast.ada)[0].award.token


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_from_the_link_to_the_page(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    press(app, "Make a link for them")
    assert "Please fill this in." in words(app)
    next(box for box in app.text_input if box.label == "Their name").set_value("Sam Lee")
    press(app, "Make a link for them")
    link = next(code.value for code in app.code if "/endorse?token=" in code.value)
    secret = re.search(r"token=(\S+)", link)[1]
    assert not any("/endorse" in code.value for code in door.open(door.cast.ada, "share", b=token).code)

    stranger = door.open(page="endorse", token=secret)
    assert stranger.title[0].value == "Ada Obi asks you to vouch for a badge"
    stranger.text_area[0].set_value("Calm and clear.")
    press(stranger, "Vouch for it")
    assert "Please confirm that you saw it yourself" in words(stranger)
    assert stranger.text_area[0].value == "Calm and clear."
    stranger.checkbox[0].check()
    press(stranger, "Vouch for it")
    assert "Thank you" in words(stranger)
    assert "used already" in words(door.open(page="endorse", token=secret))

    assert "Sam Lee vouches for your badge" in words(door.open(door.cast.ada))
    app = door.open(door.cast.ada, "share", b=token)
    assert "“Calm and clear.”" in words(app) and shown(door.cast.portal, token) == ()
    (one,) = of_own_badge(door.cast.portal, door.cast.ada, token)
    app.button(key=f"accept_{one.id}").click().run()
    assert "shown on the badge's page" in words(app) and len(shown(door.cast.portal, token)) == 1
    assert "vouches for your badge" not in words(door.open(door.cast.ada))


def test_a_link_that_nobody_made(door: Door) -> None:
    for secret in ("", "guessed"):
        assert "This link does not work" in words(door.open(page="endorse", token=secret))
