"""The issuer's DID and its document."""

import contextlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges import did
from core.badges.keys import KeyState, PublicKey
from core.badges.public_keys import of_jwk, of_multikey
from core.errors import DocumentProblem
from tests.badges.facts import LOCAL, PUBLIC, a_key
from tests.builders import A_TUESDAY


def public(state: KeyState, since: datetime | None = None) -> PublicKey:
    key = a_key()
    return PublicKey(key.multikey, state, key.jwk, since)


ACTIVE, RETIRED, STOLEN = public("active"), public("retired"), public("compromised", A_TUESDAY)
OLD = PublicKey(a_key().multikey, "retired")  # from before there were JWTs
WEB = "did:web:badges.northshore-facilities.org"


@pytest.mark.parametrize(
    ("base_url", "public"),
    [
        ("https://badges.example.org", True),
        ("https://badges.example.org:8443", True),
        ("http://badges.example.org", False),
        ("https://localhost", False),
        ("https://portal", False),
        ("https://portal.local", False),
        ("https://portal.lan", False),
        ("https://nas.home.arpa.", False),
        ("https://192.168.1.10", False),
        ("https://93.184.216.34", False),
        ("https://[2001:db8::1]", False),
        ("https://localhost.example.org", True),
    ],
)
def test_a_did_web_needs_an_address_that_the_world_can_reach(base_url: str, public: bool) -> None:
    assert did.is_public(base_url) is public
    assert did.issuer_did(base_url, ACTIVE).startswith("did:web:" if public else "did:key:z6Mk")


def test_the_port_is_percent_encoded() -> None:
    assert did.issuer_did("https://badges.example.org:8443", ACTIVE) == "did:web:badges.example.org%3A8443"


def test_a_method_is_named_after_its_key() -> None:
    assert did.verification_method(WEB, ACTIVE) == f"{WEB}#{ACTIVE.multikey}"
    own = did.issuer_did(LOCAL, ACTIVE)
    assert did.did_key_methods(own) == {did.verification_method(own, ACTIVE): ACTIVE.multikey}


def test_the_method_for_jwts_is_named_after_its_p256_key() -> None:
    assert did.jwt_method(WEB, ACTIVE) == did.jwt_method(WEB, ACTIVE) != did.jwt_method(WEB, RETIRED)
    with pytest.raises(DocumentProblem, match="before"):
        did.jwt_method(WEB, OLD)


def test_the_document_lists_all_keys_and_trusts_the_unharmed() -> None:
    document = did.did_document(WEB, [ACTIVE, RETIRED, STOLEN, OLD])
    rows = document["verificationMethod"]
    assert [row["publicKeyMultibase"] for row in rows if row["type"] == "Multikey"] == [k.multikey for k in (ACTIVE, RETIRED, STOLEN, OLD)]
    assert [row["publicKeyJwk"] for row in rows if row["type"] == "JsonWebKey"] == [k.jwk for k in (ACTIVE, RETIRED, STOLEN)]
    assert {row["controller"] for row in rows} == {document["id"]} and all(row["id"].startswith(f"{WEB}#") for row in rows)
    assert set(did.assertion_methods(document).values()) == {ACTIVE.multikey, RETIRED.multikey, OLD.multikey}
    assert did.assertion_jwks(document) == {did.jwt_method(WEB, key): key.jwk for key in (ACTIVE, RETIRED)}
    assert set(document["assertionMethod"]) == did.assertion_methods(document).keys() | did.assertion_jwks(document).keys()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("id"),
        lambda d: d.update(id=7),
        lambda d: d.update(assertionMethod="x"),
        lambda d: d.update(verificationMethod={}),
        lambda d: d.update(verificationMethod=[d["verificationMethod"][0]] * 1000),
        lambda d: d.update(assertionMethod=None),
    ],
)
def test_what_is_no_did_document_is_refused(change: Callable[[dict[str, Any]], Any]) -> None:
    document = did.did_document(WEB, [ACTIVE])
    change(document)
    for read in (did.assertion_methods, did.assertion_jwks):
        with pytest.raises(DocumentProblem):
            read(document)
    with pytest.raises(DocumentProblem):
        did.assertion_methods([document])


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(authentication=d.pop("assertionMethod")),
        lambda d: d.update(assertionMethod=[]),
        lambda d: d.update(assertionMethod=[{}, 7, None, ["x"], {"id": 1}]),
        lambda d: d.pop("verificationMethod"),
        lambda d: d.update(verificationMethod=[{}, 7, None, "x", {"id": []}]),
        lambda d: [row.update(controller="did:web:evil.example") for row in d["verificationMethod"]],
        lambda d: [row.update(controller=[WEB]) for row in d["verificationMethod"]],
        lambda d: [row.pop("controller") for row in d["verificationMethod"]],
        lambda d: [row.update(type=["Multikey"]) for row in d["verificationMethod"]],
        lambda d: [row.update(publicKeyMultibase=7, publicKeyJwk="x") for row in d["verificationMethod"]],
        lambda d: d.update(id="did:web:evil.example"),
    ],
)
def test_a_method_that_is_not_listed_for_assertions_or_belongs_to_others_does_not_count(change: Callable[[dict[str, Any]], Any]) -> None:
    document = did.did_document(WEB, [ACTIVE])
    change(document)
    assert did.assertion_methods(document) == did.assertion_jwks(document) == {}


def test_a_method_may_stand_in_the_list_itself_and_under_a_short_name() -> None:
    document = did.did_document(WEB, [ACTIVE])
    document["assertionMethod"] = document.pop("verificationMethod")
    assert set(did.assertion_methods(document).values()) == {ACTIVE.multikey}
    short = json.loads(json.dumps(did.did_document(WEB, [ACTIVE])).replace(f'"{WEB}#', '"#'))
    assert did.assertion_methods(short) == did.assertion_methods(did.did_document(WEB, [ACTIVE]))


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["Multikey", "JsonWebKey", WEB, f"{WEB}#a", "#a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "controller", "assertionMethod", "verificationMethod", "publicKeyJwk"]), inner)
    ),
)


@given(JSON)
def test_no_document_of_others_raises_anything_else(document: Any) -> None:
    for read in (did.assertion_methods, did.assertion_jwks):
        with contextlib.suppress(DocumentProblem):
            read(document)


def test_the_shape_is_that_of_a_document_which_independent_verifiers_take(vectors: Path) -> None:
    theirs = json.loads((vectors / "sample-did.json").read_text())
    ours = did.did_document(WEB, [ACTIVE])
    assert ours.keys() == theirs.keys() and ours["@context"] == theirs["@context"]
    kinds = {row["type"]: row.keys() for row in theirs["verificationMethod"]}
    assert {row["type"]: row.keys() for row in ours["verificationMethod"]} == kinds
    assert len(did.assertion_methods(theirs)) == 2
    assert {jwk["crv"] for jwk in did.assertion_jwks(theirs).values()} == {"P-256", "Ed25519"}


def test_our_own_names_are_every_address_and_each_key() -> None:
    trusted = did.own_issuers(["https://old.example.org", LOCAL, PUBLIC], [ACTIVE, RETIRED, STOLEN])
    for name in (WEB, "did:web:old.example.org"):
        own = trusted(name)
        assert own and own.did == name
        assert own.methods == {f"{name}#{key.multikey}": key.multikey for key in (ACTIVE, RETIRED)}
        assert own.jwks == {did.jwt_method(name, key): key.jwk for key in (ACTIVE, RETIRED)}
        assert own.withdrawn == {f"{name}#{STOLEN.multikey}": A_TUESDAY, did.jwt_method(name, STOLEN): A_TUESDAY}
        assert own.withdrawn_methods == {f"{name}#{STOLEN.multikey}": STOLEN.multikey}
    for name in ("did:web:localhost%3A8501", "did:web:elsewhere.example.org", f"did:key:{a_key().multikey}"):
        assert trusted(name) is None


def test_a_did_key_of_ours_asserts_with_its_own_key_alone() -> None:
    trusted = did.own_issuers([PUBLIC], [ACTIVE, RETIRED, STOLEN])
    retired, stolen = (trusted(f"did:key:{key.multikey}") for key in (RETIRED, STOLEN))
    assert retired and retired.methods == {f"did:key:{RETIRED.multikey}#{RETIRED.multikey}": RETIRED.multikey}
    assert retired.jwks == {} == retired.withdrawn
    assert stolen and stolen.methods == {} and list(stolen.withdrawn_methods.values()) == [STOLEN.multikey]


def test_a_local_portal_claims_no_web_address() -> None:
    assert did.own_issuers([LOCAL], [ACTIVE])("did:web:localhost%3A8501") is None
    assert did.own_issuers([LOCAL], [])("did:key:z6Mk") is None


P256 = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"  # of Data Integrity ECDSA Cryptosuites 1.0, appendix A.1


@pytest.mark.parametrize("key", [ACTIVE.multikey, P256], ids=["Ed25519", "P-256"])
def test_a_did_key_is_its_own_document(key: str) -> None:
    name = f"did:key:{key}"
    assert did.did_key_methods(name) == {f"{name}#{key}": key}
    jwks = did.did_key_jwks(name)
    assert jwks and list(jwks) == [f"{name}#{key}"] and of_jwk(jwks[f"{name}#{key}"]) == of_multikey(key)


@pytest.mark.parametrize(
    "name",
    ["did:web:example.org", "did:key:", "did:key:zDn", "did:key:z82Lk", ACTIVE.multikey, "did:key:did:key:z", f"did:key:{P256}1"],
    ids=range(7),
)
def test_no_key_is_read_from_other_names(name: str) -> None:
    assert did.did_key_methods(name) is None and did.did_key_jwks(name) is None
