"""Multibase and Multikey: inverse of each other, and strict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.multibase import base58, base64url, from_base58, from_base64url, from_multikey, from_p256_multikey, multikey


@given(st.binary(max_size=64))
def test_what_is_written_is_read_again(data: bytes) -> None:
    assert from_base58(base58(data)) == data
    assert from_base64url(base64url(data)) == data


@given(st.binary(min_size=32, max_size=32))
def test_an_ed25519_multikey_begins_with_z6mk(public: bytes) -> None:
    assert multikey(public).startswith("z6Mk")
    assert from_multikey(multikey(public)) == public


@pytest.mark.parametrize("text", ["", "z0", "zIl", "uAAAA", "z" + "2" * 200, "ü"])
def test_other_alphabets_and_long_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base58"):
        from_base58(text)


@pytest.mark.parametrize("text", ["zAAAA", "uA", "uÄÄ", "uAA+/", "u=a=a"])
def test_what_is_not_base64url_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_base64url(text)


def test_a_p256_key_is_not_taken_for_an_ed25519_key() -> None:
    point = b"\x02" + bytes(32)
    text = base58(b"\x80\x24" + point)
    assert text.startswith("zDn") and from_p256_multikey(text) == point
    with pytest.raises(ValueError, match="Ed25519"):
        from_multikey(text)


def test_an_ed25519_key_is_not_taken_for_a_p256_key() -> None:
    with pytest.raises(ValueError, match="P-256"):
        from_p256_multikey(multikey(bytes(32)))
