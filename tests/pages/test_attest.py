"""Confirming without an account what one saw, and the words in the author's draft."""

import re

from core.queries import learning
from tests.pages.door import Door, words
from tests.services.test_attestations import an_empty_draft


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_from_the_draft_to_the_draft(door: Door) -> None:
    an_empty_draft(door.cast)
    enrolment = learning.participations(door.cast.portal, door.cast.ada)[0].enrolment.id
    app = door.open(door.cast.ada, "submit", e=enrolment, step="evidence")
    press(app, "Make a link for them")
    assert "Please fill this in." in words(app)
    next(box for box in app.text_input if box.label == "Their name").set_value("Sam Lee")
    press(app, "Make a link for them")
    link = next(code.value for code in app.code if "/attest?token=" in code.value)
    secret = re.search(r"token=(\S+)", link)[1]
    again = door.open(door.cast.ada, "submit", e=enrolment, step="evidence")
    assert not any("/attest" in code.value for code in again.code) and "**Sam Lee**, a colleague" in words(again)

    stranger = door.open(page="attest", token=secret)
    assert stranger.title[0].value == "Ada Obi asks you to confirm what you saw"
    assert "Brief occupants during an incident" in words(stranger)
    stranger.text_area[0].set_value("Calm and clear.")
    press(stranger, "Confirm it")
    assert "Please confirm that you saw it yourself" in words(stranger) and stranger.text_area[0].value == "Calm and clear."
    stranger.checkbox[0].check()
    press(stranger, "Confirm it")
    assert "Thank you" in words(stranger)
    assert "used already" in words(door.open(page="attest", token=secret))

    assert "Sam Lee confirmed your work" in words(door.open(door.cast.ada))
    app = door.open(door.cast.ada, "submit", e=enrolment, step="evidence")
    assert "“Calm and clear.”" in words(app) and "not change it" in words(app)
    assert not any(box.label == "Text" for box in app.text_area)
    app = door.open(door.cast.ada, "submit", e=enrolment, step="preview")
    assert "cannot change it" in words(app)


def test_a_question_is_taken_back(door: Door) -> None:
    an_empty_draft(door.cast)
    enrolment = learning.participations(door.cast.portal, door.cast.ada)[0].enrolment.id
    app = door.open(door.cast.ada, "submit", e=enrolment, step="evidence")
    next(box for box in app.text_input if box.label == "Their name").set_value("Sam Lee")
    press(app, "Make a link for them")
    secret = re.search(r"token=(\S+)", next(code.value for code in app.code if "/attest?token=" in code.value))[1]
    press(app, "Take it back")
    assert "Sam Lee" not in words(app)
    assert "This link does not work" in words(door.open(page="attest", token=secret))


def test_a_link_that_nobody_made(door: Door) -> None:
    for secret in ("", "guessed"):
        assert "This link does not work" in words(door.open(page="attest", token=secret))
