"""Keys of issuers who are not us: read from the DID itself, or asked of the address that the issuer is.

Whoever names themselves by an address is whoever keeps that address; what a badge brings along as key or issuer is never
used. Sources: did:key and did:web (W3C CCG), Controlled Identifiers 1.0 (sections 2.2 and 3.3).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from core.badges.canonical import NotCheckable
from core.badges.did import Jwks, Methods, assertion_jwks, assertion_methods, did_key_jwks, did_key_methods
from core.badges.documents import Document, parse
from core.badges.public_keys import jwk_of_multikey
from core.badges.verification.case import Fetch, NotFetched
from core.badges.verification.parts import host
from core.errors import DocumentProblem

_DID_WEB = re.compile(r"did:web:[A-Za-z0-9.-]+(%3A[0-9]{1,5})?(:[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)*")


@dataclass(frozen=True)
class Keys:
    """What an issuer lists for assertions, for proofs (``methods``) and for tokens (``jwks``)."""

    methods: Methods
    jwks: Jwks


def host_of(issuer: str) -> str:
    """The host that an issuer's identifier names; empty for bare keys and anything else."""
    return host(address_of(issuer))


def address_of(issuer: str) -> str:
    """Where the issuer's document is; empty for bare keys and for identifiers that this portal does not know to ask.

    >>> address_of("did:web:badges.example.org"), address_of("did:web:example.org:issuers:a")
    ('https://badges.example.org/.well-known/did.json', 'https://example.org/issuers/a/did.json')
    """
    if issuer.startswith("https://"):
        return issuer
    if not _DID_WEB.fullmatch(issuer):
        return ""
    host, *path = issuer.removeprefix("did:web:").split(":")
    return f"https://{unquote(host)}/" + "/".join([*(path or [".well-known"]), "did.json"])


def keys_of(issuer: str, fetch: Fetch, named: str = "") -> Keys:
    """Refuses with ``NotFetched`` what did not come, with ``NotCheckable`` identifiers that cannot be asked.

    ``named`` is the key that a token names; an issuer who lists no keys may keep it below its own address.
    """
    if issuer.startswith("did:key:"):
        return _of_did_key(issuer)
    document = document_of(issuer, fetch)
    if issuer.startswith("https://") and "assertionMethod" not in document:
        return _beside(issuer, named, fetch)
    return listed(document, issuer)


def document_of(issuer: str, fetch: Fetch) -> Document:
    """What the issuer says of itself at its address. Refuses as ``keys_of``, and a document about somebody else (``NotFetched``)."""
    address = address_of(issuer)
    if not address:
        raise NotCheckable(f"How to find the key of {issuer[:200]} is not known here.")
    document = document_at(address, fetch)
    if document.get("id") != issuer:
        raise NotFetched(f"The document at the address of {issuer[:200]} is about somebody else.")
    return document


def _beside(issuer: str, named: str, fetch: Fetch) -> Keys:
    """A JSON Web Key at an address of its own, as Open Badges 3.0 (section 8.2) has it for tokens. Its place must be the issuer's."""
    if not is_below(named, issuer):
        raise NotFetched(f"{issuer[:200]} does not say with which keys it issues badges.")
    return Keys({}, {named: document_at(named.partition("#")[0], fetch)})


def is_below(address: str, place: str) -> bool:
    """Is this address kept by whoever keeps ``place``: the same host, and a path under it or under ``/.well-known``?"""
    try:
        inner, outer = urlsplit(address), urlsplit(place)
    except ValueError:
        return False
    if inner.scheme != "https" or (inner.scheme, inner.netloc) != (outer.scheme, outer.netloc) or ".." in inner.path:
        return False
    return inner.path == outer.path or inner.path.startswith((outer.path.rstrip("/") + "/", "/.well-known/"))


def document_at(address: str, fetch: Fetch) -> Document:
    """The JSON object at an address. Refuses anything else with ``NotFetched``: what is wrong there is not the badge's fault."""
    try:
        return parse(fetch(address).decode("utf-8-sig"))
    except NotFetched:
        raise
    except (UnicodeDecodeError, DocumentProblem) as problem:
        raise NotFetched(f"What came from {address[:200]} is not a JSON document.") from problem


def listed(document: Document, issuer: str) -> Keys:
    """The keys that a document lists under ``assertionMethod``; revoked ones and those that run out are left out.

    Refuses (``NotFetched``) a document of an odd shape.
    """
    rows = {name: [row for row in _rows(document, name) if not _is_over(row)] for name in ("verificationMethod", "assertionMethod")}
    try:
        methods = assertion_methods({"id": issuer, **rows})
        return Keys(methods, {**_as_jwks(methods), **assertion_jwks({"id": issuer, **rows})})
    except DocumentProblem as problem:
        raise NotFetched(problem.message) from problem


def _rows(document: Document, name: str) -> list[Any]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _is_over(row: object) -> bool:
    return isinstance(row, dict) and bool({"revoked", "expires"} & set(row))


def _as_jwks(methods: Methods) -> dict[str, Mapping[str, Any]]:
    """Multikeys serve for tokens as well; one that cannot be read is as good as none."""
    read: dict[str, Mapping[str, Any]] = {}
    for name, multikey in methods.items():
        try:
            read[name] = jwk_of_multikey(multikey)
        except ValueError:
            continue
    return read


def _of_did_key(did: str) -> Keys:
    methods, jwks = did_key_methods(did), did_key_jwks(did)
    if methods is None or jwks is None:
        raise NotCheckable(f"The kind of key that {did[:80]} is cannot be read here.")
    return Keys(methods, {**jwks, did: next(iter(jwks.values()))})  # it is one key only, so some tokens name the DID alone
