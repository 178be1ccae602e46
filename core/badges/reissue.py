"""What a badge says when it is signed anew: the same facts at another address, or with the holder's name put right.

Made from the document that was signed, never from today's records: what a program, an association or a person is called
now must not slip into what was awarded then.
"""

from collections.abc import Callable
from typing import Any

from core.badges.documents import Document
from core.badges.status_list import status_entry

# The members of our documents that hold addresses. What people typed stands in others, and stays as they typed it.
_ADDRESSES = frozenset({"id", "statusListCredential", "resultDescription", "achievedLevel", "requiredLevel", "targetUrl"})

_OF_THE_PROGRAM = ("activity", "badge")  # such evidence is described in the words of programs, not of their members
_NOBODY = {"type": "IdentityObject", "hashed": False, "identityType": "name"}
_KEPT_BACK = {
    "type": ["Evidence"],
    "name": "Piece of evidence",
    "narrative": "It was judged against the criteria; what it was is kept back with its author's name.",
}


def rebased(document: Document, *, old_base: str, new_base: str, old_did: str, new_did: str) -> Document:
    """The unsigned document as it would be at another base address and under another DID; addresses elsewhere stay."""

    def moved(address: str) -> str:
        if address == old_did:
            return new_did
        return new_base + address.removeprefix(old_base) if f"{address}/".startswith(f"{old_base}/") else address

    changed: Document = _with_addresses(document, moved)
    return changed


def _with_addresses(value: Any, moved: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            name: moved(inner) if name in _ADDRESSES and isinstance(inner, str) else _with_addresses(inner, moved)
            for name, inner in value.items()
        }
    return [_with_addresses(inner, moved) for inner in value] if isinstance(value, list) else value


def corrected(document: Document, *, base_url: str, token: str, name: str, list_number: int, status_index: int) -> Document:
    """The unsigned document of the badge that takes the place of this one, with the holder's name put right.

    Address, picture and place in the status list are those of the new badge; everything that was awarded stays.
    """
    address = f"{base_url}/b/{token}"
    return {
        **document,
        "id": address,
        "image": {**document["image"], "id": f"{address}.png"},
        "credentialSubject": _named(document["credentialSubject"], name),
        "credentialStatus": status_entry(base_url, list_number, status_index),
    }


def _named(subject: Document, name: str) -> Document:
    identifiers = [
        {**identifier, "identityHash": name} if identifier.get("identityType") == "name" else identifier
        for identifier in subject["identifier"]
    ]
    return {**subject, "identifier": identifiers}


def renamed(document: Document, *, name: str) -> Document:
    """The unsigned document of the same badge with ``name`` in the place of the holder's; all else stays, the hashed address too."""
    return {**document, "credentialSubject": _named(document["credentialSubject"], name)}


def withheld(document: Document, *, name: str) -> Document:
    """The unsigned document of the same badge without whose it is: ``name`` stands in the place of the name.

    The address of the holder goes, and what they said about their evidence; what was asked for, what was reached and when stays.
    Completed activities stay as they are: they are the program's words.
    """
    subject = {**document["credentialSubject"], "identifier": [{**_NOBODY, "identityHash": name}]}
    evidence = [
        item if item["genre"] in _OF_THE_PROGRAM else {**_KEPT_BACK, "genre": item["genre"]} for item in document.get("evidence", [])
    ]
    return {**document, "credentialSubject": subject, **({"evidence": evidence} if evidence else {})}
