"""What is hashed before it is signed."""

import hashlib

import pytest

from core.badges.canonical import NotCheckable, canonical
from core.badges.contexts import VC
from core.badges.cryptosuites.rdfc import what_is_signed

PLAIN = {"@context": [VC], "id": "urn:example:1", "type": ["VerifiableCredential"], "name": "A badge"}
OPTIONS = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-10-06T09:00:00Z"}


def test_the_options_come_first_and_have_the_contexts_of_the_document() -> None:
    first, second = canonical({"@context": [VC], **OPTIONS}), canonical(PLAIN)
    assert what_is_signed(PLAIN, OPTIONS, canonical) == hashlib.sha256(first.encode()).digest() + hashlib.sha256(second.encode()).digest()


def test_contexts_of_the_proof_are_refused() -> None:
    with pytest.raises(NotCheckable, match="of its own"):
        what_is_signed(PLAIN, OPTIONS | {"@context": [VC]}, canonical)
