"""The canonical form of a badge document, over which signatures are made (RDF Dataset Canonicalization 1.0, "RDFC-1.0").

Two rules shape this room. What a signature does not cover must not be in the document: JSON-LD drops undefined words
and unreadable addresses silently, so they are looked for and refused. And canonicalizing must not be a way to keep the
portal busy: the algorithm is exponential for graphs of alike blank nodes, so those are refused before it starts.
"""

from typing import Any

from core.badges.addresses import is_address
from core.badges.canonicalizers import CANONICALIZERS, CAREFUL, QUICK
from core.badges.canonicalizers.graph import NODE_NAMES, NotCheckable
from core.badges.documents import Document, members
from core.errors import DocumentProblem

__all__ = ["NotCheckable", "agreed", "canonical", "quick"]

_ADDRESSES = NODE_NAMES | {"url", "achievedLevel", "requiredLevel", "targetUrl"}
_MAX_TYPES = 3  # each brings its own context, which is what takes time


def canonical(document: Document) -> str:
    """Canonical N-Quads. Refuses (``NotCheckable``) unknown contexts, words outside them, bad addresses, and poison graphs."""
    _check_json(document)
    return CANONICALIZERS[CAREFUL](document)


def quick(document: Document) -> str:
    """The same for a document that the portal made, of a shape on which all canonicalizers agreed; refuses as ``canonical``."""
    _check_json(document)
    return CANONICALIZERS[QUICK](document)


def agreed(document: Document) -> str:
    """As ``canonical``, and all canonicalizers, one of which shares no code with ours, come to the same. Refuses when they do not."""
    _check_json(document)
    forms = {canonicalize(document) for canonicalize in CANONICALIZERS.values()}
    if len(forms) > 1:
        raise DocumentProblem("Two canonicalizers read this document differently, so it would verify in one program and fail in another.")
    return forms.pop()


def _check_json(document: Document) -> None:
    try:
        for name, value in members(document):
            _check_member(name, value, document)
    except DocumentProblem as problem:
        raise NotCheckable(problem.message) from problem


def _check_member(name: str, value: Any, document: Document) -> None:
    if value is None or value == []:
        raise NotCheckable(f"“{name[:80]}” is empty, and no signature covers what is empty.")
    if name == "@context" and value is document.get("@context"):
        return
    _check_word(name)
    if name == "type":
        _check_types(value if isinstance(value, list) else [value])
    if name in _ADDRESSES and not (isinstance(value, str) and is_address(value)):
        raise NotCheckable(f"“{name}” is not an absolute web address in ASCII.")


def _check_types(types: list[Any]) -> None:
    if len(types) > _MAX_TYPES:
        raise NotCheckable(f"A part of the document claims to be {len(types)} things at once.")
    for word in types:
        _check_word(word)


def _check_word(word: object) -> None:
    """Refuses keywords, full names, and words that make no address ("na}e"): a parser drops those before they could be found."""
    if not isinstance(word, str) or not (word.isascii() and word.isalnum()):
        raise NotCheckable(f"“{str(word)[:80]}” is not a plain word of the Open Badges vocabulary.")
