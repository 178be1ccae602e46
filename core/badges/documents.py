"""Badge documents as JSON: read strictly, written compactly, kept within limits, recognised again.

What one JSON reader takes and another does not (doubled members, NaN, lone surrogates) must not decide what a badge says.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from core.errors import DocumentProblem

Document = dict[str, Any]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_CONTAINERS = 1_500


def parse(text: str, largest: int = MAX_BYTES) -> Document:
    """The document in ``text``. Refuses more than 256 KiB, doubled members, NaN, lone surrogates, and what is not an object.

    ``largest`` is another limit, for what holds several badges.
    """
    if len(text) > largest:
        raise DocumentProblem(f"The badge document is larger than {largest // 1024} KiB.")
    try:
        document = json.loads(text, object_pairs_hook=_members, parse_constant=_no_constant)
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise DocumentProblem("The badge document is not well-formed JSON.") from error
    if not isinstance(document, dict):
        raise DocumentProblem("The badge document is not a JSON object.")
    return document


def _members(pairs: list[tuple[str, Any]]) -> Document:
    unique = dict(pairs)
    if len(unique) != len(pairs):
        raise DocumentProblem("The badge document names a member twice, so two readers could read two things.")
    return unique


def _no_constant(name: str) -> None:
    raise DocumentProblem(f"The badge document holds {name}, which is not JSON.")


def to_text(document: Document) -> str:
    """The document as stored and baked: compact, in the order in which it was built."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def unsecured(document: Document) -> Document:
    """The document without its proof: what a proof is about."""
    return {name: value for name, value in document.items() if name != "proof"}


def fingerprint(document: Document) -> str:
    """SHA-256 (hexadecimal) by which the register knows a document, whatever the spacing and the form of its proof.

    Taken over the JSON without ``proof``, members sorted (for our documents the same as RFC 8785). It also sees what a
    signature over RDF does not: the order of lists, a value wrapped in a list, members outside the contexts.
    """
    ordered = json.dumps(unsecured(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(ordered.encode()).hexdigest()


def members(document: Document) -> Iterator[tuple[str, Any]]:
    """Every (name, value) at any depth. Refuses documents nested or branched so far that canonicalizing could take long."""
    waiting: list[tuple[Any, int]] = [(document, 1)]
    containers = 0
    while waiting:
        node, depth = waiting.pop()
        containers += 1
        if depth > MAX_DEPTH or containers > MAX_CONTAINERS:
            raise DocumentProblem("The badge document is nested or branched further than any real badge.")
        if isinstance(node, dict):
            yield from node.items()
        inner = node.values() if isinstance(node, dict) else node
        waiting += [(value, depth + 1) for value in inner if isinstance(value, dict | list)]
