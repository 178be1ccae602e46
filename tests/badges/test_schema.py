"""The JSON Schema that 1EdTech publishes for Open Badges 3.0 credentials, on every badge that we could issue."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from core.badges import credential
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.facts import VECTORS, Office, some_facts
from tests.schema import problems

BENCHMARKS = ["progress", "performance", "both"]
A_PROOF = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-10-06T09:00:00Z", "proofValue": "z1",
           "verificationMethod": "did:key:z1#z1", "proofPurpose": "assertionMethod"}  # fmt: skip


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_the_signed_badge_fits(benchmark: str, office: Office, vectors: Path) -> None:
    document = office.issue(some_facts(benchmark))
    assert problems(document, vectors) == []
    del document["credentialSubject"]["achievement"]["criteria"]
    assert problems(document, vectors)


@pytest.mark.usefixtures("vectors")
@settings(max_examples=40, deadline=None)
@given(facts=any_facts())
def test_any_badge_fits(facts: AwardFacts) -> None:
    document = credential.build(facts, "did:web:badges.northshore-facilities.org")
    assert problems({**document, "proof": [A_PROOF]}, VECTORS) == []
