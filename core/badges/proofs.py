"""Data Integrity proofs (Verifiable Credential Data Integrity 1.0): signing with our suite, checking with any that is in the table."""

from datetime import datetime
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature

from core.badges.canonical import NotCheckable, agreed, canonical, quick
from core.badges.cryptosuites import CRYPTOSUITES
from core.badges.cryptosuites.suite import Cryptosuite
from core.badges.did import Methods
from core.badges.documents import Document, unsecured
from core.badges.keys import IssuerKey
from core.badges.multibase import base58, from_base58
from core.errors import DocumentProblem
from core.rules.times import stamp

CRYPTOSUITE = "eddsa-rdfc-2022"
Proof = dict[str, Any]
ProofForm = Literal["array", "object"]


def sign(
    document: Document,
    key: IssuerKey,
    *,
    verification_method: str,
    created: datetime,
    form: ProofForm = "array",
    second_opinion: bool = True,
) -> Document:
    """The document with its proof; the signature was checked once already.

    ``form``: an array of one, as the 1EdTech schema wants it for badges, or the bare object, as readers of status lists do.
    ``second_opinion``: all canonicalizers read the document; whoever issues many of one shape may leave that to samples.
    Refuses documents that two canonicalizers read differently, and signatures that do not fit afterwards.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": stamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    suite = CRYPTOSUITES[CRYPTOSUITE]
    data = suite.what_is_signed(unsecured(document), options, agreed if second_opinion else quick)
    value = base58(suite.sign(key, data))
    _check_signature(suite, key.multikey, value, data)
    proof = {**options, "proofValue": value}
    return {**document, "proof": [proof] if form == "array" else proof}


def check_proof(document: Document, methods: Methods) -> None:
    """Returns when the proof is good; ``methods`` are the ones that the issuer lists for assertions.

    Refuses with ``NotCheckable`` what cannot be judged here (other cryptosuites, several proofs), with
    ``DocumentProblem`` what is wrong.
    """
    proof = the_proof(document)
    suite = _suite(proof)
    if proof.get("proofPurpose") != "assertionMethod":
        raise DocumentProblem("The proof was made for another purpose than issuing.")
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or method not in methods:
        raise DocumentProblem("The key that signed is not one with which this issuer issues badges.")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    data = suite.what_is_signed(unsecured(document), options, canonical)
    _check_signature(suite, methods[method], proof.get("proofValue"), data)


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


def _suite(proof: Proof) -> Cryptosuite:
    found = proof.get("cryptosuite", proof.get("type"))
    if proof.get("type") != "DataIntegrityProof" or not isinstance(found, str) or found not in CRYPTOSUITES:
        raise NotCheckable(f"The proof is of the kind “{str(found)[:40]}”; this portal reads {' and '.join(CRYPTOSUITES)}.")
    return CRYPTOSUITES[found]


def _check_signature(suite: Cryptosuite, multikey: str, value: object, data: bytes) -> None:
    try:
        suite.verify(multikey, from_base58(str(value)), data)
    except (InvalidSignature, ValueError) as error:
        raise DocumentProblem("The signature does not fit the document: something in it was changed, or another key signed.") from error
