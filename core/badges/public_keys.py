"""Public keys of issuers, read from what DID documents hold: Multikeys and JSON Web Keys. Weak and odd ones are refused.

Every refusal is a ``ValueError``. Sources: Controlled Identifiers 1.0, section 2.2; RFC 7517, RFC 7518 section 6, RFC 8037.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from core.badges.multibase import from_multikey, from_p256_multikey, from_unpadded, unpadded

Jwk = Mapping[str, Any]
PublicPart = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

MIN_RSA_BITS, _MAX_RSA_BITS = 2048, 8192  # from RFC 7518, section 3.3; and a bound on the time that a signature may take
# The y of the points whose order divides 8: with such a key a signature that fits every message can be made (RFC 8032, section 8.5).
_P = 2**255 - 19
_Y8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_LOW_ORDER = {0, 1, _P - 1, _Y8, _P - _Y8}


def ed25519(raw: bytes) -> Ed25519PublicKey:
    """Refuses points of low order."""
    if (int.from_bytes(raw, "little") & (2**255 - 1)) % _P in _LOW_ORDER:
        raise ValueError("a key of low order")
    return Ed25519PublicKey.from_public_bytes(raw)


def ed25519_of_multikey(text: str) -> Ed25519PublicKey:
    """``z6Mk…``."""
    return ed25519(from_multikey(text))


def p256_of_multikey(text: str) -> ec.EllipticCurvePublicKey:
    """``zDna…``. Refuses points that are not on the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_p256_multikey(text))


def of_multikey(text: str) -> Ed25519PublicKey | ec.EllipticCurvePublicKey:
    """Either of them."""
    return p256_of_multikey(text) if text.startswith("zDn") else ed25519_of_multikey(text)


def jwk_of_multikey(text: str) -> dict[str, str]:
    """The same key in the other form."""
    return jwk_of(of_multikey(text))


def thumbprint(jwk: Jwk) -> str:
    """The name of a P-256 key that everybody can compute (RFC 7638): SHA-256 of its required members, as base64url.

    >>> thumbprint({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}) == thumbprint({"y": "AA", "x": "AA", "crv": "P-256", "kty": "EC"})
    True
    """
    required = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    return unpadded(hashlib.sha256(json.dumps(required, separators=(",", ":")).encode()).digest())


def jwk_of(public: object) -> dict[str, str]:
    """A P-256, Ed25519 or RSA key as a JSON Web Key. Refuses other kinds."""
    if isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1):
        point = public.public_numbers()
        return {"crv": "P-256", "kty": "EC", "x": _number(point.x, 32), "y": _number(point.y, 32)}
    if isinstance(public, Ed25519PublicKey):
        return {"crv": "Ed25519", "kty": "OKP", "x": unpadded(public.public_bytes_raw())}
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        return {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    raise ValueError("a kind of key that is not read here")


def _number(value: int, length: int | None = None) -> str:
    return unpadded(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


def check_es256(key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> None:
    """ECDSA with P-256 and SHA-256 as tokens and proofs write it: r and s, 32 bytes each. Raises ``InvalidSignature`` as well."""
    if len(signature) != 64:
        raise ValueError("not two numbers of 32 bytes")
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    key.verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))


def of_jwk(jwk: Jwk) -> PublicPart:
    """P-256, Ed25519, or RSA of 2,048 to 8,192 bits. Refuses other kinds, odd lengths and points that are not on the curve."""
    kind = (jwk.get("kty"), jwk.get("crv"))
    if kind == ("EC", "P-256"):
        x, y = (int.from_bytes(_bytes(jwk, name, 32), "big") for name in ("x", "y"))
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    if kind == ("OKP", "Ed25519"):
        return ed25519(_bytes(jwk, "x", 32))
    if kind == ("RSA", None):
        return _rsa(*(int.from_bytes(_bytes(jwk, name), "big") for name in ("e", "n")))
    raise ValueError("a kind of key that is not read here")


def _rsa(e: int, n: int) -> rsa.RSAPublicKey:
    if not MIN_RSA_BITS <= n.bit_length() <= _MAX_RSA_BITS or e.bit_length() > 32:
        raise ValueError("an RSA key that is too short or too long")
    return rsa.RSAPublicNumbers(e, n).public_key()


def _bytes(jwk: Jwk, name: str, length: int | None = None) -> bytes:
    text = jwk.get(name)
    if not isinstance(text, str) or not text or len(text) > 2 * _MAX_RSA_BITS // 8:
        raise ValueError("not base64url")
    data = from_unpadded(text)
    if length and len(data) != length:
        raise ValueError("a number of the wrong length")
    return data
