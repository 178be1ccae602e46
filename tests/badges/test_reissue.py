"""Signing anew: the same facts at another address, or with the holder's name put right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges import credential
from core.badges.documents import Document
from core.badges.reissue import corrected, rebased
from core.rules.awards import EvidenceFact
from tests.badges.facts import LOCAL, PUBLIC, some_facts

OLD_DID, NEW_DID = "did:key:z6MkOld", "did:web:badges.northshore-facilities.org"
BASES = st.sampled_from([LOCAL, PUBLIC, "https://x.example", "https://x.example:8443", "http://localhost:850"])


def move(document: Document, old_base: str = LOCAL, new_base: str = PUBLIC) -> Document:
    return rebased(document, old_base=old_base, new_base=new_base, old_did=OLD_DID, new_did=NEW_DID)


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
@given(old=BASES, new=BASES)
def test_a_moved_badge_is_the_one_that_would_have_been_made_there(benchmark: str, old: str, new: str) -> None:
    here, there = (some_facts(benchmark, base_url=base) for base in (old, new))
    assert move(credential.build(here, OLD_DID), old, new) == credential.build(there, NEW_DID)


def test_what_people_typed_does_not_move() -> None:
    words = f"See {LOCAL}/catalogue and {LOCAL}"
    document = move(credential.build(some_facts(base_url=LOCAL, narrative=LOCAL, holder_name=words), OLD_DID))
    assert document["credentialSubject"]["narrative"] == LOCAL
    assert document["credentialSubject"]["identifier"][1]["identityHash"] == words


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        (f"{LOCAL}/b/abc", f"{PUBLIC}/b/abc"),
        ("http://localhost:85010/b/abc", "http://localhost:85010/b/abc"),
        ("https://elsewhere.example/b/abc", "https://elsewhere.example/b/abc"),
    ],
)
def test_only_our_own_addresses_move(address: str, moved: str) -> None:
    evidence = EvidenceFact(name="A badge", genre="badge", narrative="", url=address)
    assert move(credential.build(some_facts(base_url=LOCAL, evidence=(evidence,)), OLD_DID))["evidence"][0]["id"] == moved


def test_moving_leaves_the_old_document_as_it_was() -> None:
    document = credential.build(some_facts(base_url=LOCAL), OLD_DID)
    move(document)
    assert document == credential.build(some_facts(base_url=LOCAL), OLD_DID)


def put_right(document: Document, **changes: Any) -> Document:
    words = {"base_url": PUBLIC, "token": "aNewToken", "name": "Zoë Nguyễn", "list_number": 2, "status_index": 7}
    return corrected(document, **(words | changes))


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
def test_a_corrected_badge_is_the_one_that_should_have_been_made(benchmark: str) -> None:
    right = some_facts(benchmark, token="aNewToken", holder_name="Zoë Nguyễn", list_number=2, status_index=7)
    assert put_right(credential.build(some_facts(benchmark), NEW_DID)) == credential.build(right, NEW_DID)


@given(st.text())
def test_nothing_but_the_name_and_the_places_changes(name: str) -> None:
    document = credential.build(some_facts(), NEW_DID)
    other = put_right(document, name=name)
    changed = {member for member in document if document[member] != other[member]}
    assert changed <= {"id", "image", "credentialSubject", "credentialStatus"}
    kept = {member: value for member, value in document["credentialSubject"].items() if member != "identifier"}
    assert kept == {member: value for member, value in other["credentialSubject"].items() if member != "identifier"}
    assert other["credentialSubject"]["identifier"][0] == document["credentialSubject"]["identifier"][0]
    assert other["credentialSubject"]["identifier"][1]["identityHash"] == name
