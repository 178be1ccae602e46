"""Signatures over the canonical form."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import verify_data_integrity_proof

from core.badges import credential, did, proofs
from core.badges.canonical import NotCheckable, agreed
from core.badges.documents import Document, parse, to_text, unsecured
from core.badges.multibase import from_multikey
from core.errors import DocumentProblem
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.facts import PUBLIC, Office, a_key, some_facts


@pytest.fixture
def signed(office: Office) -> Document:
    return office.sign(credential.build(some_facts(), office.did))


def methods_of(office: Office) -> dict[str, str]:
    return {did.verification_method(office.did, office.key): office.key.multikey}


def test_a_signed_document_carries_one_proof(office: Office, signed: Document) -> None:
    (proof,) = signed["proof"]
    assert proof["cryptosuite"] == "eddsa-rdfc-2022" and proof["proofPurpose"] == "assertionMethod"
    assert proof["created"] == "2026-10-06T09:00:00Z" and len(proof["proofValue"]) > 80
    proofs.check_proof(signed, methods_of(office))


def test_another_program_confirms_the_signature(office: Office, signed: Document) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public = Ed25519PublicKey.from_public_bytes(from_multikey(office.key.multikey))
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    verify_data_integrity_proof(signed, pem)


def test_the_signature_does_not_depend_on_the_form_of_the_proof(office: Office, signed: Document) -> None:
    proofs.check_proof({**signed, "proof": signed["proof"][0]}, methods_of(office))
    method = did.verification_method(office.did, office.key)
    plain = {name: value for name, value in signed.items() if name != "proof"}
    created = some_facts().awarded_at
    as_object = proofs.sign(plain, office.key, verification_method=method, created=created, form="object")
    assert as_object["proof"] == signed["proof"][0]


def test_a_changed_word_breaks_the_signature(office: Office, signed: Document) -> None:
    signed["credentialSubject"]["achievement"]["name"] += "."
    with pytest.raises(DocumentProblem, match="signature"):
        proofs.check_proof(signed, methods_of(office))


def test_another_key_breaks_the_signature(office: Office, signed: Document) -> None:
    with pytest.raises(DocumentProblem, match="signature"):
        proofs.check_proof(signed, dict.fromkeys(methods_of(office), a_key().multikey))


def test_the_key_must_be_listed_by_the_issuer(signed: Document) -> None:
    with pytest.raises(DocumentProblem, match="issuer"):
        proofs.check_proof(signed, {})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: p[0].update(proofPurpose="authentication"), "purpose"),
        (lambda p: p[0].update(created="2026-10-07T09:00:00Z"), "signature"),
        (lambda p: p[0].update(proofValue=None), "signature"),
        (lambda p: p[0].update(proofValue="z" + "1" * 90), "signature"),
        (lambda p: p[0].update(verificationMethod=["x"]), "issuer"),
        (lambda p: p.clear(), "no proof"),
    ],
)
def test_a_proof_that_was_touched_is_refused(change: Callable[[Any], Any], words: str, office: Office, signed: Document) -> None:
    change(signed["proof"])
    with pytest.raises(DocumentProblem, match=words):
        proofs.check_proof(signed, methods_of(office))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: p[0].update(cryptosuite="ecdsa-sd-2023"), "ecdsa-sd-2023"),
        (lambda p: p[0].update(type="Ed25519Signature2020"), "eddsa-rdfc-2022"),
        (lambda p: p.append(p[0]), "2 proofs"),
        (lambda p: p[0].update({"@context": "https://evil.example"}), "contexts"),
        (lambda p: p[0].update(colour="blue"), "colour"),
    ],
)
def test_a_proof_of_another_kind_is_named(change: Callable[[Any], Any], words: str, office: Office, signed: Document) -> None:
    change(signed["proof"])
    with pytest.raises(NotCheckable, match=words):
        proofs.check_proof(signed, methods_of(office))


def test_a_document_with_uncovered_words_is_not_signed(office: Office) -> None:
    document = credential.build(some_facts(), office.did) | {"colour": "blue"}
    with pytest.raises(DocumentProblem, match="colour"):
        office.sign(document)


def test_signing_leaves_the_document_as_it_was(office: Office) -> None:
    document = credential.build(some_facts(), office.did)
    before = copy.deepcopy(document)
    office.sign(document)
    assert document == before


def test_signatures_of_other_people_are_confirmed(vectors: Path) -> None:
    methods = did.assertion_methods(json.loads((vectors / "sample-did.json").read_text()))
    for name in ("sample-credential.json", "sample-status-list.json"):
        proofs.check_proof(json.loads((vectors / name).read_text()), methods)


OFFICE = Office(a_key(), PUBLIC)
TEXT = to_text(OFFICE.sign(credential.build(some_facts(), OFFICE.did))).encode()


@settings(max_examples=40, deadline=None)
@given(any_facts())
def test_any_text_that_the_portal_takes_gives_a_badge_that_verifies_in_both_canonicalizers(facts: AwardFacts) -> None:
    signed = OFFICE.sign(credential.build(facts, OFFICE.did))
    proofs.check_proof(signed, methods_of(OFFICE))
    proofs.check_proof(parse(to_text(signed)), methods_of(OFFICE))
    assert agreed(unsecured(signed))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_a_flipped_byte_anywhere_never_verifies(place: int, flip: int) -> None:
    changed = bytearray(TEXT)
    changed[place] ^= flip
    text = changed.decode(errors="replace")
    try:
        document = parse(text)
    except DocumentProblem:
        return
    if document == parse(TEXT.decode()):
        return  # white space between members
    with pytest.raises(DocumentProblem):
        proofs.check_proof(document, methods_of(OFFICE))


def test_without_a_second_opinion_the_signature_is_the_same(office: Office) -> None:
    document, method = credential.build(some_facts(), office.did), did.verification_method(office.did, office.key)
    created = some_facts().awarded_at
    alone = proofs.sign(document, office.key, verification_method=method, created=created, second_opinion=False)
    assert alone == office.sign(document)


def test_without_a_second_opinion_a_disagreement_is_not_seen(office: Office) -> None:
    """Which is why the portal takes no such text, and why the second one is asked for samples all the same."""
    document = credential.build(some_facts(), office.did) | {"name": "a\x01b"}
    method = did.verification_method(office.did, office.key)
    signed = proofs.sign(document, office.key, verification_method=method, created=some_facts().awarded_at, second_opinion=False)
    proofs.check_proof(signed, methods_of(office))
    with pytest.raises(DocumentProblem, match="differently"):
        office.sign(document)


def test_a_key_of_another_kind_than_the_suite_is_refused(office: Office, signed: Document) -> None:
    signed["proof"][0]["cryptosuite"] = "ecdsa-rdfc-2019"
    with pytest.raises(DocumentProblem, match="signature"):
        proofs.check_proof(signed, methods_of(office))
