"""Open Badges 3.0 of others, and forgeries in our name."""

import copy
from datetime import timedelta

from core.badges import credential, did, proofs
from core.badges.verification import NotFetched
from core.badges.verification.ob3 import claims
from tests.badges.facts import LOCAL, PUBLIC, Office, a_key, some_facts
from tests.badges.verification.world import ELSEWHERE, Stranger, detail, found, seen_here
from tests.builders import A_TUESDAY


def test_a_foreign_did_key_is_right_in_itself_but_nobody_knows_whose_it_is(office: Office) -> None:
    stranger = Office(a_key(), LOCAL)
    report = office.verify(stranger.issue(some_facts(base_url=LOCAL)))
    assert (report.verdict, report.answer, report.issued_here) == ("indeterminate", "cannot tell", False)
    assert (found(report)["proof"], found(report)["issuer_known"]) == ("passed", "unchecked")
    changed = office.verify(stranger.issue(some_facts(base_url=LOCAL)) | {"name": "Another"})
    assert (changed.verdict, found(changed)["proof"]) == ("invalid", "failed")


def test_where_nobody_may_be_asked_a_foreign_badge_stays_open() -> None:
    report = seen_here(Stranger().badge())
    assert (report.verdict, [check.id for check in report.open_questions]) == ("indeterminate", ["issuer_known", "proof", "status"])
    assert "not fetched" in detail(report, "proof")
    assert seen_here(Stranger().badge(), now=A_TUESDAY + timedelta(days=900)).verdict == "expired"


def test_where_its_issuer_may_be_asked_it_is_valid_and_not_called_ours() -> None:
    stranger = Stranger()
    report = seen_here(stranger.badge(), stranger)
    assert (report.verdict, report.issued_here, report.open_questions) == ("valid", False, ())
    assert "badges.elsewhere.org. It is not this association" in detail(report, "issuer_known")


def test_a_changed_foreign_badge_is_invalid_once_its_key_is_known() -> None:
    stranger = Stranger()
    report = seen_here(stranger.badge() | {"name": "Another"}, stranger)
    assert (report.verdict, found(report)["proof"]) == ("invalid", "failed")


def test_what_does_not_come_is_neither_valid_nor_invalid() -> None:
    stranger = Stranger()
    document = stranger.badge()
    for answer in (b"<html>", b"\xff", b"[]", {"id": "did:web:another.org"}, {"id": stranger.office.did, "assertionMethod": "x" * 300}):
        stranger.world[f"{ELSEWHERE}/.well-known/did.json"] = answer
        assert seen_here(document, stranger).verdict in ("indeterminate", "invalid")
        assert (seen_here(document, stranger).verdict == "invalid") == (isinstance(answer, dict) and answer["id"] == stranger.office.did)
    stranger.world.clear()
    assert seen_here(document, stranger).verdict == "indeterminate"


def test_a_key_that_the_issuer_does_not_list_for_issuing_is_not_its_key() -> None:
    stranger = Stranger()
    document = stranger.badge()
    keys = stranger.world[f"{ELSEWHERE}/.well-known/did.json"]
    stranger.world[f"{ELSEWHERE}/.well-known/did.json"] = keys | {"authentication": keys["assertionMethod"], "assertionMethod": []}
    assert seen_here(document, stranger).verdict == "invalid"


def test_a_stranger_cannot_sign_in_our_name(office: Office) -> None:
    facts = some_facts()
    office.issue(facts)
    forged = Office(a_key(), PUBLIC).issue(facts)
    assert found(office.verify(forged))["proof"] == "failed"
    other = Office(a_key(), LOCAL)
    method = did.verification_method(other.did, other.key)
    forged = proofs.sign(credential.build(facts, office.did), other.key, verification_method=method, created=A_TUESDAY)
    assert found(office.verify(forged))["proof"] == "failed"


def test_nor_in_the_name_of_anybody_else() -> None:
    stranger, forger = Stranger(), Office(a_key(), LOCAL)
    method = did.verification_method(forger.did, forger.key)
    forged = proofs.sign(credential.build(some_facts(), stranger.office.did), forger.key, verification_method=method, created=A_TUESDAY)
    for report in (seen_here(forged), seen_here(forged, stranger)):
        assert (report.verdict, detail(report, "proof")) == ("invalid", "The badge was signed with a key of somebody else than its issuer.")


def test_a_foreign_badge_with_another_kind_of_proof_could_not_be_checked(office: Office) -> None:
    stranger = Office(a_key(), LOCAL)
    document = copy.deepcopy(stranger.issue(some_facts(base_url=LOCAL)))
    document["proof"][0]["cryptosuite"] = "ecdsa-sd-2023"
    assert office.verify(document).verdict == "indeterminate"
    assert office.verify(document | {"proof": document["proof"] * 2}).verdict == "indeterminate"


def test_an_issuer_that_is_neither_key_nor_web_address_cannot_be_asked(office: Office) -> None:
    document = Office(a_key(), LOCAL).issue(some_facts(base_url=LOCAL))
    for name in ("did:ion:abc", "urn:uuid:1", "http://plain.example/issuer"):
        document["issuer"]["id"] = name
        document["proof"][0]["verificationMethod"] = f"{name}#key"
        assert office.verify(document, foreign=nobody).verdict == "indeterminate"


def nobody(address: str) -> bytes:
    raise NotFetched(f"{address} was asked for.")


def test_what_a_document_says_is_read_from_whatever_it_is() -> None:
    for document in ({}, {"issuer": ["x"]}, {"credentialSubject": {"achievement": [1], "identifier": [None, {"identityType": "name"}]}}):
        assert claims(document) == claims({})
    assert claims({"issuer": "did:web:a.org", "validFrom": "2026-10-06T09:00:00Z"}).issuer == "did:web:a.org"
    said = claims(Stranger().badge())
    assert (said.holder, said.awarded, said.title) == ("Zoë Nguyễn-O’Brien 王小明", A_TUESDAY, "Brief occupants during an incident")
