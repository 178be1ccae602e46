"""Signing one badge or a thousand."""

import json

import pytest

from core.badges import credential
from core.badges.documents import Document
from core.errors import RuleBroken, StorageTrouble
from core.queries.badges import all_awards
from core.rules.members import Actor
from core.services.issuer import public_keys
from core.services.press import SECOND_OPINION_EVERY, Press, first_edition, open_press
from core.services.revocations import suspend
from core.services.verification import verify_signed
from core.storage import credentials
from core.storage.database import reading, writing
from tests.badges.facts import some_facts
from tests.cast import Cast
from tests.services.steps import a_submission, decide

PUBLIC = "https://badges.northshore.example.org"


def a_press(cast: Cast) -> Press:
    with writing(cast.portal.database) as db:
        return open_press(db, cast.portal)


def a_document(press: Press, **changes: object) -> Document:
    return credential.build(some_facts(base_url=press.portal.base_url, **changes), press.did)


def test_a_signed_edition_says_where_when_and_with_what(cast: Cast) -> None:
    press = a_press(cast)
    edition = first_edition(press, some_facts(base_url=cast.portal.base_url))
    assert (edition.edition, edition.cause, edition.base_url) == (1, "issued", cast.portal.base_url)
    assert (edition.signed_with, edition.signed_at) == (public_keys(cast.portal)[0].multikey, cast.portal.now())
    assert verify_signed(cast.portal, edition.document, now=cast.portal.now()).verdict == "valid"


def test_the_second_form_is_there_where_its_key_can_be_found(cast: Cast) -> None:
    assert first_edition(a_press(cast), some_facts(base_url=cast.portal.base_url)).jwt == ""
    moved = cast.with_settings(public_url=PUBLIC)
    assert first_edition(a_press(moved), some_facts(base_url=PUBLIC)).jwt.count(".") == 2


def test_a_second_canonicalizer_is_asked_for_the_first_of_a_shape_and_every_25th(cast: Cast) -> None:
    press = a_press(cast)
    alike = [a_document(press, holder_name=f"Person {number}") for number in range(SECOND_OPINION_EVERY + 2)]
    asked = [number for number, document in enumerate(alike) if press.wants_second_opinion(document)]
    assert asked == [0, SECOND_OPINION_EVERY]
    assert press.wants_second_opinion(a_document(press, valid_until=None) | {"description": "x", "tag": "new"})


def test_every_document_of_a_run_is_signed_and_verifies(cast: Cast) -> None:
    press = a_press(cast)
    for number in range(4):
        edition = press.sign(a_document(press, holder_name=f"Zoë {number} 🎓"), token=f"t{number}", edition=1, cause="issued")
        assert f"Zoë {number} 🎓" in json.dumps(json.loads(edition.document), ensure_ascii=False)
        assert verify_signed(cast.portal, edition.document, now=cast.portal.now()).verdict == "valid"


def test_the_portal_remembers_every_address_it_signed_under(cast: Cast) -> None:
    a_press(cast)
    a_press(cast.with_settings(public_url=PUBLIC))
    a_press(cast)
    with reading(cast.portal.database) as db:
        assert credentials.addresses(db) == ["http://localhost:8501", PUBLIC]


def test_without_a_key_nothing_is_signed(cast: Cast) -> None:
    for file in cast.portal.keys_folder.iterdir():
        file.unlink()
    with pytest.raises(StorageTrouble):
        a_press(cast)


def test_a_clock_that_went_back_signs_nothing(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    (ahead,) = all_awards(cast.portal, cast.mo)
    cast.clock.pass_days(-1)
    with pytest.raises(RuleBroken, match="clock"):
        a_press(cast)
    suspend(cast.portal, Actor.system(), token=ahead.token)  # it was the other clock that was wrong
    assert a_press(cast).did
