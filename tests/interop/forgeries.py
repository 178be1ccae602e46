"""What an attacker makes of a good badge. The attacker is an association like ours, with keys and an address of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.badges import did, keys, proofs, vc_jwt
from core.badges.documents import Document, unsecured
from core.badges.multibase import base64url, from_base64url
from core.rules.times import moment

THEIRS = "https://badges.southshore.example"
Badge = Document | str
"""A credential with its proof, or a JWT."""


class Attacker:
    """Everything about them is in order, only it is not ours. Their DID document can be fetched by everybody."""

    def __init__(self, folder: Path) -> None:
        self.key = keys.ensure(folder)
        self.did = did.issuer_did(THEIRS, self.key)
        self.documents: dict[str, Any] = {f"{THEIRS}/.well-known/did.json": did.did_document(self.did, keys.public_keys(folder))}

    def signed(self, document: Document, method: str) -> Document:
        """Signed with their key in the name of any method."""
        created = moment(document["validFrom"])
        return proofs.sign(unsecured(document), self.key, verification_method=method, created=created, second_opinion=False)


def changed(badge: Badge, _attacker: Attacker) -> Badge:
    """Somebody wrote a better name into it."""
    if isinstance(badge, str):
        return _with_payload(badge, lambda payload: {**payload, "name": payload["name"] + ", with distinction"})
    return {**badge, "name": badge["name"] + ", with distinction"}


def by_another_key(badge: Badge, attacker: Attacker) -> Badge:
    """Signed anew with their key, in the name of ours."""
    if isinstance(badge, str):
        return vc_jwt.encode(_credential(badge), attacker.key, kid=_header(badge)["kid"])
    return attacker.signed(badge, proofs.the_proof(badge)["verificationMethod"])


def key_in_the_fragment(badge: Badge, attacker: Attacker) -> Badge:
    """Signed with their key, which stands after the # of our DID: whoever reads it from there is deceived."""
    if isinstance(badge, str):
        ours = _header(badge)["kid"].partition("#")[0]
        return vc_jwt.encode(_credential(badge), attacker.key, kid=did.jwt_method(ours, attacker.key))
    ours = proofs.the_proof(badge)["verificationMethod"].partition("#")[0]
    return attacker.signed(badge, did.verification_method(ours, attacker.key))


def in_our_name(badge: Badge, attacker: Attacker) -> Badge:
    """Signed by them, as themselves, with our name as the issuer's."""
    if isinstance(badge, str):
        return vc_jwt.encode(_credential(badge), attacker.key, kid=did.jwt_method(attacker.did, attacker.key))
    return attacker.signed(badge, did.verification_method(attacker.did, attacker.key))


def in_their_name(badge: Badge, attacker: Attacker) -> Badge:
    """Our badge and our signature, with their name as the issuer's."""
    if isinstance(badge, str):
        issuer = _credential(badge)["issuer"]
        return _with_payload(badge, lambda payload: {**payload, "iss": attacker.did, "issuer": {**issuer, "id": attacker.did}})
    return {**badge, "issuer": {**badge["issuer"], "id": attacker.did}}


def _header(token: str) -> dict[str, str]:
    return _decoded(token.split(".")[0])


def _credential(token: str) -> Document:
    return vc_jwt.read(token)[1]


def _with_payload(token: str, change: Callable[[Document], Document]) -> str:
    header, payload, signature = token.split(".")
    return ".".join((header, base64url(json.dumps(change(_decoded(payload))).encode())[1:], signature))


def _decoded(part: str) -> dict[str, Any]:
    return json.loads(from_base64url("u" + part))
