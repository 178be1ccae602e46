"""Contexts laid out flat: the same reading for everything that the portal makes."""

import pytest
from hypothesis import given, settings

from core.badges import credential
from core.badges.canonical import agreed, canonical, quick
from core.badges.canonicalizers import CANONICALIZERS, QUICK, by_flat_contexts, by_pyoxigraph
from core.badges.canonicalizers.graph import NotCheckable
from core.badges.documents import Document
from core.errors import DocumentProblem
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.facts import some_facts

DID = "did:web:badges.example.org"


def a_badge(**changes: object) -> Document:
    return credential.build(some_facts(**changes), DID)


@settings(max_examples=60)
@given(any_facts())
def test_any_badge_of_ours_is_read_the_same(facts: AwardFacts) -> None:
    document = credential.build(facts, DID)
    assert quick(document) == canonical(document)


def test_the_other_documents_of_the_portal_are_read_the_same() -> None:
    facts = some_facts()
    for document in (
        credential.achievement(facts.program, facts.base_url, DID, facts.issuer),
        credential.issuer_profile(facts.issuer, facts.base_url, DID),
        {"@context": a_badge()["@context"], "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022",
         "created": "2026-10-06T09:00:00Z", "verificationMethod": f"{DID}#z6Mk", "proofPurpose": "assertionMethod"},
    ):  # fmt: skip
        assert by_flat_contexts.canonicalize(document) == by_pyoxigraph.canonicalize(document)


def test_a_word_with_two_meanings_keeps_both() -> None:
    """``resultDescription`` holds nodes in an Achievement and an address in a Result."""
    values = [line.split(" ", 2)[2] for line in quick(a_badge()).splitlines() if "#resultDescription>" in line]
    assert {value.endswith("#anyURI> .") for value in values} == {True, False}
    assert all(value.startswith(("<", '"https://')) for value in values)


def test_a_word_where_its_type_does_not_define_it_is_never_signed() -> None:
    """The flat reading takes it in, a careful one drops it: so they do not agree."""
    document = a_badge()
    document["evidence"][0]["points"] = "100"
    assert quick(document) != canonical_or_nothing(document)
    with pytest.raises(DocumentProblem):
        agreed(document)


def canonical_or_nothing(document: Document) -> str:
    try:
        return canonical(document)
    except NotCheckable:
        return ""


def test_undefined_words_are_found_as_well() -> None:
    with pytest.raises(NotCheckable, match="grade"):
        quick(a_badge() | {"grade": "A"})


def test_it_is_the_quick_one_of_the_table() -> None:
    assert CANONICALIZERS[QUICK] is by_flat_contexts.canonicalize
