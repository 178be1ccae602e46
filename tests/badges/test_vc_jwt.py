"""The token form of a badge: the same document, and claims that never say anything else."""

import copy
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from core.badges import credential, did, vc_jwt
from core.badges.canonical import NotCheckable
from core.badges.documents import Document, unsecured
from core.badges.jws import opened, signed_token
from core.badges.keys import IssuerKey
from core.errors import DocumentProblem
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.facts import PUBLIC, a_key, some_facts
from tests.builders import A_TUESDAY

KEY = a_key()
DID = did.issuer_did(PUBLIC, KEY)
KID = did.jwt_method(DID, KEY)
JWKS = {KID: KEY.jwk or {}}
PLAIN = credential.build(some_facts(), DID)
TOKEN = vc_jwt.encode(PLAIN, KEY, kid=KID)


def payload_of(token: str) -> dict[str, Any]:
    return opened(token)[1]


def token_of(payload: dict[str, Any], **header: Any) -> str:
    """As anybody may sign it who has a key: nothing is checked."""
    return signed_token({"alg": "ES256", "kid": KID, "typ": "JWT", **header}, payload, KEY.sign_es256)


def test_the_payload_is_the_document_with_claims_that_say_the_same() -> None:
    header, document = vc_jwt.read(TOKEN)
    assert header == {"alg": "ES256", "kid": KID, "typ": "JWT"} and document == PLAIN
    payload = payload_of(TOKEN)
    assert {name: payload[name] for name in payload.keys() - PLAIN.keys()} == {
        "iss": DID,
        "jti": PLAIN["id"],
        "nbf": int(A_TUESDAY.timestamp()),
        "exp": int((A_TUESDAY + timedelta(days=730)).timestamp()),
    }
    vc_jwt.check(TOKEN, JWKS)


def test_the_same_document_gives_the_same_token_whatever_its_proof() -> None:
    assert vc_jwt.encode({**PLAIN, "proof": [{"type": "DataIntegrityProof"}]}, KEY, kid=KID) == TOKEN


def test_a_badge_without_an_end_has_no_end_and_one_about_an_address_has_a_subject() -> None:
    document = copy.deepcopy(credential.build(some_facts(valid_until=None), DID))
    document["credentialSubject"]["id"] = "did:example:zoe"
    payload = payload_of(vc_jwt.encode(document, KEY, kid=KID))
    assert "exp" not in payload and payload["sub"] == "did:example:zoe"


@settings(max_examples=25, deadline=None)
@given(any_facts())
def test_any_badge_that_the_portal_could_issue_is_read_back_from_its_token(facts: AwardFacts) -> None:
    document = credential.build(facts, DID)
    token = vc_jwt.encode(document, KEY, kid=KID)
    vc_jwt.check(token, JWKS)
    assert vc_jwt.read(token)[1] == document


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "vc"])
def test_a_document_with_a_member_that_means_something_else_in_a_token_is_not_signed(name: str) -> None:
    with pytest.raises(DocumentProblem, match=f"“{name}”"):
        vc_jwt.encode({**PLAIN, name: "x"}, KEY, kid=KID)


def test_a_key_from_before_there_were_tokens_signs_none() -> None:
    with pytest.raises(DocumentProblem, match="keys rotate"):
        vc_jwt.encode(PLAIN, IssuerKey(KEY.multikey, KEY._private), kid=KID)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(iss="did:web:evil.example"),
        lambda p: p.update(jti="urn:other"),
        lambda p: p.update(nbf=p["nbf"] + 1),
        lambda p: p.update(exp=p["exp"] + 1),
        lambda p: p.update(exp=p["exp"] + 10**9),
        lambda p: p.update(validUntil="yesterday"),
        lambda p: p.update(validFrom=7),
        lambda p: p["credentialSubject"].update(id="did:example:eve") or p.update(sub="did:example:zoe"),
        lambda p: p.update(credentialSubject=[], sub="did:example:zoe"),
        lambda p: p.update(vc={"name": "Another"}),
        lambda p: p.update(vc={"issuer": "did:web:evil.example"}),
        lambda p: p.update(vc={"type": [*p["type"], "X"]}),
        lambda p: p.update(extra=True, vc={"extra": 1}),
    ],
)
def test_a_token_that_contradicts_itself_is_refused_although_its_signature_fits(change: Callable[[dict[str, Any]], Any]) -> None:
    payload = copy.deepcopy(payload_of(TOKEN))
    change(payload)
    for look in (lambda: vc_jwt.read(token_of(payload)), lambda: vc_jwt.check(token_of(payload), JWKS)):
        with pytest.raises(DocumentProblem, match="contradicts"):
            look()


@pytest.mark.parametrize("claim", ["nbf", "exp", "iat"])
@pytest.mark.parametrize("value", [-1, 10**18, 253_402_300_800, True, "1791190800", None, [], 1e300])
def test_a_claim_that_is_no_time_is_refused(claim: str, value: object) -> None:
    with pytest.raises(DocumentProblem, match="not a time"):
        vc_jwt.read(token_of({**payload_of(TOKEN), claim: value}))


@pytest.mark.parametrize("claim", ["iss", "sub", "jti"])
def test_a_claim_that_is_no_text_is_refused(claim: str) -> None:
    with pytest.raises(DocumentProblem, match="not a text"):
        vc_jwt.read(token_of({**payload_of(TOKEN), claim: 7}))


def test_parts_of_a_second_are_no_contradiction() -> None:
    payload = payload_of(TOKEN)
    assert vc_jwt.read(token_of({**payload, "nbf": payload["nbf"] + 0.25, "iat": payload["nbf"]}))[1] == PLAIN


def test_the_older_form_with_one_claim_for_the_badge_is_read() -> None:
    claims = {name: value for name, value in payload_of(TOKEN).items() if name not in PLAIN}
    assert vc_jwt.read(token_of({**claims, "vc": PLAIN}))[1] == PLAIN
    assert vc_jwt.read(token_of({**claims, **PLAIN, "vc": PLAIN}))[1] == PLAIN
    with pytest.raises(DocumentProblem, match="vc"):
        vc_jwt.read(token_of({**claims, "vc": "x"}))


def test_what_was_left_to_the_claims_is_in_the_document() -> None:
    """Also the end of the badge: otherwise it would never expire."""
    bare: Document = {name: value for name, value in PLAIN.items() if name not in ("id", "issuer", "validFrom", "validUntil")}
    claims = {name: value for name, value in payload_of(TOKEN).items() if name not in PLAIN}
    _, document = vc_jwt.read(token_of({**claims, "vc": bare}))
    assert document == {**PLAIN, "issuer": DID}


def test_only_a_listed_key_counts() -> None:
    with pytest.raises(DocumentProblem, match="not one with which"):
        vc_jwt.check(TOKEN, {})
    with pytest.raises(DocumentProblem, match="signature"):
        vc_jwt.check(TOKEN, {KID: a_key().jwk or {}})


@pytest.mark.parametrize("gift", ["jwk", "jku", "x5c", "x5u"])
def test_a_key_that_comes_with_the_token_proves_nothing(gift: str) -> None:
    forger = a_key()
    value = {"jwk": forger.jwk, "x5c": ["MIIB"]}.get(gift, "https://evil.example/keys.json")
    for header in ({"kid": KID}, {}):
        carried: dict[str, Any] = {"alg": "ES256", "typ": "JWT", **header, gift: value}
        forged = signed_token(carried, payload_of(TOKEN), forger.sign_es256)
        with pytest.raises(DocumentProblem) as refusal:
            vc_jwt.check(forged, JWKS)
        assert isinstance(refusal.value, NotCheckable) is not header


def test_a_short_name_of_the_key_means_a_key_of_the_issuer() -> None:
    vc_jwt.check(token_of(payload_of(TOKEN), kid=KID.removeprefix(DID)), JWKS)
    with pytest.raises(DocumentProblem, match="not one with which"):
        vc_jwt.check(token_of({**PLAIN, "issuer": "did:web:evil.example"}, kid=KID.removeprefix(DID)), JWKS)


def test_a_token_of_other_people_is_confirmed(vectors: Path) -> None:
    token = (vectors / "sample-credential.jwt").read_text().strip()
    jwks = did.assertion_jwks(json.loads((vectors / "sample-did.json").read_text()))
    vc_jwt.check(token, jwks)
    theirs = json.loads((vectors / "sample-credential.json").read_text())
    assert vc_jwt.read(token)[1]["credentialSubject"] == unsecured(theirs)["credentialSubject"]
