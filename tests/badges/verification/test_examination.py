"""Verifying: our own badges against the register, foreign ones as far as their keys tell."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.badges import credential
from core.badges.contexts import CREDENTIAL_CONTEXTS
from core.badges.documents import Document, to_text
from core.badges.verification import VerificationReport
from tests.badges.facts import ISSUER, LOCAL, PUBLIC, Office, a_key, some_facts
from tests.builders import A_TUESDAY

NAMES = ["parsed", "shape", "issuer_known", "proof", "register", "validity", "status"]


def failed(report: VerificationReport) -> list[str]:
    return [check.id for check in report.checks if check.status == "failed"]


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
@pytest.mark.parametrize("base_url", [PUBLIC, LOCAL])
def test_a_badge_of_ours_is_valid(benchmark: str, base_url: str) -> None:
    office = Office(a_key(), base_url)
    document = office.issue(some_facts(benchmark, base_url=base_url))
    report = office.verify(document)
    assert (report.verdict, report.issued_here, report.document) == ("valid", True, document)
    assert [check.id for check in report.checks] == NAMES
    assert {check.status for check in report.checks} == {"passed"}


def test_the_answer_has_the_shape_of_the_public_address(office: Office) -> None:
    answer = office.verify(office.issue(some_facts())).summary()
    assert json.loads(json.dumps(answer)) == answer
    assert answer["verdict"] == answer["answer"] == "valid" and answer["checks"][0].keys() == {"id", "status", "detail"}
    assert (answer["kind"], answer["issued_here"]) == ("Open Badges 3.0, JSON-LD", True)
    said = {"title": "Brief occupants during an incident", "issuer": ISSUER.name, "holder": "Zoë Nguyễn-O’Brien 王小明"}
    assert answer["badge"] == {**said, "awarded": "2026-10-06T09:00:00Z", "valid_until": "2028-10-05T09:00:00Z"}


def test_spacing_and_the_form_of_the_proof_do_not_matter(office: Office) -> None:
    document = office.issue(some_facts())
    assert office.verify(json.dumps(document, indent=2, sort_keys=True).encode()).verdict == "valid"
    assert office.verify({**document, "proof": document["proof"][0]}).verdict == "valid"


@cache
def a_signed_badge() -> tuple[Office, bytes]:
    office = Office(a_key())
    return office, to_text(office.issue(some_facts())).encode()


@settings(max_examples=80, deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
@example(0.0, 1)
@example(0.9999, 2)
def test_a_flipped_byte_anywhere_is_never_valid(place: float, flip: int) -> None:
    office, data = a_signed_badge()
    position = int(place * len(data))
    changed = data[:position] + bytes([data[position] ^ flip]) + data[position + 1 :]
    report = office.verify(changed)
    assert report.verdict == "invalid" and failed(report)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d["credentialSubject"]["identifier"][1].update(identityHash="Eve"), ["proof", "register"]),
        (lambda d: d.update(validUntil="2099-01-01T00:00:00Z"), ["proof", "register"]),
        (lambda d: d.pop("validUntil"), ["proof", "register"]),
        (lambda d: d["credentialStatus"].update(statusListIndex="1"), ["proof", "register"]),
        (lambda d: d["evidence"][0].update(id="not an address"), ["proof", "register"]),
        (lambda d: d["issuer"].update(colour="blue"), ["proof", "register"]),
        (lambda d: d["issuer"].update(phone=None), ["proof", "register"]),
        # What RDF does not see, and therefore the signature neither, the register does.
        (lambda d: d["evidence"].reverse(), ["register"]),
        (lambda d: d["credentialSubject"].update(narrative=[d["credentialSubject"]["narrative"]]), ["register"]),
        (lambda d: d["proof"][0].update(cryptosuite="eddsa-rdfc-2023"), ["proof"]),
        (lambda d: d["proof"].append(d["proof"][0]), ["proof"]),
        (lambda d: d["proof"][0].update(verificationMethod="did:key:z6Mk#z6Mk"), ["proof"]),
        (lambda d: d["proof"][0].update(proofPurpose="authentication"), ["proof"]),
        (lambda d: d.update({"@context": [*CREDENTIAL_CONTEXTS, "https://evil.example/"]}), ["proof", "register"]),
        (lambda d: d.update(id=f"{PUBLIC}/b/another"), ["proof", "register"]),
        (lambda d: d["issuer"].update(id="did:web:badges.northshore-facilities.com"), ["proof"]),
        (lambda d: d.pop("proof"), ["shape"]),
        (lambda d: d.update(proof=[]), ["shape"]),
        (lambda d: d.update(type=["VerifiableCredential"]), ["shape"]),
        (lambda d: d.update(credentialSubject=[d["credentialSubject"]] * 2), ["shape"]),
        (lambda d: d.update(validFrom="2026-10-06"), ["shape"]),
        (lambda d: d.update(validFrom="2026-10-06T09:00:00"), ["shape"]),
        (lambda d: d.update(validUntil="0001-01-01T00:00:00+14:00"), ["shape"]),
        (lambda d: d.update(issuer={"name": "nobody"}), ["shape"]),
        (lambda d: d.update(id=None), ["shape"]),
        (lambda d: d.update(credentialStatus=[{}, {}]), ["shape"]),
        (lambda d: d.update({"@context": CREDENTIAL_CONTEXTS[1:]}), ["shape"]),
    ],
)
def test_a_change_is_invalid_and_the_check_is_named(change: Callable[[Document], Any], named: list[str]) -> None:
    office, data = a_signed_badge()
    document = json.loads(data)
    change(document)
    report = office.verify(document)
    assert (report.verdict, failed(report)) == ("invalid", named)
    assert [check.id for check in report.checks] == NAMES


def test_a_good_signature_outside_the_register_is_invalid(office: Office) -> None:
    """Somebody got hold of the key: what was not issued through the portal is not a badge of the association."""
    report = office.verify(office.sign(credential.build(some_facts(), office.did)))
    assert (report.verdict, failed(report)) == ("invalid", ["register"])


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"state": "revoked"}, "revoked"),
        ({"state": "suspended"}, "suspended"),
        ({"state": "superseded", "corrected": True, "successor": f"{PUBLIC}/b/new"}, "revoked"),
        ({"state": "superseded", "corrected": False, "successor": f"{PUBLIC}/b/new"}, "valid"),
    ],
)
def test_a_badge_is_what_the_register_says_it_is_now(known: dict[str, Any], verdict: str, office: Office) -> None:
    document = office.issue(some_facts())
    office.set(document, **known)
    report = office.verify(document)
    assert (report.verdict, failed(report)) == (verdict, [] if verdict == "valid" else ["status"])
    assert known.get("successor", "") in report.checks[-1].detail


@pytest.mark.parametrize(("days", "verdict"), [(-1, "not_yet_valid"), (0, "valid"), (730, "valid"), (731, "expired")])
def test_a_badge_counts_within_its_dates(days: int, verdict: str, office: Office) -> None:
    assert office.verify(office.issue(some_facts()), now=A_TUESDAY + timedelta(days=days)).verdict == verdict


def test_revoked_is_graver_than_expired_and_a_forgery_graver_than_both(office: Office) -> None:
    document = office.issue(some_facts())
    office.set(document, state="revoked")
    late = A_TUESDAY + timedelta(days=900)
    assert office.verify(document, now=late).verdict == "revoked"
    assert office.verify(document | {"name": "Another"}, now=late).verdict == "invalid"


def test_badges_from_before_the_portal_was_public_stay_ours(local_office: Office) -> None:
    document = local_office.issue(some_facts(base_url=LOCAL))
    local_office.base_url = PUBLIC
    assert local_office.verify(document).verdict == "valid"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.sampled_from([b"{}", b"[]", b"null", b"<svg/>", b"%PDF-1.7", b"\x89PNG"])
)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    office, _ = a_signed_badge()
    assert office.verify(data).verdict == "invalid"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_odd_value_in_any_member_makes_it_raise(data: st.DataObject) -> None:
    office, signed = a_signed_badge()
    document = json.loads(signed)
    node: Any = document
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    before = node[key]
    node[key] = data.draw(
        st.sampled_from([None, [], {}, "", 0, -1.5, True, [[]], [None], {"id": 1}, "did:key:", "z", ["a", "a"], {"@id": []}])
    )
    report = office.verify(document)
    assert report.verdict == ("valid" if node[key] == before and type(node[key]) is type(before) else "invalid")
