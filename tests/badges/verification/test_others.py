"""Open Badges 1.x are called by their name."""

import pytest

from tests.badges.verification.world import found, seen_here

OLD = {"uid": "abc", "recipient": {"type": "email", "hashed": False, "identity": "a@b.org"}, "badge": "https://x.org/badge.json"}


@pytest.mark.parametrize(
    "document",
    [
        OLD | {"verify": {"type": "hosted", "url": "https://x.org/1.json"}, "issuedOn": 1359217910},
        OLD | {"@context": "https://w3id.org/openbadges/v1"},
    ],
)
def test_they_are_recognised_and_not_checked(document: dict) -> None:
    report = seen_here(document)
    assert (report.verdict, report.kind, found(report)["shape"]) == ("indeterminate", "Open Badges 1.x", "unchecked")
    assert "1.x" in report.checks[1].detail
