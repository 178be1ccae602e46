"""Endorsements of our own badges, as anybody may bring them."""

from typing import Any

import pytest

from core.badges import endorsement
from core.badges.documents import Document, unsecured
from tests.badges.facts import Office, some_facts
from tests.badges.verification.world import Stranger, detail, found
from tests.builders import A_TUESDAY


def built(office: Office, **changes: Any) -> Document:
    facts = some_facts()
    unsigned = endorsement.build(
        address=f"{office.base_url}/b/abc/endorsements/01.json",
        about=f"{office.base_url}/b/abc",
        title="Brief occupants",
        words="Sam Lee (their manager): “Calm.”",
        issuer=facts.issuer,
        base_url=office.base_url,
        did=office.did,
        given_at=A_TUESDAY,
    )
    return office.sign(unsigned | changes)


def registered(office: Office, **changes: Any) -> Document:
    document = built(office)
    office.register[document["id"]] = [office.edition(document, **changes)]
    return document


def test_ours_is_valid_and_says_whose_words_it_holds(office: Office) -> None:
    report = office.verify(registered(office))
    assert (report.verdict, report.kind, report.noun) == ("valid", "Open Badges 3.0, endorsement of a badge", "endorsement")
    assert report.claims and report.claims.description == "Sam Lee (their manager): “Calm.”" and report.claims.awarded == A_TUESDAY


def test_one_that_nobody_shows_any_more_is_not(office: Office) -> None:
    report = office.verify(built(office))
    assert (report.verdict, found(report)["proof"]) == ("invalid", "passed")
    assert "no longer" in detail(report, "register")


@pytest.mark.parametrize(("state", "verdict"), [("revoked", "revoked"), ("suspended", "suspended"), ("active", "valid")])
def test_it_falls_with_its_badge(office: Office, state: str, verdict: str) -> None:
    assert office.verify(registered(office, state=state)).verdict == verdict


def test_other_words_are_not_what_was_signed(office: Office) -> None:
    document = registered(office)
    document["credentialSubject"]["endorsementComment"] = "Sam Lee: “The best of all.”"
    assert (found(office.verify(document))["proof"], office.verify(document).verdict) == ("failed", "invalid")


def test_one_of_tomorrow_does_not_count_yet(office: Office) -> None:
    document = built(office, validFrom="2027-01-01T00:00:00Z")
    office.register[document["id"]] = [office.edition(document)]
    assert office.verify(document).verdict == "not_yet_valid"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"credentialSubject": {"id": "https://x.org"}}, "does not say anything"),
        ({"credentialSubject": [1]}, "does not say anything"),
        ({"validFrom": "yesterday"}, "full times"),
        ({"issuer": 7}, "who issued"),
        ({"@context": []}, "verifiable credential"),
        ({"id": 7}, "no address"),
    ],
)
def test_what_is_none_is_told_in_a_sentence(office: Office, changes: dict[str, Any], words: str) -> None:
    report = office.verify(registered(office) | changes)
    assert report.verdict == "invalid" and words in detail(report, "shape")


def test_an_unsigned_one_is_none(office: Office) -> None:
    assert "no signature" in detail(office.verify(unsecured(registered(office))), "shape")


def test_a_badge_that_calls_itself_an_endorsement_too_is_read_as_a_badge(office: Office) -> None:
    badge = office.issue(some_facts())
    both = badge | {"type": [*badge["type"], "EndorsementCredential"]}
    assert office.verify(both).kind == "Open Badges 3.0, JSON-LD"


def test_of_others_nothing_is_said_either_way(office: Office) -> None:
    theirs = built(Stranger().office)
    report = office.verify(theirs, foreign=Stranger().world)
    assert (report.verdict, found(report)["proof"]) == ("indeterminate", "unchecked")
