"""Badges that claim to be ours: the register decides, and what became of our keys."""

from datetime import timedelta
from typing import Any

import pytest

from core.badges import did
from core.badges.documents import to_text
from core.badges.keys import PublicKey
from core.badges.verification import VerificationReport, verify
from tests.badges.facts import PUBLIC, Office, a_key, some_facts
from tests.badges.verification.world import detail, found
from tests.builders import A_TUESDAY

LATER = A_TUESDAY + timedelta(days=5)


def seen_after(office: Office, text: str, **key: Any) -> VerificationReport:
    """When there is a new key, and the one that signed became something else."""
    old = PublicKey(office.key.multikey, jwk=office.key.jwk, **key)
    trusted = did.own_issuers([PUBLIC], [PublicKey(a_key().multikey, "active"), old])
    return verify(text.encode(), trusted=trusted, register=lambda name: office.register.get(name, ()), now=LATER)


@pytest.mark.parametrize("form", ["document", "token"])
def test_badges_of_a_retired_key_stay_valid(form: str, office: Office) -> None:
    document = office.issue(some_facts())
    text = to_text(document) if form == "document" else office.register[document["id"]][0].jwt
    assert seen_after(office, text, state="retired").verdict == "valid"


@pytest.mark.parametrize("form", ["document", "token"])
@pytest.mark.parametrize(("hours", "verdict"), [(-1, "invalid"), (0, "invalid"), (1, "valid")])
def test_of_a_stolen_key_only_what_we_signed_before_counts(form: str, hours: int, verdict: str, office: Office) -> None:
    document = office.issue(some_facts())
    text = to_text(document) if form == "document" else office.register[document["id"]][0].jwt
    report = seen_after(office, text, state="compromised", compromised_since=A_TUESDAY + timedelta(hours=hours))
    assert report.verdict == verdict
    assert ("before it withdrew" in detail(report, "proof")) == (verdict == "valid")


def test_what_the_thief_signs_is_refused_whatever_date_it_bears(office: Office) -> None:
    forged = to_text(office.sign(office.issue(some_facts()) | {"name": "Another"}, created=A_TUESDAY - timedelta(days=100)))
    report = seen_after(office, forged, state="compromised", compromised_since=LATER)
    assert (report.verdict, found(report)["proof"], found(report)["register"]) == ("invalid", "failed", "failed")
    unknown_since = seen_after(office, to_text(office.issue(some_facts())), state="compromised")
    assert unknown_since.verdict == "invalid"


def test_an_earlier_edition_stays_good_and_says_where_the_newest_is(office: Office) -> None:
    document = office.issue(some_facts())
    earlier = office.edition(document, newest=False)
    newer = office.edition(office.sign(document | {"name": "Signed anew"}), address=f"{PUBLIC}/b/here")
    office.register[document["id"]] = [newer, office.edition(document, newest=False, address=f"{PUBLIC}/b/here")]
    report = office.verify(document)
    assert (report.verdict, earlier.newest) == ("valid", False)
    assert f"signed anew since: {PUBLIC}/b/here" in detail(report, "register")
    stolen = seen_after(office, to_text(document), state="compromised", compromised_since=LATER)
    assert (stolen.verdict, detail(stolen, "proof")[-len("/b/here") :]) == ("valid", "/b/here")


def test_a_good_signature_alone_makes_no_badge_of_ours(office: Office) -> None:
    document = office.issue(some_facts())
    office.register.clear()
    report = office.verify(document)
    assert (report.verdict, found(report)["proof"], found(report)["status"]) == ("invalid", "passed", "unchecked")
    assert "not in this association's register" in detail(report, "register")


def test_a_token_must_be_the_very_one_that_was_signed(office: Office) -> None:
    from core.badges import vc_jwt

    document = office.issue(some_facts())
    other = vc_jwt.encode(document | {"name": "Another"}, office.key, kid=did.jwt_method(office.did, office.key))
    report = office.verify(other)
    assert (report.verdict, found(report)["proof"], found(report)["register"]) == ("invalid", "passed", "failed")
