"""Data Integrity proofs, cryptosuite ``eddsa-rdfc-2022`` (Data Integrity EdDSA Cryptosuites 1.0, section 3.2).

What is signed: SHA-256 of the canonical proof options, then SHA-256 of the canonical document without its proof.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.badges.canonical import NotCheckable, agreed, canonical
from core.badges.did import Methods
from core.badges.documents import Document, unsecured
from core.badges.keys import IssuerKey
from core.badges.multibase import base58, from_base58, from_multikey
from core.errors import DocumentProblem
from core.rules.times import stamp

CRYPTOSUITE = "eddsa-rdfc-2022"
Proof = dict[str, Any]
ProofForm = Literal["array", "object"]


def sign(document: Document, key: IssuerKey, *, verification_method: str, created: datetime, form: ProofForm = "array") -> Document:
    """The document with its proof, verified once already.

    ``form``: an array of one, as the 1EdTech schema wants it for badges, or the bare object, as readers of status lists do.
    Refuses documents that two canonicalizers read differently, or that do not verify afterwards.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": stamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_what_is_signed(document, options, agreed))
    proof = {**options, "proofValue": base58(signature)}
    signed = {**document, "proof": [proof] if form == "array" else proof}
    check_proof(signed, {verification_method: key.multikey})
    return signed


def check_proof(document: Document, methods: Methods) -> None:
    """Returns when the proof is good; ``methods`` are the ones that the issuer lists for assertions.

    Refuses with ``NotCheckable`` what cannot be judged here (other cryptosuites, several proofs), with
    ``DocumentProblem`` what is wrong.
    """
    proof = the_proof(document)
    _check_suite(proof)
    if proof.get("proofPurpose") != "assertionMethod":
        raise DocumentProblem("The proof was made for another purpose than issuing.")
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or method not in methods:
        raise DocumentProblem("The key that signed is not one with which this issuer issues badges.")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    _check_signature(methods[method], proof.get("proofValue"), _what_is_signed(document, options, canonical))


def the_proof(document: Document) -> Proof:
    """The one proof of a document, in either form. Refuses none and several: it would be a guess which one speaks."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if isinstance(proof, list) and len(proof) > 1:
        raise NotCheckable(f"The document carries {len(proof)} proofs; this portal reads one.")
    if not isinstance(proof, dict):
        raise DocumentProblem("The document carries no proof.")
    return proof


def _check_suite(proof: Proof) -> None:
    found = proof.get("cryptosuite", proof.get("type"))
    if proof.get("type") != "DataIntegrityProof" or found != CRYPTOSUITE:
        raise NotCheckable(f"The proof is of the kind “{str(found)[:40]}”; this portal reads {CRYPTOSUITE}.")


def _what_is_signed(document: Document, options: Proof, canonicalize: Callable[[Document], str]) -> bytes:
    plain = unsecured(document)
    if "@context" in options:
        raise NotCheckable("The proof brings contexts of its own.")
    forms = (canonicalize({"@context": plain.get("@context"), **options}), canonicalize(plain))
    return b"".join(hashlib.sha256(form.encode()).digest() for form in forms)


def _check_signature(multikey: str, proof_value: object, data: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(from_multikey(multikey)).verify(from_base58(str(proof_value)), data)
    except (InvalidSignature, ValueError) as error:
        raise DocumentProblem("The signature does not fit the document: something in it was changed, or another key signed.") from error
