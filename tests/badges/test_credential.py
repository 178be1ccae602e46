"""The credential: what it says, and that programs of other people take it."""

import json
from datetime import timedelta

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError

from core.badges import credential, did
from core.badges.addresses import is_address
from core.badges.canonical import canonical
from core.badges.documents import members, to_text
from core.badges.keys import PublicKey
from core.errors import DocumentProblem
from tests.badges.facts import ISSUER, PUBLIC, Office, some_facts
from tests.builders import A_TUESDAY, a_performance_program, a_progress_program

BENCHMARKS = ["progress", "performance", "both"]
DID = "did:web:badges.northshore-facilities.org"


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_a_verifier_of_other_people_accepts_the_badge(benchmark: str, office: Office, local_office: Office) -> None:
    """openbadgeslib reads dates by the real clock, so the award lies back and does not end."""
    past = A_TUESDAY - timedelta(days=1500)
    for each in (office, local_office):
        facts = some_facts(benchmark, base_url=each.base_url, awarded_at=past, valid_until=None)
        document = each.sign(credential.build(facts, each.did), created=past)
        answer = json.dumps(did.did_document(each.did, [PublicKey(each.key.multikey, "active")])).encode()
        read = OB3LdpVerifier().verify(to_text(document), download=lambda _url, body=answer: body)
        assert read.issuer.id == each.did
        document["name"] += "!"
        with pytest.raises(OB3VerificationError):
            OB3LdpVerifier().verify(to_text(document), download=lambda _url, body=answer: body)


@pytest.mark.parametrize(("benchmark", "word"), [("progress", "Completed"), ("performance", "Demonstrated"), ("both", "Demonstrated")])
def test_the_name_says_whether_it_was_completed_or_demonstrated(benchmark: str, word: str) -> None:
    facts = some_facts(benchmark)
    document = credential.build(facts, DID)
    assert document["name"] == f"{word}: {facts.program.title}"
    assert document["credentialSubject"]["achievement"]["name"] == facts.program.title
    assert document["credentialSubject"]["achievement"]["achievementType"] == "MicroCredential"


def test_the_holder_is_a_name_and_a_salted_hash() -> None:
    email, name = credential.build(some_facts(), DID)["credentialSubject"]["identifier"]
    assert (name["identityHash"], name["hashed"]) == ("Zoë Nguyễn-O’Brien 王小明", False)
    assert email["identityHash"] == credential.email_hash("zoe@example.org", email["salt"])
    assert "example.org" not in json.dumps(email)


def test_two_awards_of_one_person_cannot_be_linked_by_the_hash() -> None:
    hashes = {credential.email_hash("zoe@example.org", salt) for salt in ("1" * 32, "2" * 32)}
    assert len(hashes) == 2


def test_results_point_at_levels_of_the_rubric() -> None:
    subject = credential.build(some_facts("both"), DID)["credentialSubject"]
    described = {row["id"]: row for row in subject["achievement"]["resultDescription"]}
    *rubric, status = subject["result"]
    levels = [{level["id"]: level for level in described[row["resultDescription"]]["rubricCriterionLevel"]} for row in rubric]
    assert [levels[n][row["achievedLevel"]]["name"] for n, row in enumerate(rubric)] == [
        "Proficient",
        "Exemplary",
        "Proficient",
        "Developing",
    ]
    assert described[status["resultDescription"]]["resultType"] == "Status" and status["status"] == "Completed"


def test_evidence_is_described_and_bound_but_has_no_address() -> None:
    script, activity = credential.build(some_facts(), DID)["evidence"]
    assert script["digestSRI"] == "sha256-q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="
    assert activity == {"type": ["Evidence"], "name": "Read the guide", "genre": "activity"}
    assert "id" not in script


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_nothing_is_empty_and_every_address_is_absolute(benchmark: str) -> None:
    bare = ISSUER.model_copy(update={"description": "", "country": ""})
    document = credential.build(some_facts(benchmark, valid_until=None, started_at=None, evidence=(), issuer=bare), DID)
    assert all(value not in (None, "", []) for _, value in members(document))
    assert all(is_address(value) for name, value in members(document) if name in ("id", "url"))
    assert not {"validUntil", "evidence"} & document.keys()


@pytest.mark.parametrize("levels", [{"C9": 1}, {"C1": 4}, {"C1": -1}])
def test_levels_that_the_rubric_does_not_have_are_refused(levels: dict[str, int]) -> None:
    with pytest.raises(DocumentProblem, match="rubric"):
        credential.build(some_facts(levels=levels), DID)


def test_an_association_without_a_web_address_cannot_issue() -> None:
    with pytest.raises(DocumentProblem, match="web address"):
        credential.build(some_facts(issuer=ISSUER.model_copy(update={"url": "northshore"})), DID)


def test_the_public_documents_are_the_parts_of_the_badge() -> None:
    document = credential.build(some_facts(), DID)
    achievement = credential.achievement(a_performance_program(), PUBLIC, DID, ISSUER)
    profile = credential.issuer_profile(ISSUER, PUBLIC, DID)
    assert document["credentialSubject"]["achievement"].items() <= achievement.items()
    assert document["issuer"].items() <= profile.items()
    assert canonical(achievement) and canonical(profile)


def test_the_hash_follows_the_example_of_the_specification() -> None:
    assert credential.email_hash(" A@example.com ", "Kosher") == "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"


def test_a_progress_badge_describes_no_rubric() -> None:
    part = credential.achievement(a_progress_program(), PUBLIC, DID, ISSUER)
    assert [row["resultType"] for row in part["resultDescription"]] == ["Status"]
