"""JSON Web Signatures in the compact form: what was signed, with which algorithm, and whether the signature fits.

Read strictly: a token that could be understood in two ways is refused, and a key that comes with it is never believed.
Sources: RFC 7515, 7518, 8037, 8725.
"""

from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.badges.canonical import NotCheckable
from core.badges.documents import MAX_BYTES, Document, parse, to_text
from core.badges.multibase import from_unpadded, unpadded
from core.badges.public_keys import Jwk, check_es256, of_jwk
from core.errors import DocumentProblem

_LONGEST_HEADER = 16 * 1024
_LONGEST = MAX_BYTES * 4 // 3 + 2 * _LONGEST_HEADER
_TYPES = {"jwt", "vc+jwt", "vc+ld+jwt"}


def signed_token(header: dict[str, str], payload: Document, sign: Callable[[bytes], bytes]) -> str:
    """Header and payload as JSON, and the signature over both."""
    signed = f"{unpadded(to_text(header).encode())}.{unpadded(to_text(payload).encode())}"
    return f"{signed}.{unpadded(sign(signed.encode()))}"


def opened(token: str) -> tuple[dict[str, Any], Document]:
    """Header and payload, before anybody looked at the signature. Refuses what is not well formed or was made for another purpose."""
    if len(token) > _LONGEST:
        raise DocumentProblem(f"The badge is larger than {MAX_BYTES // 1024} KiB.")
    if "~" in token:
        raise NotCheckable("This is a badge that shows some of its parts only (SD-JWT); this portal does not read those.")
    parts = token.split(".")
    if len(parts) == 5:
        raise NotCheckable("This token is encrypted for somebody.")
    if len(parts) != 3 or len(parts[0]) > _LONGEST_HEADER:
        raise DocumentProblem("This is not a signed token: a header, a badge and a signature with dots between them.")
    header, payload, _ = map(_decoded, parts)
    return _checked_header(parse(_text(header))), parse(_text(payload))


def check_signature(token: str, algorithm: str, jwk: Jwk) -> None:
    """Refuses a signature that does not fit, and a key that is weak, of another kind, or meant for something else."""
    signed, _, signature = token.rpartition(".")
    try:
        if jwk.get("alg", algorithm) != algorithm or jwk.get("use", "sig") != "sig":
            raise ValueError("a key for something else")
        ALGORITHMS[algorithm](jwk, _decoded(signature), signed.encode())
    except (InvalidSignature, ValueError) as error:
        raise DocumentProblem("The signature does not fit the badge: something in it was changed, or another key signed.") from error


def _checked_header(header: dict[str, Any]) -> dict[str, Any]:
    if header.get("alg") not in tuple(ALGORITHMS):
        raise _unread(header.get("alg"))
    if "crit" in header or "b64" in header:
        raise DocumentProblem("The token asks for an extension that no badge needs.")
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.lower().removeprefix("application/") not in _TYPES:
        raise DocumentProblem(f"The token was made for another purpose than a badge: “{str(kind)[:40]}”.")
    if not isinstance(header.get("kid", ""), str):
        raise DocumentProblem("The name of the key that signed is not a text.")
    return header


def _unread(algorithm: object) -> DocumentProblem:
    if not isinstance(algorithm, str) or algorithm.lower() == "none" or algorithm.startswith("HS"):
        return DocumentProblem("The token is not signed with a key that only its issuer has.")
    return NotCheckable(f"The token is signed with “{algorithm[:40]}”; this portal reads {', '.join(ALGORITHMS)}.")


def _es256(jwk: Jwk, signature: bytes, data: bytes) -> None:
    key = of_jwk(jwk)
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("not P-256")
    check_es256(key, signature, data)


def _eddsa(jwk: Jwk, signature: bytes, data: bytes) -> None:
    key = of_jwk(jwk)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not Ed25519")
    key.verify(signature, data)


def _rs256(jwk: Jwk, signature: bytes, data: bytes) -> None:
    key = of_jwk(jwk)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("not RSA")
    key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


# Which algorithms are read; ours is the first, the others are in badges of other issuers.
ALGORITHMS: dict[str, Callable[[Jwk, bytes, bytes], None]] = {"ES256": _es256, "EdDSA": _eddsa, "Ed25519": _eddsa, "RS256": _rs256}


def _decoded(part: str) -> bytes:
    """Refuses padding, other alphabets, and a last digit with bits that nobody reads: one token must not have two spellings."""
    try:
        data = from_unpadded(part)
    except ValueError as error:
        raise _not_well_formed() from error
    if not data or unpadded(data) != part:
        raise _not_well_formed()
    return data


def _not_well_formed() -> DocumentProblem:
    return DocumentProblem("The token is not well-formed base64url.")


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise DocumentProblem("The token is not UTF-8 text.") from error
