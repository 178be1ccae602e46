"""The canonical form of a badge document, over which signatures are made (RDF Dataset Canonicalization 1.0, "RDFC-1.0").

Two rules shape this room. What a signature does not cover must not be in the document: JSON-LD drops undefined words
and unreadable addresses silently, so they are looked for and refused. And canonicalizing must not be a way to keep the
portal busy: the algorithm is exponential for graphs of alike blank nodes, so those are refused before it starts.
"""

import json
import re
import threading
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from core.badges.addresses import is_address
from core.badges.contexts import context
from core.badges.documents import Document, members
from core.errors import DocumentProblem

# Undefined words and relative addresses land under this name instead of vanishing; nothing real can be called so.
_UNDEFINED = "https://undefined.invalid/"
_SENTINEL = {"@vocab": f"{_UNDEFINED}#"}
_NODE_NAMES = frozenset({"id", "statusListCredential", "verificationMethod"})  # these become nodes of the graph
_ADDRESSES = _NODE_NAMES | {"url", "achievedLevel", "requiredLevel", "targetUrl"}
# Keywords, full names and words that make no address ("na}e"): the parser would drop the last ones before they could be found.
_WORD = re.compile(r"[A-Za-z0-9]+")
_MAX_TYPES = 3  # each brings its own context, which is what takes time
_MAX_ENTANGLED = 6
_PYLD_LOCK = threading.Lock()  # pyld keeps its resolved contexts in caches that all threads share


class NotCheckable(DocumentProblem):
    """The document has no canonical form that could be trusted to mean what the JSON says."""


def canonical(document: Document) -> str:
    """Canonical N-Quads. Refuses (``NotCheckable``) unknown contexts, words outside them, bad addresses, and poison graphs."""
    _check_json(document)
    dataset = _dataset(document)
    _check_words(dataset)
    _check_names(document, dataset)
    _check_knots(dataset)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def agreed(document: Document) -> str:
    """As ``canonical``, and a second, independent program comes to the same. Refuses to go on when the two disagree."""
    ours = canonical(document)
    if _second_opinion(document) != ours:
        raise DocumentProblem("Two canonicalizers read this document differently, so it would verify in one program and fail in another.")
    return ours


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
    types = (value if isinstance(value, list) else [value]) if name == "type" else []
    if len(types) > _MAX_TYPES:
        raise NotCheckable(f"A part of the document claims to be {len(types)} things at once.")
    for word in (name, *types):
        if not isinstance(word, str) or not _WORD.fullmatch(word):
            raise NotCheckable(f"“{str(word)[:80]}” is not a plain word of the Open Badges vocabulary.")
    if name in _ADDRESSES and not (isinstance(value, str) and is_address(value)):
        raise NotCheckable(f"“{name}” is not an absolute web address in ASCII.")


def _dataset(document: Document) -> ox.Dataset:
    body = {name: value for name, value in document.items() if name != "@context"}
    inlined = f'{{"@context":{_inlined(_context_names(document))},{json.dumps(body, ensure_ascii=False)[1:]}'
    try:
        return ox.Dataset(ox.parse(inlined.encode(), ox.RdfFormat.JSON_LD, base_iri=_UNDEFINED))
    except (SyntaxError, ValueError) as error:
        raise NotCheckable("The document is not well-formed JSON-LD.") from error


def _context_names(document: Document) -> tuple[str, ...]:
    names = document.get("@context")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise NotCheckable("The document must name its contexts in a list of addresses.")
    if len(names) != len(set(names)):
        raise NotCheckable("The document names a context twice.")
    return tuple(names)


@lru_cache(maxsize=16)
def _inlined(names: tuple[str, ...]) -> str:
    try:
        definitions = [context(name)["@context"] for name in names]
    except DocumentProblem as problem:
        raise NotCheckable(problem.message) from problem
    flat = [part for each in definitions for part in (each if isinstance(each, list) else [each])]
    return json.dumps([*flat, _SENTINEL])


def _check_words(dataset: ox.Dataset) -> None:
    for quad in dataset:
        for term in (quad.predicate, quad.object, quad.subject):
            if isinstance(term, ox.NamedNode) and term.value.startswith(_UNDEFINED):
                word = term.value.removeprefix(_UNDEFINED).removeprefix("#")
                raise NotCheckable(f"“{word[:80]}” is not in the vocabulary of the badge, so no signature would cover it.")


def _check_names(document: Document, dataset: ox.Dataset) -> None:
    """A node whose name the parser could not read is dropped with all that it says."""
    kept = {term.value for quad in dataset for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    for name, value in members(document):
        if name in _NODE_NAMES and value not in kept:
            raise NotCheckable(f"The {name} {value[:80]} is not a readable address, so no signature would cover it.")


def _check_knots(dataset: ox.Dataset) -> None:
    """Refuses graphs in which many alike blank nodes hang on one another: RDFC-1.0 tries every order of such neighbours.

    Nodes are alike when their own quads are the same (RDFC-1.0, section 4.6, *Hash First Degree Quads*).
    """
    quads_of: dict[ox.BlankNode, list[str]] = defaultdict(list)
    neighbours: dict[ox.BlankNode, set[ox.BlankNode]] = defaultdict(set)
    for quad in dataset:
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        blanks = {term for term in terms if isinstance(term, ox.BlankNode)}
        for node in blanks:
            quads_of[node].append(" ".join("_:a" if term == node else "_:z" if term in blanks else str(term) for term in terms))
            neighbours[node] |= blanks - {node}
    looks = {node: "\n".join(sorted(quads)) for node, quads in quads_of.items()}
    times = Counter(looks.values())
    alike = {node for node, look in looks.items() if times[look] > 1}
    if sum(bool(neighbours[node] & alike) for node in alike) > _MAX_ENTANGLED:
        raise NotCheckable("The document repeats nested parts that cannot be told apart.")


def _second_opinion(document: Document) -> str:
    from pyld import jsonld  # type: ignore[import-untyped]  # slow to import, and only issuing needs it

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    with _PYLD_LOCK:
        return str(jsonld.normalize(document, options))


def _load(url: str, _options: object) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": context(url), "tag": "static"}
