"""Open Badges 2.0, signed by a program that is not ours."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from openbadgeslib.ob2 import Verification

from core.badges.verification import VerificationReport
from tests.badges.facts import Office, a_key
from tests.badges.test_baking import a_picture
from tests.badges.verification.old_badges import ASSERTION, KEY, PROFILE, REVOKED, OldIssuer, an_rsa_key, baked, pem_of
from tests.badges.verification.world import detail, found, seen_here
from tests.builders import A_TUESDAY


def seen(badge: Any, issuer: OldIssuer) -> VerificationReport:
    return Office(a_key()).verify(badge, A_TUESDAY, issuer.world)


@pytest.mark.parametrize("key", [an_rsa_key(), ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()])
def test_it_is_valid_where_its_addresses_may_be_asked_and_open_where_not(key: Any) -> None:
    issuer = OldIssuer(key)
    token = issuer.signed()
    report = seen(token, issuer)
    assert (report.verdict, report.kind) == ("valid", "Open Badges 2.0, signed")
    assert seen(baked(a_picture(), token), issuer).verdict == "valid"
    offline = seen_here(token)
    assert (offline.verdict, found(offline)["proof"], found(offline)["validity"]) == ("indeterminate", "unchecked", "passed")


def test_a_key_that_only_the_badge_names_proves_nothing() -> None:
    issuer, thief = OldIssuer(), ec.generate_private_key(ec.SECP256R1())
    assert seen(issuer.signed(thief), issuer).verdict == "invalid"
    other = "https://evil.example/key.json"
    issuer.world[other] = issuer.world[KEY] | {"id": other, "publicKeyPem": pem_of(thief.public_key())}
    report = seen(issuer.signed(thief, verification=Verification("SignedBadge", other)), issuer)
    assert (report.verdict, detail(report, "proof")) == ("invalid", "The badge was signed with a key that its issuer does not name.")
    issuer.world[KEY] |= {"owner": "https://another.org"}
    assert "somebody else" in detail(seen(issuer.signed(), issuer), "proof")


def test_a_changed_token_is_invalid() -> None:
    issuer = OldIssuer()
    head, payload, signature = issuer.signed().split(".")
    said = json.loads(base64.urlsafe_b64decode(payload + "=="))
    said["recipient"]["identity"] = "sha256$" + "0" * 64
    changed = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    report = seen(f"{head}.{changed}.{signature}", issuer)
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")


def test_a_weak_key_is_refused_and_an_unknown_one_left_open() -> None:
    issuer = OldIssuer()
    token = issuer.signed()
    for pem, status in ((pem_of(an_rsa_key(1024).public_key()), "failed"), ("rubbish", "unchecked"), (None, "unchecked")):
        issuer.world[KEY] |= {"publicKeyPem": pem}
        assert found(seen(token, issuer))["proof"] == status
    issuer.world[KEY] |= {"publicKeyPem": pem_of(ec.generate_private_key(ec.SECP384R1()).public_key())}
    assert found(seen(token, issuer))["proof"] == "unchecked"


def test_the_key_may_stand_inside_the_profile_and_need_not_be_named() -> None:
    issuer = OldIssuer()
    issuer.world[PROFILE] |= {"publicKey": [dict(issuer.world[KEY])]}
    assert seen(issuer.signed(), issuer).verdict == "valid"
    issuer.world[PROFILE] |= {"publicKey": KEY}
    assert seen(issuer.signed(verification=Verification("SignedBadge")), issuer).verdict == "valid"


def test_a_revoked_or_expired_one_is_not_valid() -> None:
    issuer = OldIssuer()
    token = issuer.signed(id="urn:uuid:1")
    issuer.world[PROFILE] |= {"revocationList": REVOKED}
    issuer.world[REVOKED] = {"id": REVOKED, "revokedAssertions": ["urn:uuid:1"]}
    assert seen(token, issuer).verdict == "revoked"
    issuer.world[REVOKED] = {"id": REVOKED, "revokedAssertions": ["urn:uuid:2"]}
    assert seen(token, issuer).verdict == "valid"
    assert seen(issuer.signed(expires=A_TUESDAY - timedelta(days=1)), issuer).verdict == "expired"


def test_a_hosted_badge_as_a_token_is_looked_up_at_its_address() -> None:
    issuer = OldIssuer()
    issuer.hosted()
    token = issuer.signed(an_rsa_key(), id=ASSERTION, verification=Verification("HostedBadge"))
    report = seen(token, issuer)
    assert (report.verdict, report.kind) == ("valid", "Open Badges 2.0, hosted")
    assert seen_here(token).verdict == "indeterminate"
