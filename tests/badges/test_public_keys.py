"""Public keys of issuers: read from either form, weak ones refused."""

import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from core.badges import public_keys
from core.badges.multibase import base58, base64url, multikey
from core.badges.public_keys import ed25519, jwk_of, jwk_of_multikey, of_jwk, of_multikey, thumbprint
from tests.badges.facts import a_key

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P  # the curve of RFC 8032, section 5.1


def doubled(point: tuple[int, int]) -> tuple[int, int]:
    """The addition law of the curve (RFC 8032, section 5.1.4), for a point and itself."""
    x, y = point
    product = D * x * x * y * y % P
    return 2 * x * y * pow(1 + product, -1, P) % P, (y * y + x * x) * pow(1 - product, -1, P) % P


def x_of(y: int) -> int:
    """A root of x² = (y² - 1) / (d y² + 1) (RFC 8032, section 5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    root = root if root * root % P == square else root * pow(2, (P - 1) // 4, P) % P
    assert root * root % P == square
    return root


def test_the_list_holds_points_of_low_order_and_all_eight_of_them() -> None:
    found = set()
    for y in public_keys._LOW_ORDER:
        for x in (x_of(y), -x_of(y) % P):
            assert doubled(doubled(doubled((x, y)))) == (0, 1)
            found.add((x, y))
    assert len(found) == 8


@pytest.mark.parametrize("sign", [0, 1 << 255])
@pytest.mark.parametrize("y", [0, 1, P - 1, P, P + 1, public_keys._Y8, P - public_keys._Y8])
def test_keys_of_low_order_are_refused_in_every_spelling(y: int, sign: int) -> None:
    with pytest.raises(ValueError, match="low order"):
        ed25519((y | sign).to_bytes(32, "little"))


@given(st.integers(1, 2**255))
def test_a_p256_key_is_the_same_in_both_forms(secret: int) -> None:
    public = ec.derive_private_key(secret, ec.SECP256R1()).public_key()
    point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    text = base58(b"\x80\x24" + point)
    assert text.startswith("zDna") and of_multikey(text) == public
    assert of_jwk(jwk_of(public)) == of_jwk(jwk_of_multikey(text)) == public


def test_an_ed25519_key_is_the_same_in_both_forms() -> None:
    key = a_key().multikey
    read = of_jwk(jwk_of_multikey(key))
    assert isinstance(read, Ed25519PublicKey) and multikey(read.public_bytes_raw()) == key


def test_a_thumbprint_is_over_the_required_members_in_order() -> None:
    """RFC 7638, section 3: members in lexicographic order, no white space."""
    text = '{"crv":"P-256","kty":"EC","x":"AA","y":"BB"}'
    expected = base64url(hashlib.sha256(text.encode()).digest())[1:]
    assert thumbprint({"y": "BB", "x": "AA", "kty": "EC", "crv": "P-256", "kid": "1"}) == expected


GOOD = jwk_of(ec.generate_private_key(ec.SECP256R1()).public_key())


@pytest.mark.parametrize(
    "change",
    [
        {"kty": "oct", "k": "AAAA"},
        {"crv": "P-384"},
        {"crv": "secp256k1"},
        {"kty": None},
        {"kty": ["EC"]},
        {"x": None},
        {"x": 7},
        {"x": ""},
        {"x": GOOD["x"] + "=="},
        {"x": GOOD["x"][:-2]},
        {"x": "A" * 43, "y": "A" * 43},
        {"y": GOOD["x"]},
        {"x": "A" * 100_000},
        {"x": "ü" * 43},
    ],
)
def test_odd_json_web_keys_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        of_jwk({**GOOD, **change})


def rsa_jwk(bits: int) -> dict[str, str]:
    numbers = rsa.generate_private_key(65537, bits).public_key().public_numbers()
    return {"kty": "RSA", "e": "AQAB", "n": base64url(numbers.n.to_bytes(bits // 8, "big"))[1:]}


def test_rsa_keys_must_be_long_enough_and_not_endless() -> None:
    long_enough = rsa_jwk(2048)
    assert isinstance(of_jwk(long_enough), rsa.RSAPublicKey)
    endless = {**long_enough, "n": base64url(b"\xff" * 2048)[1:]}
    for weak in (rsa_jwk(1024), endless, {**long_enough, "e": long_enough["n"]}, {**long_enough, "e": "Ag"}, {**long_enough, "n": "AA"}):
        with pytest.raises(ValueError):
            of_jwk(weak)


@given(
    st.dictionaries(
        st.sampled_from(["kty", "crv", "x", "y", "e", "n"]), st.text(max_size=9) | st.sampled_from(["EC", "OKP", "RSA", "P-256", "Ed25519"])
    )
)
def test_no_json_web_key_raises_anything_else(jwk: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        of_jwk(jwk)
