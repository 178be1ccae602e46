"""The issuer's DID: the name under which keys are found.

``did:key:z6Mk…`` until the portal has a public https address, ``did:web:host`` from then on. Either way the verification
method of a proof is named ``{did}#{multikey}``. Sources: did:key (W3C CCG), did:web (W3C CCG), DID Core 1.0, Controlled
Identifiers 1.0.
"""

import ipaddress
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from core.badges.keys import IssuerKey, PublicKey
from core.badges.public_keys import Jwk, jwk_of_multikey, of_multikey, thumbprint
from core.errors import DocumentProblem

Key = IssuerKey | PublicKey
Methods = Mapping[str, str]
"""Verification method id -> multikey, of the methods that may assert."""
Jwks = Mapping[str, Jwk]
"""Verification method id (``kid``) -> public JSON Web Key, of the methods that may assert."""

CONTEXTS = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1")
_MULTIKEYS = ("Multikey",)
_JWKS = ("JsonWebKey", "JsonWebKey2020")
_MAX_METHODS = 200
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
    """The id of the method that checks proofs: the fragment is the multikey itself."""
    return f"{did}#{key.multikey}"


def jwt_method(did: str, key: Key) -> str:
    """The id (``kid``) of the method that checks JWTs: the fragment is the thumbprint of the P-256 key. Refuses keys without one."""
    if key.jwk is None:
        raise DocumentProblem("This key is from before there were JWTs.")
    return f"{did}#{thumbprint(key.jwk)}"


def did_document(did: str, keys: Sequence[PublicKey]) -> dict[str, Any]:
    """The DID document of a ``did:web``: all keys that ever signed; compromised ones may no longer assert."""
    return {
        "@context": list(CONTEXTS),
        "id": did,
        "verificationMethod": [method for key in keys for method in _methods(did, key)],
        "assertionMethod": [method["id"] for key in keys if key.state != "compromised" for method in _methods(did, key)],
    }


def _methods(did: str, key: PublicKey) -> list[dict[str, Any]]:
    proof = {"id": verification_method(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": key.multikey}
    if key.jwk is None:
        return [proof]
    return [proof, {"id": jwt_method(did, key), "type": "JsonWebKey", "controller": did, "publicKeyJwk": dict(key.jwk)}]


def assertion_methods(document: object) -> Methods:
    """The Multikey methods that a DID document lists under ``assertionMethod``, by id. Refuses what is no DID document."""
    return {
        name: row["publicKeyMultibase"] for name, row in _asserting(document, _MULTIKEYS) if isinstance(row.get("publicKeyMultibase"), str)
    }


def assertion_jwks(document: object) -> Jwks:
    """The methods with a JSON Web Key that it lists there, by id. Refuses what is no DID document."""
    return {name: row["publicKeyJwk"] for name, row in _asserting(document, _JWKS) if isinstance(row.get("publicKeyJwk"), dict)}


def _asserting(document: object, kinds: Container[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The methods of some kinds that may assert and that the DID controls itself, under their full ids.

    Methods stand in ``verificationMethod`` and are named in ``assertionMethod``, or stand there themselves (DID Core, section 5.3).
    """
    if not isinstance(document, dict) or not isinstance(did := document.get("id"), str):
        raise DocumentProblem("The document of the issuer's keys is not a DID document.")
    rows = {_full_id(row["id"], did): row for row in _list(document, "verificationMethod") if _is_method(row)}
    for entry in _list(document, "assertionMethod"):
        if _is_method(entry):
            name, row = _full_id(entry["id"], did), entry
        elif isinstance(entry, str) and _full_id(entry, did) in rows:
            name, row = _full_id(entry, did), rows[_full_id(entry, did)]
        else:
            continue
        if row.get("type") in kinds and row.get("controller") == did and name.startswith(f"{did}#"):
            yield name, row


def _list(document: Mapping[str, Any], name: str) -> list[Any]:
    found = document.get(name, [])
    if not isinstance(found, list) or len(found) > _MAX_METHODS:
        raise DocumentProblem(f"“{name}” in the document of the issuer's keys is not a list of at most {_MAX_METHODS}.")
    return found


def _is_method(row: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("type"), str)


def _full_id(name: str, did: str) -> str:
    return did + name if name.startswith("#") else name


def did_key_methods(did: str) -> Methods | None:
    """The one method of an Ed25519 or P-256 ``did:key``, read from the DID itself; ``None`` for other DIDs."""
    key = did.removeprefix("did:key:")
    if did != f"did:key:{key}" or not _is_multikey(key):
        return None
    return {f"{did}#{key}": key}


def did_key_jwks(did: str) -> Jwks | None:
    """The one key of such a ``did:key`` as a JSON Web Key, under the same method id, for JWTs; ``None`` for other DIDs."""
    methods = did_key_methods(did)
    return {name: jwk_of_multikey(key) for name, key in methods.items()} if methods else None


def _is_multikey(text: str) -> bool:
    try:
        of_multikey(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class OwnIssuer:
    """One of our DIDs: what may assert by method id, as multikey and as JWK, and the methods of compromised keys (since when, multikey)."""

    did: str
    methods: Methods
    jwks: Jwks
    withdrawn: Mapping[str, datetime]
    withdrawn_methods: Methods


Trusted = Callable[[str], OwnIssuer | None]
"""DID -> what we know of it when it is our own, else ``None``."""


def own_issuers(base_urls: Sequence[str], keys: Sequence[PublicKey]) -> Trusted:
    """Which DIDs are ours: those of all addresses that the portal ever had, and the ``did:key`` of each of our keys."""
    own = [_own_issuer(f"did:key:{key.multikey}", [key], with_jwks=False) for key in keys]
    own += [_own_issuer(issuer_did(url, keys[0]), keys) for url in dict.fromkeys(base_urls) if keys and is_public(url)]
    return {issuer.did: issuer for issuer in own}.get


def _own_issuer(did: str, keys: Sequence[PublicKey], *, with_jwks: bool = True) -> OwnIssuer:
    good = [key for key in keys if key.state != "compromised"]
    bad = [key for key in keys if key.state == "compromised"]
    return OwnIssuer(
        did=did,
        methods={verification_method(did, key): key.multikey for key in good},
        jwks={jwt_method(did, key): key.jwk for key in good if key.jwk and with_jwks},
        withdrawn={method: key.compromised_since for key in bad if key.compromised_since for method in _ids(did, key)},
        withdrawn_methods={verification_method(did, key): key.multikey for key in bad},
    )


def _ids(did: str, key: PublicKey) -> list[str]:
    return [method["id"] for method in _methods(did, key)]
