"""Every badge with its history; asking for one to be taken back, and putting a name right."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.badges import all_awards, public_badge
from core.queries.revocations import cases_about
from core.rules.members import Actor
from core.services import revocations
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def now(door: Door) -> Cast:
    """The cast on today's clock, as the pages have it."""
    return today(door.cast)


@pytest.fixture
def token(now: Cast) -> str:
    decide(now, now.rui, a_submission(now, now.ada))
    return all_awards(now.portal, now.mo)[0].token


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def take_back(app: AppTest, cause: str | None, explanation: str, suspend: bool = False) -> AppTest:
    app.radio[0].set_value(cause)
    app.text_area[0].set_value(explanation)
    next(box for box in app.checkbox if "Suspend" in box.label).set_value(suspend)
    return press(app, "Ask for it to be taken back")


def standing(now: Cast, token: str) -> str:
    badge = public_badge(now.portal, token)
    assert badge is not None
    return badge.standing


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def test_every_badge_is_listed_and_found(door: Door, now: Cast, token: str) -> None:
    app = door.open(now.mo, "awards")
    said = words(app)
    assert "Ada Obi" in said and f"/awards?t={token}" in said and "● valid" in said
    for query, there in (("nobody", False), ("obi", True), ("com-101", True), ("revoked", False)):
        app.text_input(key="q").set_value(query).run()
        assert ("No badge fits" in words(app)) is not there


def test_without_badges_the_page_says_so(door: Door) -> None:
    assert "No badge was issued yet" in words(door.open(door.cast.mo, "awards"))


def test_a_case_is_opened_and_revokes_nothing_yet(door: Door, now: Cast, token: str) -> None:
    app = take_back(door.open(now.mo, "awards", t=token), "error", "Wrong file.")
    assert standing(now, token) == "valid"
    said = words(app)
    assert "An open case" in said and "The holder can answer until" in said
    assert labels(app) >= {"Withdraw"} and "Ask for it to be taken back" not in labels(app)


def test_in_doubt_a_badge_is_suspended_at_once_and_lifted_again(door: Door, now: Cast, token: str) -> None:
    app = take_back(door.open(now.mo, "awards", t=token), "integrity", "Somebody else speaks.", suspend=True)
    assert standing(now, token) == "suspended"
    assert "◌ suspended" in words(app)
    press(app, "Lift the suspension")
    assert standing(now, token) == "valid"
    press(app, "Suspend it until then")
    assert standing(now, token) == "suspended"
    press(app, "Withdraw")
    assert standing(now, token) == "valid"
    assert "the case was withdrawn" in words(app)


@pytest.mark.parametrize(
    ("cause", "explanation", "suspend", "sentence"),
    [
        (None, "Because.", False, "Please choose why"),
        ("error", "  ", False, "Please fill this in"),
        ("error", "Wrong file.", True, "question of integrity"),
    ],
)
def test_a_slip_opens_nothing_and_is_told(
    door: Door, now: Cast, token: str, cause: str | None, explanation: str, suspend: bool, sentence: str
) -> None:
    app = take_back(door.open(now.mo, "awards", t=token), cause, explanation, suspend)
    assert sentence in words(app).replace("\\", "").replace("\u2060", "")
    assert cases_about(now.portal, now.mo, token) == []


def test_a_wrong_suspension_is_told_beside_its_tick(door: Door, now: Cast, token: str) -> None:
    app = take_back(door.open(now.mo, "awards", t=token), "error", "Wrong file.", suspend=True)
    assert not app.error
    assert any("question of integrity" in text.value for text in app.markdown)


def test_a_name_is_put_right_and_the_old_badge_leads_to_the_new_one(door: Door, now: Cast, token: str) -> None:
    app = door.open(now.mo, "awards", t=token)
    app.text_input[0].set_value("Ada Nkechi Obi")
    press(app, "Issue the corrected badge")
    assert standing(now, token) == "superseded"
    (new,) = (row.token for row in all_awards(now.portal, now.mo) if row.token != token)
    assert f"/awards?t={token}" in words(app) and "It corrects the name" in words(app)
    assert "held by Ada Obi. The badge says “Ada Nkechi Obi”." in words(app).replace("\\", "").replace("\u2060", "")
    old = door.open(now.mo, "awards", t=token)
    assert f"/awards?t={new}" in words(old)
    assert not labels(old) & {"Issue the corrected badge", "Ask for it to be taken back"}


def test_the_same_name_is_no_correction(door: Door, now: Cast, token: str) -> None:
    app = press(door.open(now.mo, "awards", t=token), "Issue the corrected badge")
    assert "on the badge already" in words(app)


def test_what_is_revoked_shows_its_history_and_no_forms(door: Door, now: Cast, token: str) -> None:
    revoke(now, token)
    app = door.open(now.mo, "awards", t=token)
    said = words(app)
    assert "✕ revoked since" in said and "issued in error" in said
    assert "Mo Lind asked for it to be taken back" in said and "Dee Novak: the badge was revoked" in said
    assert not labels(app) & {"Issue the corrected badge", "Ask for it to be taken back", "Withdraw"}


def test_a_badge_that_was_suspended_at_the_command_line_is_lifted_here(door: Door, now: Cast, token: str) -> None:
    revocations.suspend(now.portal, Actor.system(), token=token)
    app = press(door.open(now.mo, "awards", t=token), "Lift the suspension")
    assert standing(now, token) == "valid"
    assert "The badge is in force again" in words(app)


@pytest.mark.parametrize("who", ["ada", "rui", "dee"])
def test_others_have_no_such_page(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "awards")


def test_ones_own_badge_is_looked_after_by_somebody_else(door: Door, now: Cast) -> None:
    decide(now, now.rui, a_submission(now, now.mo))
    app = door.open(now.mo, "awards", t=all_awards(now.portal, now.mo)[0].token)
    assert "This is your own badge" in words(app)
    assert not labels(app) & {"Issue the corrected badge", "Ask for it to be taken back"}
