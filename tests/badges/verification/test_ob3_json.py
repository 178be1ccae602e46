"""The times of a proof, which are part of what is signed."""

from datetime import timedelta

import pytest

from core.badges.documents import Document
from tests.badges.facts import Office, some_facts
from tests.badges.verification.world import detail, found
from tests.builders import A_TUESDAY


def with_times(document: Document, **times: object) -> Document:
    return document | {"proof": [document["proof"][0] | times]}


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        ({"created": "2027-01-01T00:00:00Z"}, "not_yet_valid"),
        ({"expires": "2026-10-01T00:00:00Z"}, "expired"),
        ({"created": "yesterday"}, "invalid"),
        ({"expires": 7}, "invalid"),
        ({"created": None}, "invalid"),
    ],
)
def test_a_proof_of_another_time_does_not_count(times: dict[str, object], verdict: str, office: Office) -> None:
    report = office.verify(with_times(office.issue(some_facts()), **times))
    assert (report.verdict, found(report)["proof"]) == (verdict, "failed")


def test_clocks_may_differ_a_little(office: Office) -> None:
    document = office.issue(some_facts(awarded_at=A_TUESDAY - timedelta(days=1)))
    assert office.verify(document, now=A_TUESDAY - timedelta(minutes=4)).verdict == "valid"
    assert office.verify(document, now=A_TUESDAY - timedelta(minutes=6)).verdict == "not_yet_valid"


@pytest.mark.parametrize("method", [None, 7, ["x"], {"id": "x"}, "", "did:key:z6Mk#z6Mk"])
def test_a_proof_that_names_no_key_of_ours_is_refused(method: object, office: Office) -> None:
    report = office.verify(with_times(office.issue(some_facts()), verificationMethod=method))
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")
    assert "key" in detail(report, "proof") or "empty" in detail(report, "proof")
