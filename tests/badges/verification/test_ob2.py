"""Open Badges 2.0: what makes an assertion, which addresses may speak for an issuer, what it says."""

from typing import Any

import pytest

from core.badges.verification.ob2 import claims, in_scope, opened
from core.errors import DocumentProblem
from tests.badges.facts import Office, a_key
from tests.badges.verification.old_badges import ASSERTION, BADGE, PROFILE, OldIssuer
from tests.badges.verification.world import ELSEWHERE, found
from tests.builders import A_TUESDAY


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "BadgeClass"}, "part of"),
        ({"id": None}, "no address"),
        ({"recipient": []}, "whose"),
        ({"badge": {"name": "x"}}, "what it is for"),
        ({"issuedOn": "yesterday"}, "issued"),
        ({"issuedOn": 1359217910}, "issued"),
        ({"expires": "never"}, "ends"),
    ],
)
def test_what_an_assertion_must_say(changes: dict[str, Any], words: str) -> None:
    assertion = OldIssuer().hosted()
    assert opened(assertion) == (assertion, BADGE)
    with pytest.raises(DocumentProblem, match=words):
        opened(assertion | changes)


@pytest.mark.parametrize(
    ("profile", "address", "yes"),
    [
        ({}, ASSERTION, True),
        ({}, "https://evil.example/1.json", False),
        ({}, "https://badges.elsewhere.org.evil.example/1.json", False),
        ({}, "http://badges.elsewhere.org/1.json", False),
        ({"verification": {"startsWith": f"{ELSEWHERE}/assertions/"}}, ASSERTION, True),
        ({"verification": {"startsWith": [f"{ELSEWHERE}/other/"]}}, ASSERTION, False),
        ({"verification": {"allowedOrigins": ["cdn.example"]}}, "https://cdn.example/1.json", True),
        ({"verification": {"allowedOrigins": "cdn.example"}}, ASSERTION, False),
        ({"verification": {"startsWith": 7, "allowedOrigins": [7]}}, ASSERTION, True),
    ],
)
def test_which_addresses_may_speak_for_an_issuer(profile: dict[str, Any], address: str, yes: bool) -> None:
    assert in_scope(address, profile, PROFILE) == yes


def test_the_recipient_is_shown_as_it_is_written() -> None:
    hidden = claims(OldIssuer().hosted())
    assert hidden.holder.startswith("sha256$") and "hash" in hidden.holder
    assert (hidden.title, hidden.issuer, hidden.awarded) == (BADGE, "badges.elsewhere.org", A_TUESDAY)
    open_one = claims({"recipient": {"identity": "zoe@example.org", "hashed": False}, "badge": {"id": BADGE, "name": "First aid"}})
    assert (open_one.holder, open_one.title) == ("zoe@example.org", "First aid")
    for odd in ({}, {"badge": [], "recipient": 7}, {"badge": {"issuer": ["x"]}}, {"badge": "https://["}):
        assert isinstance(claims(odd).title, str)


def test_in_our_name_such_a_badge_is_a_forgery() -> None:
    office = Office(a_key())
    forged = OldIssuer().hosted(badge={"id": BADGE, "name": "Ours", "issuer": {"id": office.did}})
    report = office.verify(forged)
    assert (report.verdict, report.issued_here, found(report)["register"]) == ("invalid", True, "failed")
