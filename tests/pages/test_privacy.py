"""Asking to be forgotten on one's profile, and what an administrator does about it."""

from core.queries.privacy import own_request
from core.services import erasure
from tests.pages.door import Door, words


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_a_member_asks_and_stays_after_all(door: Door) -> None:
    app = door.open(door.cast.ada, "profile")
    press(app, "Ask to be forgotten")
    assert "Please type “forget me”" in words(app)
    next(box for box in app.text_input if "forget me" in box.label).set_value("forget me")
    press(app, "Ask to be forgotten")
    assert "The association answers by" in words(app)
    press(app, "I want to stay after all")
    assert own_request(door.cast.portal, door.cast.ada).state == "taken_back"


def test_an_administrator_carries_it_out(door: Door) -> None:
    assert "Nobody waits" in words(door.open(door.cast.mo, "privacy"))
    erasure.ask(door.cast.portal, door.cast.ada, sure="forget me", reason="I *move* on")
    app = door.open(door.cast.mo, "privacy")
    assert "**Ada Obi** asks to be forgotten" in words(app) and "I \\*move\\* on" in words(app)
    request = own_request(door.cast.portal, door.cast.ada)
    app.checkbox(key=f"sure_{request.id}").check().run()
    app.button(key=f"forget_{request.id}").click().run()
    assert "Name withheld" in words(app) and "Erased member" in words(app) and "Ada Obi" not in words(app)


def test_declined_with_a_reason_that_the_member_reads(door: Door) -> None:
    erasure.ask(door.cast.portal, door.cast.ada, sure="forget me")
    app = door.open(door.cast.mo, "privacy")
    press(app, "Decline the request")
    assert "Please say why" in words(app)
    app.text_area[0].set_value("A case is open.")
    press(app, "Decline the request")
    assert "Your last request was declined: A case is open." in words(door.open(door.cast.ada, "profile"))


def test_nobody_carries_out_their_own(door: Door) -> None:
    erasure.ask(door.cast.portal, door.cast.mo, sure="forget me")
    app = door.open(door.cast.mo, "privacy")
    assert "somebody else has to carry it out" in words(app) and "Forget this person" not in [button.label for button in app.button]
