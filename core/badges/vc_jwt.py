"""Badges as JSON Web Tokens: the second form of the same document (Open Badges 3.0, section 8.2.4).

The payload is the document, and registered claims that say the same as some of its members (VC Data Model 1.1, section
6.3.1), for readers that know tokens only. Where claims and members say two things, the token is refused.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from core.badges.canonical import NotCheckable
from core.badges.documents import Document, to_text, unsecured
from core.badges.jws import check_signature, opened, signed_token
from core.badges.keys import IssuerKey
from core.badges.public_keys import Jwk
from core.badges.shape import issuer_id
from core.errors import DocumentProblem
from core.rules.times import moment, stamp

REGISTERED = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti"})  # RFC 7519, section 4.1
_LAST_TIME = 253_402_300_799  # the end of the year 9999


def encode(document: Document, key: IssuerKey, *, kid: str) -> str:
    """The document, without its proof, as a token: ES256, always the same for the same key. ``kid``: see ``did.jwt_method``.

    Refuses documents with members that mean something else in a token, and what does not verify afterwards.
    """
    plain = unsecured(document)
    if taken := plain.keys() & (REGISTERED | {"vc"}):
        raise DocumentProblem(f"A badge cannot have a member “{min(taken)}”: in a token it means something else.")
    if key.jwk is None:
        raise DocumentProblem("The signing key is from before there were tokens. A new one is made by: python -m core keys rotate")
    token = signed_token({"alg": "ES256", "kid": kid, "typ": "JWT"}, plain | _claims_of(plain), key.sign_es256)
    check_signature(token, "ES256", key.jwk)
    return token


def _claims_of(document: Document) -> dict[str, Any]:
    subject, ends = document["credentialSubject"].get("id"), document.get("validUntil")
    return {
        "iss": issuer_id(document),
        **({"sub": subject} if subject else {}),
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
        **({"exp": _seconds(ends)} if ends else {}),
    }


def read(token: str) -> tuple[dict[str, Any], Document]:
    """Header and document of a token, before anybody looked at its signature. The document is without the claims.

    Refuses (``DocumentProblem``) what is not well formed, was made for another purpose, or says one thing in its claims and
    another in its members; ``NotCheckable`` for kinds of token that this portal does not read.
    """
    header, payload = opened(token)
    claims = {name: payload[name] for name in REGISTERED & payload.keys()}
    document = _whole({name: value for name, value in payload.items() if name not in REGISTERED})
    _check_claims(claims)
    _check_agreement(claims, document)
    return header, _completed(document, claims)


def check(token: str, jwks: Mapping[str, Jwk]) -> None:
    """Returns when the signature is good; ``jwks`` are the keys that the issuer lists for assertions, by method id.

    Refuses with ``NotCheckable`` what cannot be judged here, with ``DocumentProblem`` what is wrong.
    """
    header, document = read(token)
    if "kid" not in header:
        raise NotCheckable("The token does not say which key signed it; a key that comes with a token proves nothing.")
    kid = issuer_id(document) + header["kid"] if header["kid"].startswith("#") else header["kid"]
    if kid not in jwks:
        raise DocumentProblem("The key that signed is not one with which this issuer issues badges.")
    check_signature(token, header["alg"], jwks[kid])


def _whole(payload: Document) -> Document:
    """The members, wherever they stand: in older tokens inside a claim ``vc``. Refuses members that stand in both places and differ."""
    outer, inner = {name: value for name, value in payload.items() if name != "vc"}, payload.get("vc", {})
    if not isinstance(inner, dict):
        raise DocumentProblem("The claim “vc” of the token is not a badge.")
    for name in outer.keys() & inner.keys():
        if to_text({name: outer[name]}) != to_text({name: inner[name]}):
            raise _contradiction(name)
    return outer | inner


def _check_claims(claims: dict[str, Any]) -> None:
    for name in ("iss", "sub", "jti"):
        if not isinstance(claims.get(name, ""), str):
            raise DocumentProblem(f"The claim “{name}” of the token is not a text.")
    for name in ("nbf", "exp", "iat"):
        value = claims.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LAST_TIME:
            raise DocumentProblem(f"The claim “{name}” of the token is not a time.")


def _check_agreement(claims: dict[str, Any], document: Document) -> None:
    said = {
        "iss": _id_of(document.get("issuer")),
        "jti": document.get("id"),
        "sub": _id_of(document.get("credentialSubject")),
        "nbf": _seconds_of(document.get("validFrom", document.get("issuanceDate"))),
        "exp": _seconds_of(document.get("validUntil", document.get("expirationDate"))),
    }
    for name, member in said.items():
        claim = claims.get(name)
        if None not in (claim, member) and (int(claim) if isinstance(claim, float) else claim) != member:
            raise _contradiction(name)


def _completed(document: Document, claims: dict[str, Any]) -> Document:
    """What an issuer left to the claims, put where every other check looks for it."""
    left_out: Document = {}
    if "iss" in claims and "issuer" not in document:
        left_out["issuer"] = claims["iss"]
    if "jti" in claims and "id" not in document:
        left_out["id"] = claims["jti"]
    if "nbf" in claims and not {"validFrom", "issuanceDate"} & document.keys():
        left_out["validFrom"] = stamp(datetime.fromtimestamp(claims["nbf"], UTC))
    if "exp" in claims and not {"validUntil", "expirationDate"} & document.keys():
        left_out["validUntil"] = stamp(datetime.fromtimestamp(claims["exp"], UTC))
    return document | left_out


def _id_of(member: object) -> object:
    return member.get("id") if isinstance(member, dict) else member


def _seconds(text: str) -> int:
    """A NumericDate: whole seconds since 1970 (RFC 7519, section 2)."""
    return int(moment(text).timestamp())


def _seconds_of(member: object) -> object:
    """The same of a member that may be anything; one that is no time contradicts every claim."""
    try:
        return _seconds(member) if isinstance(member, str) else member
    except (ValueError, OverflowError):
        return member


def _contradiction(name: str) -> DocumentProblem:
    return DocumentProblem(f"The token contradicts itself: its claim “{name}” says something else than the badge in it.")
