"""The issuer's DID: the name under which keys are found.

``did:key:z6Mk…`` until the portal has a public https address, ``did:web:host`` from then on. Either way a verification
method is named ``{did}#{multikey}``. Sources: did:key (W3C CCG), did:web (W3C CCG), Controlled Identifiers 1.0.
"""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from core.badges.keys import IssuerKey, PublicKey
from core.badges.multibase import from_multikey

Key = IssuerKey | PublicKey
Methods = Mapping[str, str]
"""Verification method id -> multikey, of the methods that may assert."""
Trusted = Callable[[str], Methods | None]
"""DID -> its methods when the DID is our own, else ``None``."""

CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
_NEVER_PUBLIC = ("localhost", "local", "internal", "lan", "test", "invalid", "home.arpa")


def is_public(base_url: str) -> bool:
    """Can the world fetch ``/.well-known/did.json`` from here? Not over http, on IP addresses (did:web forbids them) or private names."""
    parts = urlsplit(base_url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or "." not in host or _is_ip(host):
        return False
    return not any(host == name or host.endswith(f".{name}") for name in _NEVER_PUBLIC)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def issuer_did(base_url: str, key: Key) -> str:
    """The DID that signs badges of this portal.

    >>> issuer_did("https://badges.example.org:8443", PublicKey("z6Mk", "active"))
    'did:web:badges.example.org%3A8443'
    """
    if is_public(base_url):
        return "did:web:" + urlsplit(base_url).netloc.replace(":", "%3A")
    return f"did:key:{key.multikey}"


def verification_method(did: str, key: Key) -> str:
    return f"{did}#{key.multikey}"


def did_document(did: str, keys: Sequence[PublicKey]) -> dict[str, Any]:
    """The DID document of a ``did:web``: all keys that ever signed; compromised ones may no longer assert."""
    return {
        "@context": list(CONTEXTS),
        "id": did,
        "verificationMethod": [_method(did, key) for key in keys],
        "assertionMethod": [verification_method(did, key) for key in keys if key.state != "compromised"],
    }


def _method(did: str, key: PublicKey) -> dict[str, str]:
    return {"id": verification_method(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": key.multikey}


def assertion_methods(document: Mapping[str, Any]) -> Methods:
    """The Multikey methods of a DID document that it lists, by id, under ``assertionMethod``."""
    allowed = document["assertionMethod"]
    return {
        row["id"]: row["publicKeyMultibase"] for row in document["verificationMethod"] if row["type"] == "Multikey" and row["id"] in allowed
    }


def did_key_methods(did: str) -> Methods | None:
    """The one method of an Ed25519 ``did:key``, read from the DID itself; ``None`` for other DIDs."""
    key = did.removeprefix("did:key:")
    try:
        from_multikey(key)
    except ValueError:
        return None
    return {f"{did}#{key}": key} if did == f"did:key:{key}" else None


def own_issuers(base_url: str, keys: Sequence[PublicKey]) -> Trusted:
    """Which DIDs are ours: the one of our address, and the ``did:key`` of each of our keys (from before the portal was public)."""
    own: dict[str, Methods] = {}
    for key in keys:
        own[f"did:key:{key.multikey}"] = {} if key.state == "compromised" else did_key_methods(f"did:key:{key.multikey}") or {}
    if keys and is_public(base_url):
        did = issuer_did(base_url, keys[0])
        own[did] = assertion_methods(did_document(did, keys))
    return own.get
