"""Signed tokens: one spelling, one meaning, and no key that comes with them is believed."""

import base64
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from core.badges import jws
from core.badges.canonical import NotCheckable
from core.badges.public_keys import jwk_of, jwk_of_multikey
from core.errors import DocumentProblem
from tests.badges.facts import a_key

KEY = a_key()
JWK = KEY.jwk or {}
HEADER = {"alg": "ES256", "kid": "did:web:example.org#1", "typ": "JWT"}
PAYLOAD = {"name": "Zoë", "n": 1}
TOKEN = jws.signed_token(HEADER, PAYLOAD, KEY.sign_es256)


def encoded(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def with_header(header: object) -> str:
    return ".".join([encoded(header), *TOKEN.split(".")[1:]])


def test_a_token_is_read_back_and_its_signature_fits() -> None:
    assert jws.opened(TOKEN) == (HEADER, PAYLOAD)
    jws.check_signature(TOKEN, "ES256", JWK)
    assert jws.signed_token(HEADER, PAYLOAD, KEY.sign_es256) == TOKEN


def test_another_program_confirms_the_token() -> None:
    assert jwt.decode(TOKEN, jwt.PyJWK({**JWK}).key, algorithms=["ES256"]) == PAYLOAD


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA", "RS256"])
def test_tokens_of_another_program_are_confirmed(algorithm: str) -> None:
    made: dict[str, Callable[[], Any]] = {
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": Ed25519PrivateKey.generate,
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
    }
    private = made[algorithm]()
    token = jwt.encode(PAYLOAD, private, algorithm=algorithm, headers={"kid": "x"})
    jwk = json.loads(jwt.get_algorithm_by_name(algorithm).to_jwk(private.public_key()))
    assert jws.opened(token)[1] == PAYLOAD
    jws.check_signature(token, algorithm, jwk)
    with pytest.raises(DocumentProblem, match="signature"):
        jws.check_signature(token[:-8] + "AAAAAAAA", algorithm, jwk)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "HS256", "HS512", None, 7, ["ES256"], "", "hs256"])
def test_a_token_that_anybody_could_have_made_is_wrong(algorithm: object) -> None:
    with pytest.raises(DocumentProblem):
        jws.opened(with_header({**HEADER, "alg": algorithm}))
    with pytest.raises(DocumentProblem):
        jws.opened(f"{encoded({**HEADER, 'alg': algorithm})}.{encoded(PAYLOAD)}.")


@pytest.mark.parametrize("algorithm", ["ES384", "ES256K", "PS256", "RS512", "ML-DSA-44"])
def test_another_good_algorithm_could_not_be_checked(algorithm: str) -> None:
    with pytest.raises(NotCheckable, match=algorithm):
        jws.opened(with_header({**HEADER, "alg": algorithm}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"crit": ["exp"]}, "extension"),
        ({"crit": []}, "extension"),
        ({"b64": False}, "extension"),
        ({"typ": "kb+jwt"}, "kb[+]jwt"),
        ({"typ": "id_token"}, "purpose"),
        ({"typ": "at+jwt"}, "purpose"),
        ({"typ": ["JWT"]}, "purpose"),
        ({"kid": 7}, "name of the key"),
        ({"kid": {"a": 1}}, "name of the key"),
    ],
)
def test_a_header_that_means_something_else_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(DocumentProblem, match=words):
        jws.opened(with_header({**HEADER, **change}))


@pytest.mark.parametrize("kind", ["JWT", "jwt", "vc+jwt", "application/vc+jwt", "vc+ld+jwt"])
def test_the_kinds_of_token_that_are_badges(kind: str) -> None:
    assert jws.opened(with_header({**HEADER, "typ": kind}))[1] == PAYLOAD
    assert jws.opened(with_header({"alg": "ES256"}))[1] == PAYLOAD


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "..",
        "a.b",
        "a.b.c.d",
        TOKEN + "=",
        TOKEN.replace(".", "=.", 1),
        TOKEN + "==",
        TOKEN.rpartition(".")[0] + ".",
        TOKEN + "\n",
        " " + TOKEN,
        TOKEN.replace(".", ".\n", 1),
        TOKEN.replace("e", "é", 1),
        TOKEN.replace("e", "+", 1),
        with_header("{"),
        with_header("[]"),
        with_header('{"alg":"ES256","alg":"none"}'),
        with_header({**HEADER, "x5c": ["A" * 40_000]}),
        f"{encoded(HEADER)}.{encoded('[1]')}.{encoded('x')}",
        f"{encoded(HEADER)}.{encoded(chr(123) + chr(34) + 'a' + chr(34) + ':1,' + chr(34) + 'a' + chr(34) + ':2}')}.{encoded('x')}",
        f"{encoded(HEADER)}.{encoded('null')}.{encoded('x')}",
        f"{encoded(HEADER)}._w.{encoded('x')}",
        "A" * 1_000_000,
    ],
)
def test_what_is_no_well_formed_token_is_refused(token: str) -> None:
    with pytest.raises(DocumentProblem):
        jws.opened(token)


def test_a_last_digit_with_bits_that_nobody_reads_is_refused() -> None:
    """Otherwise one token would have several spellings, all of them with a good signature."""
    head, last = TOKEN[:-1], TOKEN[-1]
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert digits.index(last) % 16 == 0  # 64 bytes leave four bits
    with pytest.raises(DocumentProblem, match="base64url"):
        jws.opened(head + digits[digits.index(last) + 1])


def test_other_families_of_token_could_not_be_checked() -> None:
    for token in (f"{TOKEN}~", f"{TOKEN}~WyJ4Il0~", "a.b.c.d.e"):
        with pytest.raises(NotCheckable):
            jws.opened(token)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 127))
def test_a_changed_character_anywhere_never_fits(place: int, character: int) -> None:
    changed = TOKEN[:place] + chr(character) + TOKEN[place + 1 :]
    if changed == TOKEN:
        return
    with pytest.raises(DocumentProblem):
        header, _ = jws.opened(changed)
        jws.check_signature(changed, header["alg"], JWK)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        a_key().jwk,
        jwk_of_multikey(KEY.multikey),
        {**JWK, "use": "enc"},
        {**JWK, "alg": "ES384"},
        {**JWK, "crv": "P-384"},
        {**JWK, "x": JWK["y"]},
        {"kty": "oct", "k": "AAAA"},
    ],
)
def test_another_key_or_one_for_something_else_never_fits(jwk: dict[str, str]) -> None:
    with pytest.raises(DocumentProblem, match="signature"):
        jws.check_signature(TOKEN, "ES256", jwk)


def test_the_kind_of_the_key_must_be_that_of_the_algorithm() -> None:
    """A token says ``EdDSA``, its issuer publishes P-256: neither is tried with the other."""
    for algorithm in ("EdDSA", "Ed25519", "RS256"):
        with pytest.raises(DocumentProblem, match="signature"):
            jws.check_signature(TOKEN, algorithm, JWK)


@pytest.mark.parametrize("numbers", [(0, 0), (0, 1), (1, 0), (2**256 - 1, 2**256 - 1)])
def test_signatures_of_zeros_never_fit(numbers: tuple[int, int]) -> None:
    signature = b"".join(number.to_bytes(32, "big") for number in numbers)
    token = jws.signed_token(HEADER, PAYLOAD, lambda data: signature)
    with pytest.raises(DocumentProblem, match="signature"):
        jws.check_signature(token, "ES256", JWK)


@pytest.mark.parametrize("length", [63, 65, 70])
def test_a_signature_of_another_length_never_fits(length: int) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    token = jws.signed_token(HEADER, PAYLOAD, lambda data: private.sign(data, ec.ECDSA(hashes.SHA256()))[:length])
    with pytest.raises(DocumentProblem, match="signature"):
        jws.check_signature(token, "ES256", jwk_of(private.public_key()))


def test_a_short_rsa_key_is_refused_although_its_signature_fits() -> None:
    private = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that it is refused is what is tested here
    numbers = private.public_key().public_numbers()
    jwk = {"kty": "RSA", "e": "AQAB", "n": base64.urlsafe_b64encode(numbers.n.to_bytes(128, "big")).decode().rstrip("=")}
    token = jws.signed_token({**HEADER, "alg": "RS256"}, PAYLOAD, lambda data: private.sign(data, padding.PKCS1v15(), hashes.SHA256()))
    with pytest.raises(DocumentProblem, match="signature"):
        jws.check_signature(token, "RS256", jwk)
