"""What must be true of the graph that a document was read into, before anybody canonicalizes it.

Looked at as N-Quads lines (one quad each, as RDF 1.1 N-Quads writes them), so that it does not matter which library
read the document. A canonicalizer reads a document with ``UNDEFINED`` as base and vocabulary, then asks ``check_graph``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.badges.documents import Document, members
from core.errors import DocumentProblem

UNDEFINED = "https://undefined.invalid/"
NODE_NAMES = frozenset({"id", "statusListCredential", "verificationMethod"})  # these become nodes of the graph
_MAX_ENTANGLED = 6
_BLANK = "_:"
_GRAPH_NAME = re.compile(r'_:[^"]+|<[^<>"]*>')


class NotCheckable(DocumentProblem):
    """The document has no canonical form that could be trusted to mean what the JSON says."""


class _Quad(NamedTuple):
    subject: str
    predicate: str
    value: str
    graph: str


def check_graph(document: Document, lines: Sequence[str]) -> None:
    """Refuses (``NotCheckable``) undefined words, nodes that were lost on the way, and graphs that take exponential time."""
    quads = [_quad(line) for line in lines]
    _check_words(quads)
    _check_names(document, quads)
    _check_knots(quads)


def _quad(line: str) -> _Quad:
    """A line in its parts. Names and blank nodes hold no space; a literal ends with its quotation mark, language or datatype."""
    subject, predicate, rest = line.split(" ", 2)
    value, _, last = rest.rpartition(" ")
    return _Quad(subject, predicate, value, last) if value and _GRAPH_NAME.fullmatch(last) else _Quad(subject, predicate, rest, "")


def _check_words(quads: Sequence[_Quad]) -> None:
    lost = f"<{UNDEFINED}"
    for term in (term for quad in quads for term in quad if term.startswith(lost)):
        word = term.removeprefix(lost).removeprefix("#").removesuffix(">")
        raise NotCheckable(f"“{word[:80]}” is not in the vocabulary of the badge, so no signature would cover it.")


def _check_names(document: Document, quads: Sequence[_Quad]) -> None:
    """A node whose name the parser could not read is dropped with all that it says."""
    kept = {term for quad in quads for term in (quad.subject, quad.value)}
    for name, value in members(document):
        if name in NODE_NAMES and f"<{value}>" not in kept:
            raise NotCheckable(f"The {name} {str(value)[:80]} is not a readable address, so no signature would cover it.")


def _check_knots(quads: Sequence[_Quad]) -> None:
    """Refuses graphs in which many alike blank nodes hang on one another: RDFC-1.0 tries every order of such neighbours.

    Nodes are alike when their own quads are the same (RDFC-1.0, section 4.6, *Hash First Degree Quads*).
    """
    quads_of: dict[str, list[str]] = defaultdict(list)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        blanks = {term for term in quad if term.startswith(_BLANK)}
        for node in blanks:
            quads_of[node].append(" ".join(_seen_from(node, quad)))
            neighbours[node] |= blanks - {node}
    looks = {node: "\n".join(sorted(own)) for node, own in quads_of.items()}
    times = Counter(looks.values())
    alike = {node for node, look in looks.items() if times[look] > 1}
    if sum(bool(neighbours[node] & alike) for node in alike) > _MAX_ENTANGLED:
        raise NotCheckable("The document repeats nested parts that cannot be told apart.")


def _seen_from(node: str, quad: _Quad) -> Iterator[str]:
    return (term if not term.startswith(_BLANK) else "_:a" if term == node else "_:z" for term in quad)
