"""The signed lists: who is in them, when they are signed anew, and that looking at them writes nothing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.badges import did, vc_jwt
from core.badges.proofs import check_proof
from core.badges.status_list import LENGTH, bit
from core.errors import NotFound, StorageTrouble
from core.queries.badges import all_awards
from core.rules.members import Actor
from core.rules.revocations import StatusPurpose
from core.rules.times import moment
from core.services import revocations, signing_keys
from core.services.issuer import public_keys
from core.services.status_lists import free_place, refresh_all, signed_list
from core.storage import awards, status_lists
from core.storage.database import change, reading, writing
from core.storage.status_lists import SignedList
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke

SYSTEM = Actor.system()
PUBLIC = "https://badges.northshore.example.org"


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def index_of(cast: Cast, token: str) -> int:
    with reading(cast.portal.database) as db:
        return awards.get(db, token).status_index


def is_set(cast: Cast, token: str, purpose: StatusPurpose) -> bool:
    return bit(json.loads(signed_list(cast.portal, number=1, purpose=purpose).document), index_of(cast, token))


def kept(cast: Cast, purpose: StatusPurpose = "revocation") -> SignedList | None:
    with reading(cast.portal.database) as db:
        return status_lists.find(db, 1, purpose)


def test_each_state_has_its_bit_and_no_other(cast: Cast, token: str) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    ben = next(row.token for row in all_awards(cast.portal, cast.mo) if row.token != token)

    def bits(of: str) -> tuple[bool, bool]:
        return is_set(cast, of, "revocation"), is_set(cast, of, "suspension")

    assert (bits(token), bits(ben)) == ((False, False), (False, False))
    revocations.suspend(cast.portal, SYSTEM, token=token)
    assert (bits(token), bits(ben)) == ((False, True), (False, False))
    revocations.lift(cast.portal, SYSTEM, token=token)
    assert bits(token) == (False, False)
    revoke(cast, token)
    assert (bits(token), bits(ben)) == ((True, False), (False, False))


def test_a_change_of_state_keeps_the_signed_list_in_the_same_transaction(cast: Cast, token: str) -> None:
    revoke(cast, token)
    stored = kept(cast)
    assert stored is not None and bit(json.loads(stored.document), index_of(cast, token))
    assert signed_list(cast.portal, number=1) == stored


def test_a_change_that_cannot_be_signed_does_not_happen(cast: Cast, token: str) -> None:
    signing_keys.protect(cast.with_settings(key_passphrase="eleven grey geese").portal, SYSTEM)
    with pytest.raises(StorageTrouble):
        revocations.suspend(cast.portal, SYSTEM, token=token)
    assert [row.state for row in all_awards(cast.portal, cast.mo)] == ["active"]


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_lists_are_signed_by_the_issuer_of_the_badges_in_both_forms(cast: Cast, token: str, purpose: StatusPurpose) -> None:
    public = cast.with_settings(public_url=PUBLIC).portal
    signed = signed_list(public, number=1, purpose=purpose)
    document, issuer = json.loads(signed.document), "did:web:badges.northshore.example.org"
    (key,) = public_keys(public)
    assert document["issuer"] == issuer
    assert document["id"] == f"{PUBLIC}/status/1" + ("/suspension" if purpose == "suspension" else "")
    assert document["credentialSubject"]["statusPurpose"] == purpose
    check_proof(document, {did.verification_method(issuer, key): key.multikey})
    assert key.jwk is not None
    kid = did.jwt_method(issuer, key)
    vc_jwt.check(signed.jwt, {kid: key.jwk})
    header, claims = vc_jwt.read(signed.jwt)
    assert header["kid"] == kid
    assert claims["credentialSubject"] == document["credentialSubject"]
    assert moment(claims["validUntil"]) - moment(claims["validFrom"]) == timedelta(days=7)


def test_without_a_public_address_there_is_no_jwt(cast: Cast, token: str) -> None:
    assert signed_list(cast.portal, number=1).jwt == ""


@pytest.mark.parametrize("number", [0, 2, -1, 10**18])
def test_lists_that_no_badge_names_are_not_found(cast: Cast, token: str, number: int) -> None:
    with pytest.raises(NotFound):
        signed_list(cast.portal, number=number)


def test_everybody_gets_the_same_bytes_until_something_changes(cast: Cast, token: str) -> None:
    first = signed_list(cast.portal, number=1)
    cast.clock.pass_days(3)
    assert signed_list(cast.portal, number=1) == first
    cast.clock.pass_days(1)
    second = signed_list(cast.portal, number=1)
    assert second.valid_until - cast.clock() == timedelta(days=7)
    revoke(cast, token)
    assert signed_list(cast.portal, number=1).document != second.document


def test_looking_writes_nothing(cast: Cast, token: str) -> None:
    signed_list(cast.portal, number=1)
    assert kept(cast) is None


def test_upkeep_signs_what_ends_soon_and_nothing_else(cast: Cast, token: str) -> None:
    assert refresh_all(cast.portal) == 2
    assert refresh_all(cast.portal) == 0
    cast.clock.pass_days(3)
    assert refresh_all(cast.portal) == 0
    cast.clock.pass_days(1)
    assert refresh_all(cast.portal) == 2
    assert kept(cast) == signed_list(cast.portal, number=1)


def test_a_list_of_tomorrow_is_signed_anew_when_the_clock_was_put_right(cast: Cast, token: str) -> None:
    refresh_all(cast.portal)
    cast.clock.pass_days(-1)
    assert refresh_all(cast.portal) == 2


def test_a_new_key_and_a_new_address_sign_the_lists_anew(cast: Cast, token: str) -> None:
    refresh_all(cast.portal)
    signing_keys.rotate(cast.portal, SYSTEM)
    (newest, *_) = public_keys(cast.portal)
    assert signed_list(cast.portal, number=1).signed_with == newest.multikey
    assert refresh_all(cast.portal) == 2
    public = cast.with_settings(public_url=PUBLIC).portal
    assert signed_list(public, number=1).base_url == PUBLIC
    assert refresh_all(public) == 2


def test_a_list_that_a_stolen_key_signed_is_not_handed_out(cast: Cast, token: str) -> None:
    refresh_all(cast.portal)
    (stolen,) = public_keys(cast.portal)
    signing_keys.withdraw(cast.portal, SYSTEM, multikey=stolen.multikey, since=cast.clock())
    assert signed_list(cast.portal, number=1).signed_with != stolen.multikey


def test_an_up_to_date_list_needs_no_passphrase(cast: Cast, token: str) -> None:
    refresh_all(cast.portal)
    signing_keys.protect(cast.with_settings(key_passphrase="eleven grey geese").portal, SYSTEM)
    assert signed_list(cast.portal, number=1) == kept(cast)
    cast.clock.pass_days(4)
    with pytest.raises(StorageTrouble):
        signed_list(cast.portal, number=1)


def fill(db: Database, number: int, count: int) -> None:
    """That many revoked awards in a list: copies of the one that is there, at places of their own."""
    change(
        db,
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)"
        " INSERT INTO awards (token, member_id, version_id, program_code, origin, awarded_at, trace, state, list_number, status_index,"
        " wording, layout) SELECT 'copy-' || :number || '-' || n.i, a.member_id, a.version_id, a.program_code, 'imported', a.awarded_at,"
        " a.trace, 'revoked', :number, n.i, a.wording, a.layout FROM n, (SELECT * FROM awards WHERE origin = 'earned' LIMIT 1) a",
        count=count,
        number=number,
    )


def test_beyond_half_full_the_next_list_begins(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        change(db, "DELETE FROM status_lists")
        taken = awards.places_taken(db)[1]
        index = awards.get(db, token).status_index
        fill(db, 2, LENGTH // 2 - 1)  # a list of their own, so that no place is taken twice
        assert awards.places_taken(db) == (2, LENGTH // 2 - 1)
        number, place = free_place(db)
        assert number == 2 and place >= LENGTH // 2 - 1
        change(db, "UPDATE awards SET state = 'revoked' WHERE token = :token", token=token)
        change(
            db,
            "INSERT INTO awards (token, member_id, version_id, program_code, origin, awarded_at, trace, state, list_number, status_index,"
            " wording, layout) SELECT 'last', member_id, version_id, program_code, 'imported', awarded_at, trace, 'active', 2, :place,"
            " wording, layout FROM awards WHERE token = :token",
            token=token,
            place=place,
        )
        assert free_place(db)[0] == 3
    assert (taken, is_set(cast, token, "revocation")) == (1, True)
    second = json.loads(signed_list(cast.portal, number=2).document)
    assert second["id"].endswith("/status/2")
    assert bit(second, 0) and bit(second, LENGTH // 2 - 2) and not bit(second, place)
    assert index == index_of(cast, token)


def test_places_are_random(cast: Cast) -> None:
    with reading(cast.portal.database) as db:
        places = [free_place(db)[1] for _ in range(64)]
    assert len(set(places)) > 60
    assert places != sorted(places)
    assert min(places) < LENGTH // 4 and max(places) > LENGTH * 3 // 4


def test_two_portals_in_one_process_do_not_mix_their_lists(cast: Cast, token: str, tmp_path: Path) -> None:
    import shutil

    from tests.cast import the_cast_in

    first = signed_list(cast.portal, number=1)
    other = the_cast_in(Path(shutil.copytree(cast.portal.folder, tmp_path / "other")))
    other.clock.pass_days(1)
    assert signed_list(other.portal, number=1).signed_at != first.signed_at
    assert signed_list(cast.portal, number=1) == first
