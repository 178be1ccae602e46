"""Lists of revoked badges of others: what is wrong with a list is never the badge's fault, and never makes it valid."""

import gzip
from datetime import timedelta
from typing import Any

import pytest

from core.badges import status_list, vc_jwt
from core.badges.documents import Document
from core.badges.multibase import base64url
from core.badges.verification import VerificationReport
from tests.badges.facts import Office, a_key
from tests.badges.verification.world import ELSEWHERE, Stranger, detail, found, seen_here
from tests.builders import A_TUESDAY

LIST = status_list.list_address(ELSEWHERE, 1)
INDEX = 94567


def with_status(stranger: Stranger, entry: Any) -> Document:
    """A badge of the stranger whose entry is another one, signed like that."""
    document = stranger.badge() | {"credentialStatus": entry}
    return stranger.sign({name: value for name, value in document.items() if name != "proof"})


def an_entry(**changes: Any) -> dict[str, Any]:
    return status_list.status_entry(ELSEWHERE, 1, INDEX) | changes


def status(report: VerificationReport) -> tuple[str, str]:
    return report.verdict, found(report)["status"]


def test_the_bit_of_the_badge_decides_and_no_other() -> None:
    stranger = Stranger()
    document = stranger.badge()
    stranger.publish_list(INDEX - 1, INDEX + 1)
    assert status(seen_here(document, stranger)) == ("valid", "passed")
    stranger.publish_list(INDEX)
    assert status(seen_here(document, stranger)) == ("revoked", "failed")


def test_a_list_may_be_a_token() -> None:
    stranger = Stranger()
    for revoked, verdict in (((), "valid"), ((INDEX,), "revoked")):
        stranger.world[LIST] = stranger.token(stranger.a_list(*revoked)).encode()
        assert seen_here(stranger.badge(), stranger).verdict == verdict
    forged = Stranger(Office(a_key(), ELSEWHERE))
    stranger.world[LIST] = forged.token(stranger.a_list()).encode()
    assert status(seen_here(stranger.badge(), stranger)) == ("indeterminate", "unchecked")


def test_a_suspended_badge_is_called_suspended() -> None:
    stranger, address = Stranger(), status_list.list_address(ELSEWHERE, 1, "suspension")
    document = with_status(stranger, an_entry(statusPurpose="suspension", statusListCredential=address))
    stranger.world[address] = stranger.sign(stranger.a_list(INDEX, purpose="suspension"))
    assert status(seen_here(document, stranger)) == ("suspended", "failed")


def test_of_two_entries_both_are_looked_at_and_the_graver_counts() -> None:
    stranger = Stranger()
    other = f"{ELSEWHERE}/status/1/suspension"
    both = [an_entry(id=f"{other}#x", statusPurpose="suspension", statusListCredential=other), an_entry()]
    document = with_status(stranger, both)
    assert status(seen_here(document, stranger)) == ("indeterminate", "unchecked")  # the second list does not come
    stranger.world[other] = stranger.sign(stranger.a_list(INDEX, purpose="suspension") | {"id": other})
    assert seen_here(document, stranger).verdict == "suspended"
    stranger.publish_list(INDEX)
    assert seen_here(document, stranger).verdict == "revoked"
    stranger.publish_list()
    stranger.world[other] = stranger.sign(stranger.a_list(purpose="suspension") | {"id": other})
    assert seen_here(document, stranger).verdict == "valid"


def packed(bits: int) -> str:
    return base64url(gzip.compress(bytes(bits // 8), mtime=0))


def subject(encoded: str) -> dict[str, Any]:
    return {
        "credentialSubject": {"id": f"{LIST}#list", "type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": encoded}
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issuer": "did:web:another.org"}, "another issuer"),
        ({"id": f"{ELSEWHERE}/status/2"}, "another list"),
        ({"type": ["VerifiableCredential"]}, "is not one"),
        ({"validFrom": "2026-12-01T00:00:00Z"}, "not valid yet"),
        ({"validUntil": "2026-10-01T00:00:00Z"}, "has run out"),
        ({"validUntil": "2099-01-01T00:00:00"}, "not a status list"),  # in which zone?
        ({"validUntil": "0001-01-01T00:00:00+14:00"}, "not a status list"),
        ({"validFrom": "9999-12-31T23:59:59-12:00"}, "not a status list"),
        (subject(packed(131_064)), "fewer than 131,072"),
        (subject(packed(128 * 1024 * 1024)), "too many"),
        (subject("uAAAA"), "cannot be unpacked"),
    ],
)
def test_a_list_that_may_not_speak_for_the_badge_says_nothing(changes: dict[str, Any], words: str) -> None:
    stranger = Stranger()
    stranger.publish_list(**changes)
    report = seen_here(stranger.badge(), stranger)
    assert status(report) == ("indeterminate", "unchecked")
    assert words in detail(report, "status")


def test_a_list_of_another_purpose_says_nothing() -> None:
    stranger = Stranger()
    stranger.world[LIST] = stranger.sign(stranger.a_list(INDEX, purpose="suspension") | {"id": LIST})
    report = seen_here(stranger.badge(), stranger)
    assert status(report) == ("indeterminate", "unchecked")
    assert "another purpose" in detail(report, "status")


@pytest.mark.parametrize("answer", [b"<html>", b"\xff\xfe", b"{}", b"[]", b"eyJ.eyJ.x", b"null", b'{"issuer": 1, "proof": {}}'])
def test_whatever_else_stands_there_says_nothing(answer: bytes) -> None:
    stranger = Stranger()
    stranger.world[LIST] = answer
    assert status(seen_here(stranger.badge(), stranger)) == ("indeterminate", "unchecked")


def test_a_list_that_somebody_changed_says_nothing() -> None:
    stranger = Stranger()
    stranger.publish_list(INDEX)
    stranger.world[LIST] = stranger.world[LIST] | {"credentialSubject": stranger.a_list()["credentialSubject"]}
    assert status(seen_here(stranger.badge(), stranger)) == ("indeterminate", "unchecked")


def test_an_old_list_says_nothing() -> None:
    stranger = Stranger()
    report = seen_here(stranger.badge(), stranger, now=A_TUESDAY + timedelta(days=8))
    assert status(report) == ("indeterminate", "unchecked")
    assert "has run out" in detail(report, "status")


@pytest.mark.parametrize("index", ["-1", "1.5", "abc", "", "1000000000000000000", "131072", 7, "٣", "01"])
def test_an_index_that_cannot_be_one_is_the_fault_of_the_badge(index: object) -> None:
    stranger = Stranger()
    document = stranger.badge() | {"credentialStatus": an_entry(statusListIndex=index)}
    report = seen_here(document, stranger)
    assert status(report) == ("invalid", "failed")


@pytest.mark.parametrize(
    "changes", [{"statusSize": 2}, {"statusMessage": []}, {"type": "StatusList2021Entry"}, {"statusPurpose": "message"}]
)
def test_kinds_of_status_that_are_not_read_are_never_good(changes: dict[str, Any]) -> None:
    stranger = Stranger()
    report = seen_here(stranger.badge() | {"credentialStatus": an_entry(**changes)}, stranger)
    assert found(report)["status"] == "unchecked"
    assert report.answer != "valid"


def test_more_lists_than_any_badge_needs_are_not_asked() -> None:
    stranger = Stranger()
    report = seen_here(stranger.badge() | {"credentialStatus": [an_entry()] * 5}, stranger)
    assert found(report)["status"] == "unchecked"


def test_a_badge_without_a_list_was_not_taken_back() -> None:
    stranger = Stranger()
    document = {name: value for name, value in stranger.badge().items() if name not in ("proof", "credentialStatus")}
    assert status(seen_here(stranger.sign(document), stranger)) == ("valid", "passed")
    token = vc_jwt.encode(document, stranger.office.key, kid=f"{stranger.office.did}#x")
    assert seen_here(token, stranger).verdict == "invalid"
