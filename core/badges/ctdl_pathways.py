"""Pathways in CTDL: the badge at the end, the programs on the way, and how many of them are needed (``ceterms:Pathway``)."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.badges.ctdl import ctid, filled, organization_id, said
from core.badges.documents import Document
from core.rules.pathways import Node, NOf, Ordered, Pathway, ProgramNode, parts, program_nodes


def pathway_part(pathway: Pathway, offered: Mapping[str, str], base_url: str) -> Iterator[Document]:
    """A pathway and its components. ``offered``: the identifier of each program in the catalogue; other programs are named only."""
    page, language = f"{base_url}/pathway?code={pathway.code}", pathway.language
    end = f"{page}#badge"
    yield filled(
        {
            "@id": page,
            "@type": "ceterms:Pathway",
            "ceterms:ctid": ctid(page),
            "ceterms:name": said(pathway.title, language),
            "ceterms:description": said(pathway.description, language),
            "ceterms:subjectWebpage": page,
            "ceterms:ownedBy": [organization_id(base_url)],
            "ceterms:hasDestinationComponent": [end],
            "ceasn:hasPart": [end, *(_id(page, leaf) for leaf in program_nodes(pathway.root))],
        }
    )
    condition = _condition(pathway.root, page)
    yield _component(end, pathway.title, pathway.code, pathway, offered, base_url) | {"ceterms:hasCondition": [condition]}
    for leaf in program_nodes(pathway.root):
        yield _component(_id(page, leaf), leaf.program, leaf.program, pathway, offered, base_url)


def _id(page: str, leaf: ProgramNode) -> str:
    return f"{page}#{leaf.key}"


def _component(address: str, name: str, code: str, pathway: Pathway, offered: Mapping[str, str], base_url: str) -> Document:
    return filled(
        {
            "@id": address,
            "@type": "ceterms:CredentialComponent",
            "ceterms:ctid": ctid(address),
            "ceterms:name": said(name, pathway.language),
            "ceterms:codedNotation": code,
            "ceterms:isPartOf": [f"{base_url}/pathway?code={pathway.code}"],
            "ceterms:proxyFor": offered.get(code),
        }
    )


def _condition(node: Node, page: str) -> Document:
    """How many of the parts are needed; groups inside a group are conditions of their own."""
    inside: tuple[Node, ...] = (node,) if isinstance(node, ProgramNode) else parts(node)
    needed = node.n if isinstance(node, NOf) else len(inside)
    words = f"In this order: all {needed}" if isinstance(node, Ordered) else f"{needed} of {len(inside)}"
    members: dict[str, Any] = {
        "@type": "ceterms:ComponentCondition",
        "ceterms:name": {"en": words},
        "ceterms:requiredNumber": needed,
        "ceterms:targetComponent": [_id(page, part) for part in inside if isinstance(part, ProgramNode)],
        "ceterms:hasCondition": [_condition(part, page) for part in inside if not isinstance(part, ProgramNode)],
    }
    return filled(members)
