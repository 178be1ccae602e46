"""Ed25519 signatures, and the keys with which nothing may be verified."""

import pytest
from cryptography.exceptions import InvalidSignature

from core.badges.cryptosuites.eddsa_rdfc_2022 import sign, verify
from core.badges.multibase import base58, multikey
from tests.badges.facts import a_key


def test_a_signature_fits_its_key_and_its_bytes_only() -> None:
    key = a_key()
    signature = sign(key, b"words")
    verify(key.multikey, signature, b"words")
    for other_key, data in ((key.multikey, b"Words"), (a_key().multikey, b"words")):
        with pytest.raises(InvalidSignature):
            verify(other_key, signature, data)


@pytest.mark.parametrize("length", [0, 63, 65, 128])
def test_a_signature_of_another_length_never_fits(length: int) -> None:
    with pytest.raises((InvalidSignature, ValueError)):
        verify(a_key().multikey, bytes(length), b"words")


def test_a_key_of_low_order_is_refused() -> None:
    """The neutral element as key, and as signature with s = 0: fits every message where nobody looks at the key."""
    neutral = (1).to_bytes(32, "little")
    with pytest.raises(ValueError, match="low order"):
        verify(multikey(neutral), neutral + bytes(32), b"any words")


def test_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="Ed25519"):
        verify(base58(b"\x80\x24\x02" + bytes(32)), bytes(64), b"words")
