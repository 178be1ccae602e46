"""The times of a proof, which are part of what is signed."""

from datetime import timedelta

import pytest

from core.badges import did
from core.badges.canonical import agreed
from core.badges.cryptosuites import CRYPTOSUITES
from core.badges.documents import Document, unsecured
from core.badges.multibase import base58
from core.badges.proofs import CRYPTOSUITE
from tests.badges.facts import Office, some_facts
from tests.badges.verification.world import detail, found
from tests.builders import A_TUESDAY


def with_times(document: Document, **times: object) -> Document:
    return document | {"proof": [document["proof"][0] | times]}


def signed_at(office: Office, **times: str) -> Document:
    """A badge of the office whose proof really says so."""
    document = unsecured(office.issue(some_facts()))
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": "2026-10-06T00:00:00Z",
        "verificationMethod": did.verification_method(office.did, office.key),
        "proofPurpose": "assertionMethod",
    } | times
    suite = CRYPTOSUITES[CRYPTOSUITE]
    value = base58(suite.sign(office.key, suite.what_is_signed(document, options, agreed)))
    return document | {"proof": [options | {"proofValue": value}]}


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        ({"created": "2027-01-01T00:00:00Z"}, "not_yet_valid"),
        ({"expires": "2026-10-01T00:00:00Z"}, "expired"),
    ],
)
def test_a_proof_of_another_time_does_not_count(times: dict[str, str], verdict: str, office: Office) -> None:
    report = office.verify(signed_at(office, **times))
    assert (report.verdict, found(report)["proof"]) == (verdict, "failed")


def test_a_proof_that_runs_counts(office: Office) -> None:
    assert found(office.verify(signed_at(office, expires="2099-01-01T00:00:00Z")))["proof"] == "passed"


@pytest.mark.parametrize(
    "times",
    [
        {"created": "2027-01-01T00:00:00Z"},
        {"expires": "2026-10-01T00:00:00Z"},
        {"created": "yesterday"},
        {"expires": 7},
        {"created": None},
    ],
)
def test_times_that_were_not_signed_are_not_believed(times: dict[str, object], office: Office) -> None:
    """A forged badge is forged, and neither early nor late."""
    report = office.verify(with_times(office.issue(some_facts()), **times))
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")


def test_clocks_may_differ_a_little(office: Office) -> None:
    document = office.issue(some_facts(awarded_at=A_TUESDAY - timedelta(days=1)))
    assert office.verify(document, now=A_TUESDAY - timedelta(minutes=4)).verdict == "valid"
    assert office.verify(document, now=A_TUESDAY - timedelta(minutes=6)).verdict == "not_yet_valid"


@pytest.mark.parametrize("method", [None, 7, ["x"], {"id": "x"}, "", "did:key:z6Mk#z6Mk"])
def test_a_proof_that_names_no_key_of_ours_is_refused(method: object, office: Office) -> None:
    report = office.verify(with_times(office.issue(some_facts()), verificationMethod=method))
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")
    assert "key" in detail(report, "proof") or "empty" in detail(report, "proof")
