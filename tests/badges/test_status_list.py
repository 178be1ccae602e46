"""The lists of badges taken back and suspended."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import decode_encoded_list, set_indices

from core.badges import credential, did, status_list
from core.badges.documents import Document
from core.badges.proofs import check_proof, sign
from core.errors import DocumentProblem
from core.rules.revocations import StatusPurpose
from tests.badges.facts import PUBLIC, Office, some_facts
from tests.builders import A_TUESDAY


def a_list(indexes: set[int], number: int = 1, purpose: StatusPurpose = "revocation") -> Document:
    week = timedelta(days=7)
    return status_list.build(
        indexes, base_url=PUBLIC, number=number, purpose=purpose, issuer_did="did:web:x.example.org", now=A_TUESDAY, lasts=week
    )


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, status_list.LENGTH - 1), max_size=20), st.integers(0, status_list.LENGTH - 1))
def test_exactly_the_given_bits_are_set(indexes: set[int], other: int) -> None:
    document = a_list(indexes)
    assert all(status_list.bit(document, index) for index in indexes)
    assert status_list.bit(document, other) is (other in indexes)


def test_another_program_reads_the_same_bits() -> None:
    indexes = {0, 1, 94567, status_list.LENGTH - 1}
    unpacked = decode_encoded_list(a_list(indexes)["credentialSubject"]["encodedList"])
    assert (len(unpacked) * 8, set_indices(unpacked)) == (131_072, indexes)


def test_the_same_bits_make_the_same_text_and_the_same_digest() -> None:
    assert status_list.encode([5, 9]) == status_list.encode({9, 5})
    assert status_list.digest([5, 9]) == status_list.digest({9, 5}) != status_list.digest({5})


@pytest.mark.parametrize(
    ("number", "purpose", "address"),
    [(1, "revocation", "/status/1"), (3, "revocation", "/status/3"), (3, "suspension", "/status/3/suspension")],
)
def test_each_number_has_a_list_for_each_purpose(number: int, purpose: StatusPurpose, address: str) -> None:
    document = a_list({4}, number, purpose)
    assert document["id"] == status_list.list_address(PUBLIC, number, purpose) == PUBLIC + address
    assert document["credentialSubject"]["id"] == f"{PUBLIC}{address}#list"
    assert document["credentialSubject"]["statusPurpose"] == purpose


def test_the_signed_list_names_its_dates_and_carries_an_object_proof(office: Office) -> None:
    method = did.verification_method(office.did, office.key)
    signed = sign(a_list({7}), office.key, verification_method=method, created=A_TUESDAY, form="object")
    assert signed["proof"]["verificationMethod"] == method
    assert (signed["validFrom"], signed["validUntil"]) == ("2026-10-06T09:00:00Z", "2026-10-13T09:00:00Z")
    check_proof(signed, {method: office.key.multikey})
    signed["credentialSubject"]["encodedList"] = status_list.encode([])
    with pytest.raises(DocumentProblem):
        check_proof(signed, {method: office.key.multikey})


def test_a_badge_points_at_its_place_in_the_list() -> None:
    entry = credential.build(some_facts(list_number=2, status_index=12), "did:web:x.example.org")["credentialStatus"]
    assert entry["statusListCredential"] == a_list(set(), 2)["id"]
    assert (entry["id"], entry["statusListIndex"]) == (f"{PUBLIC}/status/2#12", "12")
    assert entry["statusPurpose"] == "revocation"


@pytest.mark.parametrize("index", [-1, status_list.LENGTH])
def test_places_off_the_list_are_refused(index: int) -> None:
    with pytest.raises(DocumentProblem):
        status_list.status_entry(PUBLIC, 1, index)
    with pytest.raises(DocumentProblem):
        status_list.bit(a_list(set()), index)


@pytest.mark.parametrize("encoded", ["", "u", "uAAAA", "zAAAA", None, "uH4sIAOGgBGsC_-3BMQ"])
def test_lists_that_cannot_be_unpacked_are_refused(encoded: str | None) -> None:
    with pytest.raises(DocumentProblem):
        status_list.bit({"credentialSubject": {"encodedList": encoded}}, 0)


def test_a_list_that_would_unpack_to_more_is_refused() -> None:
    import gzip

    from core.badges.multibase import base64url

    with pytest.raises(DocumentProblem):
        status_list.bit({"credentialSubject": {"encodedList": base64url(gzip.compress(bytes(10_000_000)))}}, 0)


def test_the_list_of_other_people_is_read(vectors: Path) -> None:
    document = json.loads((vectors / "sample-status-list.json").read_text())
    unpacked = decode_encoded_list(document["credentialSubject"]["encodedList"])
    assert {index for index in range(0, status_list.LENGTH, 997) if status_list.bit(document, index)} <= set_indices(unpacked)
    assert all(status_list.bit(document, index) for index in set_indices(unpacked))
