"""The signed document itself: byte for byte as it was stored, or with its one proof outside of the list."""

import json

from core.badges.appearance import SignedBadge
from core.badges.documents import to_text

PROOF_FORMS = ("array", "object")


def render(badge: SignedBadge, proof: str) -> bytes:
    """The document. Some verifiers want a list of proofs, some one object; the signature covers neither, so it is the same."""
    return (badge.document if proof == "array" else _with_single_proof(badge.document)).encode()


def _with_single_proof(text: str) -> str:
    document = json.loads(text)
    [proof] = document["proof"]
    return to_text(document | {"proof": proof})
