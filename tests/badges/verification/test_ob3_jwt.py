"""Open Badges 3.0 as signed tokens, ours and foreign."""

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.badges import did
from core.badges.documents import to_text
from core.badges.jws import signed_token
from tests.badges.facts import LOCAL, Office, a_key, some_facts
from tests.badges.verification.world import Stranger, detail, found, seen_here


@cache
def a_token() -> tuple[Office, str]:
    office = Office(a_key())
    document = office.issue(some_facts())
    return office, office.register[document["id"]][0].jwt


def test_our_own_token_is_valid() -> None:
    office, token = a_token()
    report = office.verify(token)
    assert (report.verdict, report.issued_here, report.kind) == ("valid", True, "Open Badges 3.0, signed token (VC-JWT)")
    assert set(found(report).values()) == {"passed"}
    assert report.claims and report.claims.holder == "Zoë Nguyễn-O’Brien 王小明"


@settings(max_examples=80, deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
@example(0.99999, 1)
def test_a_flipped_byte_anywhere_is_never_valid(place: float, flip: int) -> None:
    office, token = a_token()
    data = token.encode()
    position = int(place * len(data))
    changed = data[:position] + bytes([data[position] ^ flip]) + data[position + 1 :]
    assert office.verify(changed).answer != "valid"


def test_a_foreign_token_is_valid_where_its_issuer_may_be_asked() -> None:
    stranger = Stranger()
    token = stranger.token(stranger.badge())
    assert seen_here(token).verdict == "indeterminate"
    report = seen_here(token, stranger)
    assert (report.verdict, report.issued_here) == ("valid", False)


def test_a_key_may_be_named_relative_to_the_issuer_and_a_bare_key_by_itself() -> None:
    stranger, key = Stranger(), a_key()
    document = {name: value for name, value in stranger.badge().items() if name not in ("proof", "credentialStatus")}
    relative = "#" + did.jwt_method(stranger.office.did, stranger.office.key).rpartition("#")[2]
    assert seen_here(signed_token({"alg": "ES256", "kid": relative}, document, stranger.office.key.sign_es256), stranger).verdict == "valid"
    alone = did.issuer_did(LOCAL, key)
    of_a_key = document | {"issuer": {**document["issuer"], "id": alone}}
    for kid in (alone, f"{alone}#{key.multikey}", f"#{key.multikey}"):
        report = seen_here(signed_token({"alg": "EdDSA", "kid": kid}, of_a_key, key.sign))
        assert (report.verdict, found(report)["proof"]) == ("indeterminate", "passed")
    changed = signed_token({"alg": "EdDSA", "kid": alone}, of_a_key, a_key().sign)
    assert seen_here(changed).verdict == "invalid"


def test_a_token_that_names_no_key_could_not_be_checked() -> None:
    stranger = Stranger()
    document = {name: value for name, value in stranger.badge().items() if name != "proof"}
    report = seen_here(signed_token({"alg": "ES256"}, document, stranger.office.key.sign_es256), stranger)
    assert (report.verdict, found(report)["proof"]) == ("indeterminate", "unchecked")


def test_a_key_in_the_header_proves_nothing() -> None:
    stranger, forger = Stranger(), a_key()
    document = {name: value for name, value in stranger.badge().items() if name != "proof"}
    header = {"alg": "ES256", "typ": "JWT", "jwk": forger.jwk}
    for named in ({}, {"kid": "did:web:badges.elsewhere.org#x"}):
        token = signed_token(header | named, document, forger.sign_es256)  # type: ignore[arg-type]
        assert seen_here(token, stranger).answer != "valid"


def test_a_token_may_not_contradict_itself() -> None:
    stranger = Stranger()
    document = {name: value for name, value in stranger.badge().items() if name != "proof"}
    header = {"alg": "ES256", "typ": "JWT", "kid": "x"}
    token = signed_token(header, document | {"iss": "did:web:another.org"}, stranger.office.key.sign_es256)
    report = seen_here(token, stranger)
    assert (report.verdict, found(report)["shape"]) == ("invalid", "failed")
    assert "contradicts" in detail(report, "shape")


def test_a_token_without_a_badge_is_no_badge() -> None:
    report = seen_here(signed_token({"alg": "ES256"}, {"sub": "somebody"}, a_key().sign_es256))
    assert (report.verdict, found(report)["parsed"], found(report)["shape"]) == ("invalid", "passed", "failed")


@pytest.mark.parametrize("kind", ["kb+jwt", "id_token", 7])
def test_tokens_for_another_purpose_are_refused(kind: object) -> None:
    document = Stranger().badge()
    token = signed_token({"alg": "ES256", "typ": kind}, {"a": to_text(document)}, a_key().sign_es256)  # type: ignore[dict-item]
    report = seen_here(token)
    assert (report.verdict, found(report)["parsed"]) == ("invalid", "failed")
