"""What is read back from the signed document."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from core.badges import credential
from core.badges.documents import Document, parse, to_text
from core.badges.reading import view_of
from core.badges.view import EvidenceView
from core.errors import DocumentProblem
from tests.badges.facts import some_facts

DID = "did:web:badges.northshore-facilities.org"


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
def test_the_view_says_what_the_award_said(benchmark: str) -> None:
    facts = some_facts(benchmark)
    program = facts.program
    view = view_of(parse(to_text(credential.build(facts, DID))))
    assert (view.title, view.outcome, view.benchmark) == (program.title, program.outcome, benchmark)
    assert (view.holder_name, view.how) == (facts.holder_name, facts.narrative)
    assert (view.skill_name, view.skill_kind, view.category) == (program.skill.name, program.skill.kind, program.skill.category)
    assert (view.program_code, view.program_version, view.language) == (program.code, program.version, program.language)
    assert (view.awarded_at, view.valid_until) == (facts.awarded_at, facts.valid_until)
    assert view.url == f"{facts.base_url}/b/{facts.token}"
    assert (view.issuer.did, view.issuer.name, view.issuer.country) == (DID, facts.issuer.name, "DE")
    assert len(view.criteria) == (0 if benchmark == "progress" else 4)


def test_criteria_show_what_was_asked_and_what_was_reached() -> None:
    rows = view_of(credential.build(some_facts(levels={"C1": 2, "C2": 3, "C4": 1}), DID)).criteria
    assert [(row.required_level, row.achieved_level, row.met) for row in rows] == [
        ("Proficient", "Proficient", True),
        ("Proficient", "Exemplary", True),
        ("Proficient", "Unable to judge", False),
        ("Proficient", "Developing", False),
    ]
    assert rows[0].required_text == "Says what, who, when: fully"


def test_evidence_keeps_its_digest() -> None:
    script, activity = view_of(credential.build(some_facts(), DID)).evidence
    assert script == EvidenceView("Briefing script", "document", "One page.", "application/pdf", "ab" * 32)
    assert activity == EvidenceView("Read the guide", "activity", "", "", "")


def test_a_badge_without_an_end_has_none() -> None:
    assert view_of(credential.build(some_facts(valid_until=None), DID)).valid_until is None


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("issuer"),
        lambda d: d.update(issuer="did:key:z6Mk"),
        lambda d: d["credentialSubject"].pop("identifier"),
        lambda d: d["credentialSubject"]["identifier"].pop(),
        lambda d: d["credentialSubject"]["achievement"].update(tag=["soft"]),
        lambda d: d["credentialSubject"]["achievement"]["resultDescription"][0].pop("requiredLevel"),
        lambda d: d.update(awardedDate="soon"),
    ],
)
def test_documents_of_another_make_are_refused(change: Callable[[Document], Any]) -> None:
    document = copy.deepcopy(credential.build(some_facts(), DID))
    change(document)
    with pytest.raises(DocumentProblem, match="elsewhere"):
        view_of(document)
