"""Open Badges 2.0, hosted: what stands at the badge's own address counts."""

import json
from datetime import timedelta
from typing import Any

import pytest

from core.badges.verification import VerificationReport
from tests.badges.facts import Office, a_key
from tests.badges.test_baking import a_picture
from tests.badges.verification.old_badges import ASSERTION, BADGE, PROFILE, REVOKED, OldIssuer, baked
from tests.badges.verification.world import detail, found, seen_here
from tests.builders import A_TUESDAY


def seen(badge: Any, issuer: OldIssuer, days: int = 0) -> VerificationReport:
    return Office(a_key()).verify(badge, A_TUESDAY + timedelta(days=days), issuer.world)


def test_it_is_valid_where_its_addresses_may_be_asked_and_open_where_not() -> None:
    issuer = OldIssuer()
    badge = issuer.hosted()
    report = seen(badge, issuer)
    assert (report.verdict, report.issued_here, report.kind) == ("valid", False, "Open Badges 2.0, hosted")
    assert [check.id for check in report.checks] == ["parsed", "shape", "issuer_known", "proof", "register", "validity", "status"]
    for picture in (a_picture(), b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert seen(baked(picture, json.dumps(badge)), issuer).verdict == "valid"
    offline = seen_here(badge)
    assert (offline.verdict, [check.id for check in offline.open_questions]) == ("indeterminate", ["issuer_known", "proof", "status"])
    assert found(offline)["validity"] == "passed"


@pytest.mark.parametrize(
    "changes",
    [
        {"badge": f"{BADGE}?other"},
        {"issuedOn": "2020-01-01T00:00:00Z"},
        {"expires": "2099-01-01T00:00:00Z"},
        {"recipient": {"type": "email", "hashed": False, "identity": "eve@example.org"}},
    ],
)
def test_a_copy_that_differs_from_the_one_at_its_address_is_invalid(changes: dict[str, Any]) -> None:
    issuer = OldIssuer()
    report = seen(issuer.hosted() | changes, issuer)
    assert report.verdict == "invalid"
    assert "differs" in detail(report, "proof")


def test_other_ways_to_write_the_same_are_the_same() -> None:
    issuer = OldIssuer()
    badge = issuer.hosted(narrative="Said later.")
    embedded = badge | {"issuedOn": "2026-10-06T11:00:00+02:00", "badge": {"id": BADGE, "type": "BadgeClass", "name": "First aid"}}
    assert seen(embedded, issuer).verdict == "valid"


@pytest.mark.parametrize(
    "brought",
    [
        {"name": "Surgery"},
        {"name": "First aid", "description": "Ten years of it."},
        {"issuer": "https://university.example/profile.json"},
        {"issuer": {"id": PROFILE, "name": "A university"}},
        {"issuer": {"name": "A university"}},
    ],
)
def test_what_is_brought_along_inside_cannot_say_more_than_its_own_address(brought: dict[str, Any]) -> None:
    issuer = OldIssuer()
    report = seen(issuer.hosted() | {"badge": {"id": BADGE, "type": "BadgeClass", **brought}}, issuer)
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")
    whole = {**issuer.world[BADGE], "issuer": issuer.world[PROFILE]}
    assert seen(issuer.hosted() | {"badge": whole}, issuer).verdict == "valid"


def test_somebody_who_keeps_an_assertion_for_a_badge_of_others_is_found_out() -> None:
    issuer = OldIssuer()
    forged = issuer.hosted() | {"id": "https://evil.example/1.json"}
    issuer.world["https://evil.example/1.json"] = forged
    report = seen(forged, issuer)
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")
    assert "does not answer" in detail(report, "proof")


def test_a_revoked_one_says_so_at_its_address_or_in_the_list_of_its_issuer() -> None:
    issuer = OldIssuer()
    badge = issuer.hosted()
    issuer.world[ASSERTION] = {"@context": badge["@context"], "type": "Assertion", "id": ASSERTION, "revoked": True, "badge": BADGE}
    assert seen(badge, issuer).verdict == "revoked"
    issuer.hosted()
    issuer.world[PROFILE] |= {"revocationList": REVOKED}
    assert seen(badge, issuer).verdict == "indeterminate"
    for rows, verdict in (
        ([], "valid"),
        ([ASSERTION], "revoked"),
        ([{"id": ASSERTION, "revocationReason": "x"}], "revoked"),
        ("x", "indeterminate"),
    ):
        issuer.world[REVOKED] = {"id": REVOKED, "issuer": PROFILE, "revokedAssertions": rows}
        assert seen(badge, issuer).verdict == verdict
    issuer.world[PROFILE] |= {"revocationList": "https://elsewhere.example/list.json"}
    assert seen(badge, issuer).verdict == "indeterminate"


def test_it_runs_out() -> None:
    issuer = OldIssuer()
    assert seen(issuer.hosted(expires="2026-11-01T00:00:00Z"), issuer, days=60).verdict == "expired"
    assert seen(issuer.hosted(), issuer, days=-1).verdict == "not_yet_valid"


@pytest.mark.parametrize("address", [BADGE, PROFILE, ASSERTION])
@pytest.mark.parametrize("answer", [b"<html>", b"[]", {"id": "https://another.org"}, {"id": 7, "issuer": 7}])
def test_what_does_not_come_as_it_should_is_never_good(address: str, answer: Any) -> None:
    issuer = OldIssuer()
    badge = issuer.hosted()
    issuer.world[address] = answer
    assert seen(badge, issuer).answer != "valid"


@pytest.mark.parametrize(
    "changes", [{"verification": {"type": "SignedBadge"}}, {"verification": {}}, {"verification": 7}, {"id": "urn:uuid:1"}]
)
def test_what_cannot_be_hosted_is_refused(changes: dict[str, Any]) -> None:
    report = seen_here(OldIssuer().hosted() | changes)
    assert (report.verdict, found(report)["shape"]) == ("invalid", "failed")
