"""Where keys of other issuers are, and which of them count."""

import pytest

from core.badges import did, vc_jwt
from core.badges.canonical import NotCheckable
from core.badges.multibase import base58
from core.badges.verification import NotFetched
from core.badges.verification.issuers import address_of, document_of, host_of, is_below, keys_of, listed
from tests.badges.facts import Office, a_key, some_facts
from tests.badges.verification.world import ELSEWHERE, Stranger, World, seen_here

ISSUER = f"{ELSEWHERE}/issuers/1"


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org%3A8443", "https://example.org:8443/.well-known/did.json"),
        ("did:web:example.org:a:b", "https://example.org/a/b/did.json"),
        ("https://example.org/issuer", "https://example.org/issuer"),
        ("did:web:example.org:..:b", ""),
        ("did:web:example.org/x", ""),
        ("did:web:user@example.org", ""),
        ("did:web:", ""),
        ("did:ion:abc", ""),
        ("http://example.org/issuer", ""),
        ("urn:uuid:1", ""),
    ],
)
def test_the_address_of_an_issuer(issuer: str, address: str) -> None:
    assert address_of(issuer) == address
    assert host_of(issuer).removesuffix(":8443") == ("example.org" if address else "")


@pytest.mark.parametrize(
    ("address", "yes"),
    [
        (ISSUER, True),
        (f"{ISSUER}/keys/1", True),
        (f"{ELSEWHERE}/.well-known/keys.json", True),
        (f"{ELSEWHERE}/issuers/2/keys/1", False),
        (f"{ELSEWHERE}/issuers/12", False),
        (f"{ISSUER}/../2/key", False),
        ("https://badges.elsewhere.org.evil.example/issuers/1/key", False),
        ("http://badges.elsewhere.org/issuers/1/key", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_what_is_kept_below_an_address(address: str, yes: bool) -> None:
    assert is_below(address, ISSUER) == yes


def test_an_issuer_with_a_web_address_lists_its_keys_there() -> None:
    key = a_key()
    document = {
        "id": ISSUER,
        "verificationMethod": [{"id": f"{ISSUER}#a", "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": key.multikey}],
        "assertionMethod": [f"{ISSUER}#a"],
    }
    keys = keys_of(ISSUER, World({ISSUER: document}))
    assert keys.methods == {f"{ISSUER}#a": key.multikey} and keys.jwks[f"{ISSUER}#a"]["crv"] == "Ed25519"


def test_revoked_keys_and_keys_of_others_do_not_count() -> None:
    key, other = a_key(), a_key()
    rows = [
        {
            "id": f"{ISSUER}#a",
            "type": "Multikey",
            "controller": ISSUER,
            "publicKeyMultibase": key.multikey,
            "revoked": "2026-01-01T00:00:00Z",
        },
        {"id": f"{ISSUER}#b", "type": "Multikey", "controller": "https://another.org", "publicKeyMultibase": other.multikey},
        {"id": f"{ISSUER}#c", "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": "zzz"},
    ]
    keys = listed({"id": ISSUER, "verificationMethod": rows, "assertionMethod": [row["id"] for row in rows]}, ISSUER)
    assert set(keys.methods) <= {f"{ISSUER}#c"} and not keys.jwks


def test_a_document_about_somebody_else_is_not_used() -> None:
    with pytest.raises(NotFetched, match="somebody else"):
        document_of(ISSUER, World({ISSUER: {"id": "https://another.org"}}))


def test_a_key_of_a_token_may_stand_below_the_issuer_but_not_elsewhere() -> None:
    stranger = Stranger()
    document = stranger.badge()
    document["issuer"]["id"] = ISSUER
    document.pop("credentialStatus")
    stranger.world[ISSUER] = {"id": ISSUER, "type": "Profile", "name": "Elsewhere"}
    for kid, verdict in (
        (f"{ISSUER}/keys/1", "valid"),
        (f"{ELSEWHERE}/keys/1", "indeterminate"),
        ("https://evil.example/key", "indeterminate"),
    ):
        stranger.world[kid] = dict(stranger.office.key.jwk or {})
        assert seen_here(vc_jwt.encode(document, stranger.office.key, kid=kid), stranger).verdict == verdict


def test_keys_that_are_dids_are_read_without_asking() -> None:
    office = Office(a_key(), "http://localhost")
    keys = keys_of(office.did, World())
    assert list(keys.methods.values()) == [office.key.multikey]
    assert office.did == did.issuer_did(office.base_url, office.key)
    for odd in ("did:key:zabc", f"did:key:{base58(b'x' * 34)}", "did:key:"):
        with pytest.raises(NotCheckable):
            keys_of(odd, World())
    assert seen_here(office.issue(some_facts(base_url=office.base_url))).verdict == "indeterminate"
