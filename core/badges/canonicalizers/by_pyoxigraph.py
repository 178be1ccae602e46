"""Canonical N-Quads by pyoxigraph, written in Rust. It loads no contexts, so the part that a document uses is inlined."""

import json

import pyoxigraph as ox

from core.badges.canonicalizers.graph import UNDEFINED, NotCheckable, check_graph
from core.badges.canonicalizers.inlining import inlined
from core.badges.documents import Document


def canonicalize(document: Document) -> str:
    """Refuses (``NotCheckable``) what is not JSON-LD, what no signature would cover, and poison graphs."""
    return canonicalize_with(inlined(document), document)


def canonicalize_with(contexts: str, document: Document) -> str:
    """As ``canonicalize``, with the value of ``@context`` as JSON text."""
    dataset = _dataset(contexts, document)
    check_graph(document, [str(quad) for quad in dataset])
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def _dataset(contexts: str, document: Document) -> ox.Dataset:
    body = {name: value for name, value in document.items() if name != "@context"}
    text = f'{{"@context":{contexts},{json.dumps(body, ensure_ascii=False)[1:]}'
    try:
        return ox.Dataset(ox.parse(text.encode(), ox.RdfFormat.JSON_LD, base_iri=UNDEFINED))
    except (SyntaxError, ValueError) as error:
        raise NotCheckable("The document is not well-formed JSON-LD.") from error
