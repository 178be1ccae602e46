"""Signing anew: after a move, after a key was withdrawn."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from core.badges.documents import unsecured
from core.errors import NotAllowed, RuleBroken
from core.portal import Portal
from core.queries.badges import public_badge
from core.rules.members import Actor, Role
from core.services import signing_keys
from core.services.issuer import did_document, public_keys
from core.services.reissue import outdated, reissue, reissue_doubtful
from core.services.verification import verify
from core.storage import credentials
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide

SYSTEM = Actor.system()
PUBLIC = "https://badges.northshore.example.org"


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge, issued at the local address."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with reading(cast.portal.database) as db:
        return str(db.execute("SELECT token FROM awards").fetchone()[0])


@pytest.fixture
def moved(cast: Cast, token: str) -> Cast:
    """The same portal at its public address."""
    return cast.with_settings(public_url=PUBLIC)


def document_of(portal: Portal, token: str) -> str:
    badge = public_badge(portal, token)
    assert badge
    return badge.document


def test_nothing_is_outdated_at_first(cast: Cast, token: str) -> None:
    assert outdated(cast.portal, cast.mo).certain == ()
    assert reissue(cast.portal, cast.mo) == 0


def test_after_the_move_badges_name_the_new_address_and_identity(cast: Cast, moved: Cast, token: str) -> None:
    old = json.loads(document_of(cast.portal, token))
    assert outdated(moved.portal, moved.mo).certain == (token,)
    told: list[tuple[int, int]] = []
    assert reissue(moved.portal, moved.mo, progress=lambda done, total: told.append((done, total))) == 1
    assert told == [(1, 1)] and reissue(moved.portal, moved.mo) == 0

    new = json.loads(document_of(moved.portal, token))
    assert old["issuer"]["id"].startswith("did:key:") and new["issuer"]["id"] == "did:web:badges.northshore.example.org"
    assert (old["id"], new["id"]) == (f"http://localhost:8501/b/{token}", f"{PUBLIC}/b/{token}")
    assert "localhost" not in json.dumps(new) and "did:key" not in json.dumps(new)
    swapped = json.dumps(unsecured(old)).replace("http://localhost:8501", PUBLIC).replace(old["issuer"]["id"], new["issuer"]["id"])
    assert json.loads(swapped) == unsecured(new)


def test_both_editions_verify_after_the_move(cast: Cast, moved: Cast, token: str) -> None:
    old = document_of(cast.portal, token)
    assert verify(moved.portal, data=old.encode()).verdict == "valid"
    reissue(moved.portal, moved.mo)
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "valid"
    assert verify(moved.portal, data=old.encode()).verdict == "valid"
    with reading(moved.portal.database) as db:
        assert [edition.cause for edition in credentials.editions_of(db, token)] == ["new_address", "issued"]
        assert credentials.addresses(db) == ["http://localhost:8501", PUBLIC]


def test_the_new_edition_has_the_jwt_form(moved: Cast, token: str) -> None:
    reissue(moved.portal, moved.mo)
    with reading(moved.portal.database) as db:
        newest, first = credentials.editions_of(db, token)
    assert first.jwt == "" and newest.jwt.count(".") == 2
    assert verify(moved.portal, data=newest.jwt.encode()).verdict == "valid"


def test_a_new_key_leaves_old_badges_valid(moved: Cast, token: str) -> None:
    reissue(moved.portal, moved.mo)
    before = public_keys(moved.portal)[0]
    after = signing_keys.rotate(moved.portal, SYSTEM)
    assert after.multikey != before.multikey
    assert outdated(moved.portal, moved.mo).certain == ()
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "valid"
    methods = did_document(moved.portal)["assertionMethod"]
    assert any(before.multikey in method for method in methods) and any(after.multikey in method for method in methods)


def test_what_a_withdrawn_key_signed_before_is_signed_anew(moved: Cast, token: str) -> None:
    reissue(moved.portal, moved.mo)
    old, stolen = document_of(moved.portal, token), public_keys(moved.portal)[0].multikey
    moved.clock.time += timedelta(hours=6)
    signing_keys.withdraw(moved.portal, SYSTEM, multikey=stolen, since=moved.portal.now() - timedelta(hours=1))
    assert outdated(moved.portal, moved.mo).certain == (token,)
    report = verify(moved.portal, data=old.encode())
    assert report.verdict == "valid" and "that key" in " ".join(check.detail for check in report.checks)
    assert reissue(moved.portal, moved.mo) == 1
    new = document_of(moved.portal, token)
    assert stolen not in new and verify(moved.portal, data=new.encode()).verdict == "valid"


def test_what_a_withdrawn_key_signed_afterwards_is_refused_until_somebody_looked(moved: Cast, token: str) -> None:
    reissue(moved.portal, moved.mo)
    stolen = public_keys(moved.portal)[0].multikey
    moved.clock.time += timedelta(hours=6)
    signing_keys.withdraw(moved.portal, SYSTEM, multikey=stolen, since=moved.portal.now() - timedelta(hours=12))
    found = outdated(moved.portal, moved.mo)
    assert (found.certain, found.doubtful) == ((), (token,))
    assert reissue(moved.portal, moved.mo) == 0
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "invalid"
    with pytest.raises(RuleBroken, match="their own badge"):
        reissue_doubtful(moved.portal, replace(moved.ada, roles=moved.ada.roles | {Role.ADMIN}), token=token)
    reissue_doubtful(moved.portal, moved.mo, token=token)
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "valid"
    with pytest.raises(RuleBroken, match="needs no new signature"):
        reissue_doubtful(moved.portal, moved.mo, token=token)


def test_it_can_be_broken_off_and_begun_again(cast: Cast, token: str) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    moved = cast.with_settings(public_url=PUBLIC)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reissue(moved.portal, moved.mo, progress=stop)
    assert len(outdated(moved.portal, moved.mo).certain) == 1
    assert reissue(moved.portal, moved.mo) == 1


def test_only_administrators_sign_anew(moved: Cast) -> None:
    for who in (moved.ada, moved.rui, moved.dee):
        with pytest.raises(NotAllowed):
            reissue(moved.portal, who)
        with pytest.raises(NotAllowed):
            outdated(replace(moved.portal), who)


def test_a_badge_that_was_signed_before_the_theft_as_well_is_beyond_doubt(cast: Cast, moved: Cast, token: str) -> None:
    stolen = public_keys(moved.portal)[0].multikey
    moved.clock.pass_days(1)
    theft = moved.clock()
    assert reissue(moved.portal, moved.mo) == 1  # signed anew for the move, with a key that somebody else has by now
    decide(moved, moved.rui, a_submission(moved, moved.ben))
    signing_keys.withdraw(moved.portal, SYSTEM, multikey=stolen, since=theft)
    found = outdated(moved.portal, moved.mo)
    assert found.certain == (token,) and len(found.doubtful) == 1
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "invalid"
    assert reissue(moved.portal, moved.mo) == 1
    assert verify(moved.portal, data=document_of(moved.portal, token).encode()).verdict == "valid"


def test_a_key_that_is_withdrawn_half_way_signs_no_further_badge(cast: Cast, moved: Cast, token: str) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    stolen = public_keys(moved.portal)[0].multikey

    def withdraw(done: int, total: int) -> None:
        signing_keys.withdraw(moved.portal, SYSTEM, multikey=stolen, since=moved.clock())

    with pytest.raises(RuleBroken, match="withdrawn in the meantime"):
        reissue(moved.portal, moved.mo, progress=withdraw)
    left = outdated(moved.portal, moved.mo)
    assert (len(left.certain), len(left.doubtful)) == (0, 2)  # all were first signed at the very moment of the theft
    for each in left.doubtful:
        reissue_doubtful(moved.portal, moved.mo, token=each)
    assert {verify(moved.portal, data=document_of(moved.portal, each).encode()).verdict for each in left.doubtful} == {"valid"}
