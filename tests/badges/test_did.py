"""The issuer's DID and its document."""

import pytest

from core.badges import did
from core.badges.keys import PublicKey
from tests.badges.facts import LOCAL, PUBLIC, a_key

ACTIVE, RETIRED, STOLEN = (PublicKey(a_key().multikey, state) for state in ("active", "retired", "compromised"))
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


def test_the_document_lists_all_keys_and_trusts_the_unharmed() -> None:
    document = did.did_document(WEB, [ACTIVE, RETIRED, STOLEN])
    assert [row["publicKeyMultibase"] for row in document["verificationMethod"]] == [ACTIVE.multikey, RETIRED.multikey, STOLEN.multikey]
    assert {row["controller"] for row in document["verificationMethod"]} == {document["id"]}
    assert document["assertionMethod"] == [f"{WEB}#{ACTIVE.multikey}", f"{WEB}#{RETIRED.multikey}"]
    assert set(did.assertion_methods(document).values()) == {ACTIVE.multikey, RETIRED.multikey}


def test_our_own_names_are_the_address_and_each_key() -> None:
    trusted = did.own_issuers(PUBLIC, [ACTIVE, RETIRED, STOLEN])
    assert set((trusted(WEB) or {}).values()) == {ACTIVE.multikey, RETIRED.multikey}
    assert trusted(f"did:key:{RETIRED.multikey}") == {f"did:key:{RETIRED.multikey}#{RETIRED.multikey}": RETIRED.multikey}
    assert trusted(f"did:key:{STOLEN.multikey}") == {}
    assert trusted("did:web:elsewhere.example.org") is None
    assert trusted(f"did:key:{a_key().multikey}") is None


def test_a_local_portal_claims_no_web_address() -> None:
    assert did.own_issuers(LOCAL, [ACTIVE])("did:web:localhost%3A8501") is None
    assert did.own_issuers(LOCAL, [])("did:key:z6Mk") is None


@pytest.mark.parametrize("name", ["did:web:example.org", "did:key:", "did:key:zDn", ACTIVE.multikey, "did:key:did:key:z"])
def test_a_key_is_read_from_an_ed25519_did_key_only(name: str) -> None:
    assert did.did_key_methods(name) is None
