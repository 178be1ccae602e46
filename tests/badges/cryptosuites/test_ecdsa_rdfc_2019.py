"""Badges that others signed with P-256."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.badges import credential, proofs
from core.badges.canonical import NotCheckable, canonical
from core.badges.contexts import VC
from core.badges.cryptosuites.ecdsa_rdfc_2019 import verify
from core.badges.cryptosuites.rdfc import what_is_signed
from core.badges.documents import Document
from core.badges.keys import IssuerKey
from core.badges.multibase import base58, from_base58
from core.errors import DocumentProblem
from tests.badges.facts import a_key, some_facts

# The published example (Data Integrity ECDSA Cryptosuites 1.0, appendix A.1): key, hashes of options and credential, signature.
KEY = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
OPTIONS = "3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e"
CREDENTIAL = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
SIGNATURE = from_base58("zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw")


def test_the_published_signature_fits() -> None:
    verify(KEY, SIGNATURE, bytes.fromhex(OPTIONS + CREDENTIAL))


def test_the_published_options_have_the_published_hash() -> None:
    options = {
        "@context": [VC],
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"did:key:{KEY}#{KEY}",
        "proofPurpose": "assertionMethod",
    }
    assert hashlib.sha256(canonical(options).encode()).hexdigest() == OPTIONS


@pytest.mark.parametrize("signature", [b"", SIGNATURE[:-1], SIGNATURE + b"\0", bytes(64), SIGNATURE[::-1], b"\xff" * 64])
def test_other_signatures_never_fit(signature: bytes) -> None:
    with pytest.raises((InvalidSignature, ValueError)):
        verify(KEY, signature, bytes.fromhex(OPTIONS + CREDENTIAL))


@pytest.mark.parametrize("point", [b"\x02" + b"\xff" * 32, b"\x04" + bytes(32), b"\x00" + bytes(32)])
def test_keys_that_are_no_point_of_the_curve_are_refused(point: bytes) -> None:
    with pytest.raises(ValueError):
        verify(base58(b"\x80\x24" + point), SIGNATURE, b"words")


def test_a_larger_curve_could_not_be_checked_and_ed25519_does_not_fit() -> None:
    with pytest.raises(NotCheckable, match="P-384"):
        verify("z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ", bytes(96), b"words")
    with pytest.raises(ValueError, match="P-256"):
        verify(a_key().multikey, SIGNATURE, b"words")


def foreign_badge(key: IssuerKey, multikey: str) -> tuple[Document, str]:
    """A badge as an issuer with a P-256 key signs it, and the id of its method."""
    issuer = f"did:key:{multikey}"
    plain, method = credential.build(some_facts(), issuer), f"{issuer}#{multikey}"
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-rdfc-2019",
        "created": "2026-10-06T09:00:00Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = base58(key.sign_es256(what_is_signed(plain, options, canonical)))
    return {**plain, "proof": {**options, "proofValue": value}}, method


def test_a_badge_of_others_is_confirmed_and_a_changed_one_is_not() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    form = serialization.PublicFormat.CompressedPoint
    multikey = base58(b"\x80\x24" + private.public_key().public_bytes(serialization.Encoding.X962, form))
    badge, method = foreign_badge(IssuerKey("", a_key()._private, private), multikey)
    proofs.check_proof(badge, {method: multikey})
    with pytest.raises(DocumentProblem, match="signature"):
        proofs.check_proof({**badge, "name": "Another"}, {method: multikey})
    with pytest.raises(DocumentProblem, match="signature"):
        proofs.check_proof(badge, {method: a_key().multikey})
