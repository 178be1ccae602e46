"""The association as issuer: identity, keys, looks."""

import pytest

from core.queries.badges import all_awards
from core.rules.members import Actor
from core.services import association, signing_keys
from core.services.issuer import public_keys
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(door: Door) -> str:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    return all_awards(door.cast.portal, door.cast.mo)[0].token


def test_a_portal_without_a_public_address_is_told_the_way_there(door: Door) -> None:
    app = door.open(door.cast.mo, "issuer")
    assert not app.exception
    said = words(app)
    assert "PROOFMARK_URL" in said and public_keys(door.cast.portal)[0].multikey in said
    assert not [button for button in app.button if "anew" in button.label]
    assert app.code[0].value.startswith("did:key:z6Mk")


def test_after_the_move_badges_are_signed_anew_with_one_button(door: Door, token: str) -> None:
    door.patch.setenv("PROOFMARK_URL", "https://badges.northshore.example.org")
    app = door.open(door.cast.mo, "issuer")
    assert app.code[0].value == "did:web:badges.northshore.example.org"
    next(button for button in app.button if button.label == "Sign 1 badge anew").click().run()
    assert not app.exception
    assert "1 badge signed anew" in words(app)
    assert not [button for button in app.button if "anew" in button.label]


def test_badges_of_a_stolen_key_are_named(door: Door, token: str) -> None:
    portal, system = today(door.cast).portal, Actor.system()
    award = all_awards(portal, door.cast.mo)[0]
    signing_keys.withdraw(portal, system, multikey=public_keys(portal)[0].multikey, since=door.cast.clock.time)
    said = words(door.open(door.cast.mo, "issuer"))
    assert "are refused" in said and f"/b/{award.token}" in said and "✕ withdrawn" in said


def test_a_choice_is_kept_at_once(door: Door) -> None:
    app = door.open(door.cast.mo, "issuer")
    app.radio(key="verify_foreign").set_value("on").run()
    assert not app.exception and "Kept" in words(app)
    app.radio(key="certificate_layout").set_value("modern").run()
    assert association.choices(door.cast.portal, door.cast.mo) == {
        "verify_foreign": "on",
        "certificate_layout": "modern",
        "send_mail": "on",
    }


def test_a_logo_is_asked_for(door: Door) -> None:
    app = door.open(door.cast.mo, "issuer")
    next(button for button in app.button if button.label == "Use this logo").click().run()
    assert "choose a picture first" in words(app)
