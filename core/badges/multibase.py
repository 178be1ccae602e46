"""Bytes as text the way DIDs, proofs and status lists write them: a letter that names the alphabet, then the digits.

``z`` is base58btc, ``u`` is base64url without padding (Controlled Identifiers 1.0, section 2.4). Python has no base58.
"""

import base64
import re

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST = 128  # decoding base58 takes quadratic time, and nothing we read is longer
# multicodec prefixes (Controlled Identifiers 1.0, section 2.2.2)
_ED25519_PUBLIC = b"\xed\x01"
_P256_PUBLIC = b"\x80\x24"


def base58(data: bytes) -> str:
    """Multibase base58btc.

    >>> base58(b"\\0\\0a")
    'z112g'
    """
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _DIGITS[rest] + digits
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def from_base58(text: str) -> bytes:
    """The inverse of ``base58``; ``ValueError`` for another alphabet, a foreign digit or more than 128 characters."""
    digits = text.removeprefix("z")
    if not text.startswith("z") or len(text) > _LONGEST or not set(digits) <= set(_DIGITS):
        raise ValueError("not base58btc")
    number = 0
    for digit in digits:
        number = number * 58 + _VALUES[digit]
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Multibase base64url without padding."""
    return "u" + unpadded(data)


def from_base64url(text: str) -> bytes:
    """The inverse of ``base64url``; ``ValueError`` for anything else."""
    if not text.startswith("u"):
        raise ValueError("not multibase base64url")
    return from_unpadded(text.removeprefix("u"))


def unpadded(data: bytes) -> str:
    """Base64url without padding and without the letter before it: the digits of JSON Web Keys and tokens (RFC 7515, section 2).

    >>> unpadded(b"ab")
    'YWI'
    """
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_unpadded(digits: str) -> bytes:
    """The inverse of ``unpadded``; ``ValueError`` for padding, other alphabets and lengths that no bytes have."""
    if not _BASE64URL.fullmatch(digits):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(digits + "=" * (-len(digits) % 4))


def multikey(public: bytes) -> str:
    """An Ed25519 public key (32 bytes) as a Multikey, ``z6Mk…``."""
    return base58(_ED25519_PUBLIC + public)


def from_multikey(text: str) -> bytes:
    """The 32 bytes of an Ed25519 Multikey; ``ValueError`` for other kinds of key."""
    return _public_bytes(text, _ED25519_PUBLIC, 32, "an Ed25519")


def from_p256_multikey(text: str) -> bytes:
    """The 33 bytes of a P-256 Multikey, ``zDna…``: a compressed point; ``ValueError`` for other kinds of key."""
    return _public_bytes(text, _P256_PUBLIC, 33, "a P-256")


def _public_bytes(text: str, prefix: bytes, length: int, kind: str) -> bytes:
    data = from_base58(text)
    if not data.startswith(prefix) or len(data) != len(prefix) + length:
        raise ValueError(f"not {kind} Multikey")
    return data.removeprefix(prefix)
