"""Keys over the years, handled at the machine."""

from datetime import timedelta

import pytest

from core.errors import BadInput, NotAllowed, RuleBroken, StorageTrouble
from core.rules.members import Actor
from core.services import signing_keys
from core.services.issuer import public_keys, signing_key
from core.services.status_lists import signed_list
from core.storage import audit_log
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide

SYSTEM = Actor.system()
PASSPHRASE = "eleven grey geese over the harbour"


def test_nobody_handles_keys_in_a_browser(cast: Cast) -> None:
    key = public_keys(cast.portal)[0].multikey
    for act in (
        lambda: signing_keys.rotate(cast.portal, cast.mo),
        lambda: signing_keys.withdraw(cast.portal, cast.mo, multikey=key, since=cast.portal.now()),
        lambda: signing_keys.protect(cast.portal, cast.mo),
        lambda: signing_keys.unprotect(cast.portal, cast.mo),
    ):
        with pytest.raises(RuleBroken, match="command line"):
            act()
    assert len(public_keys(cast.portal)) == 1
    with pytest.raises(NotAllowed):
        signing_keys.every_key(cast.portal, cast.ada)
    assert signing_keys.every_key(cast.portal, cast.mo) == public_keys(cast.portal)


def test_withdrawing_the_key_that_signs_makes_a_new_one(cast: Cast) -> None:
    old = public_keys(cast.portal)[0].multikey
    new = signing_keys.withdraw(cast.portal, SYSTEM, multikey=old, since=cast.portal.now())
    assert new.multikey != old and signing_key(cast.portal).multikey == new.multikey
    assert [(key.multikey, key.state) for key in public_keys(cast.portal)] == [(new.multikey, "active"), (old, "compromised")]
    assert public_keys(cast.portal)[1].compromised_since == cast.portal.now()
    with pytest.raises(RuleBroken, match="already"):
        signing_keys.withdraw(cast.portal, SYSTEM, multikey=old, since=cast.portal.now())


def test_withdrawing_asks_for_a_known_key_and_a_time_that_has_passed(cast: Cast) -> None:
    key = public_keys(cast.portal)[0].multikey
    for wrong in (
        {"multikey": "z6MkUnknown", "since": cast.portal.now()},
        {"multikey": key, "since": cast.portal.now() + timedelta(days=1)},
    ):
        with pytest.raises(BadInput):
            signing_keys.withdraw(cast.portal, SYSTEM, **wrong)


def test_keys_behind_a_passphrase_sign_only_with_it(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with pytest.raises(BadInput, match="PROOFMARK_KEY_PASSPHRASE"):
        signing_keys.protect(cast.portal, SYSTEM)
    knowing = cast.with_settings(key_passphrase=PASSPHRASE)
    signing_keys.protect(knowing.portal, SYSTEM)
    assert signing_keys.are_protected(cast.portal, cast.mo)
    assert all(b"BEGIN PRIVATE KEY" not in file.read_bytes() for file in cast.portal.keys_folder.glob("*.pem"))
    with pytest.raises(StorageTrouble, match="PROOFMARK_KEY_PASSPHRASE"):
        signing_key(cast.portal)
    assert public_keys(cast.portal) == public_keys(knowing.portal)
    decide(knowing, knowing.rui, a_submission(knowing, knowing.ben))
    assert signed_list(knowing.portal, number=1)
    rotated = signing_keys.rotate(knowing.portal, SYSTEM)
    assert signing_key(knowing.portal).multikey == rotated.multikey
    signing_keys.unprotect(knowing.portal, SYSTEM)
    assert not signing_keys.are_protected(cast.portal, cast.mo)
    assert signing_key(cast.portal).multikey == rotated.multikey


def test_everything_about_keys_is_in_the_audit_log(cast: Cast) -> None:
    signing_keys.rotate(cast.portal, SYSTEM)
    signing_keys.withdraw(cast.portal, SYSTEM, multikey=public_keys(cast.portal)[1].multikey, since=cast.portal.now())
    with reading(cast.portal.database) as db:
        actions = [row[0] for row in db.execute("SELECT action FROM audit_log ORDER BY id DESC LIMIT 2").fetchall()]
        assert audit_log.first_broken(db) is None
    assert actions == ["key.withdrawn", "key.rotated"]
