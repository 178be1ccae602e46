"""Programs as achievements."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from core.badges.achievement import achievement_part
from core.badges.canonical import agreed
from core.badges.credential import build
from core.badges.documents import to_text
from core.badges.reading import view_of
from core.badges.reissue import rebased
from core.rules.awards import criteria_narrative
from core.rules.programs import ProgramVersion
from tests.badges.facts import ISSUER, PUBLIC, some_facts
from tests.builders import a_performance_program, a_program_of_both, a_progress_program
from tests.schema import problems

DID = "did:web:badges.northshore-facilities.org"


def test_every_identifier_is_used_once() -> None:
    part = achievement_part(a_program_of_both(), PUBLIC, ISSUER, DID)
    rows = part["resultDescription"]
    ids = [row["id"] for row in rows] + [level["id"] for row in rows for level in row.get("rubricCriterionLevel", [])]
    assert len(set(ids)) == len(ids) == 4 + 1 + 4 * 4


def test_the_required_level_is_the_threshold_of_the_criterion() -> None:
    row = achievement_part(a_performance_program(), PUBLIC, ISSUER, DID)["resultDescription"][0]
    required = next(level for level in row["rubricCriterionLevel"] if level["id"] == row["requiredLevel"])
    assert (required["name"], required["level"], required["points"]) == ("Proficient", "2", "2")


def test_tags_carry_benchmark_and_kind_of_skill_first() -> None:
    assert achievement_part(a_progress_program(), PUBLIC, ISSUER, DID)["tag"] == ["progress", "soft", "incident"]
    assert achievement_part(a_program_of_both(), PUBLIC, ISSUER, DID)["tag"][:3] == ["progress", "performance", "soft"]


def test_a_program_cannot_claim_another_benchmark_by_a_tag() -> None:
    program = a_progress_program(tags=["Performance", "technical", "incident", "incident"])
    assert achievement_part(program, PUBLIC, ISSUER, DID)["tag"] == ["progress", "soft", "incident"]


# SHA-256 of the unsigned documents as they were before a version could be aligned or state its elements.
AS_BEFORE = {
    "progress": "f0895f4e25a453e5fc8d54b9dabfe3ac86c56fc79bd491234977970d3edcc478",
    "performance": "7c21aca5b82d39d76d525a03de1993a7b920f1eab3d54fdb8a0cbe471d657ca0",
    "both": "787196d55bed13b0faa21a7329f773e165254d4864138bdee5a253aa5e4e6aa7",
}
ALIGNMENTS = [
    {
        "name": "Briefing people",
        "code": "COM.1",
        "framework": "Our skills",
        "url": "/frameworks/SKILLS/COM.1.json",
        "description": "Brief them.",
    },
    {"name": "Incident communication", "url": "https://köln.example/Fähigkeiten/1", "type": "ceasn:Competency"},
]
STATED = {
    "alignments": ALIGNMENTS,
    "eqf_level": 4,
    "participation": "blended",
    "quality": "Checked every year.",
    "supervision": "unsupervised",
}


@pytest.mark.parametrize("benchmark", AS_BEFORE)
def test_versions_without_alignments_make_the_same_badges_as_ever(benchmark: str) -> None:
    text = to_text(build(some_facts(benchmark), DID))
    assert sha256(text.encode()).hexdigest() == AS_BEFORE[benchmark]


def test_alignments_say_where_the_skill_and_the_level_are_described() -> None:
    briefing, incident, level = achievement_part(a_performance_program(**STATED), PUBLIC, ISSUER, DID)["alignment"]
    assert briefing == {
        "type": ["Alignment"],
        "targetName": "Briefing people",
        "targetUrl": f"{PUBLIC}/frameworks/SKILLS/COM.1.json",
        "targetCode": "COM.1",
        "targetFramework": "Our skills",
        "targetDescription": "Brief them.",
        "targetType": "CFItem",
    }
    assert incident["targetUrl"] == "https://xn--kln-sna.example/F%C3%A4higkeiten/1" and "targetCode" not in incident
    assert (level["targetUrl"], level["targetCode"]) == ("http://data.europa.eu/snb/eqf/4", "4")


@pytest.mark.parametrize("build_program", [a_performance_program, a_progress_program, a_program_of_both])
def test_an_aligned_badge_fits_the_schema_and_is_read_alike_by_all(build_program: Callable[..., ProgramVersion], vectors: Path) -> None:
    benchmark = build_program().benchmark
    document = build(some_facts(benchmark, program=build_program(**STATED)), DID)
    assert agreed(document).count("targetUrl") == 3 and "targetType" in agreed(document)
    unproved = [said for said in problems(document, vectors) if "proof" not in said]
    assert unproved == []


def test_what_a_version_states_stands_below_its_criteria_and_is_not_taken_for_one() -> None:
    program = a_performance_program(**STATED)
    narrative = achievement_part(program, PUBLIC, ISSUER, DID)["criteria"]["narrative"]
    assert narrative.startswith(criteria_narrative(program)) and "- Type of quality assurance: Checked every year." in narrative
    assert "- Form of participation: Blended: online and on site" in narrative and "- Notional workload: about 6 hours" in narrative
    view = view_of(build(some_facts(program=program), DID))
    assert view.criteria_narrative == criteria_narrative(program)
    assert [row.name for row in view.alignments] == ["Briefing people", "Incident communication", "EQF level 4"]


def test_a_portal_that_moves_takes_its_own_skills_along() -> None:
    document = build(some_facts(program=a_performance_program(**STATED)), DID)
    moved = rebased(document, old_base=PUBLIC, new_base="https://new.example", old_did=DID, new_did="did:web:new.example")
    urls = [row["targetUrl"] for row in moved["credentialSubject"]["achievement"]["alignment"]]
    assert urls[0] == "https://new.example/frameworks/SKILLS/COM.1.json" and urls[1].startswith("https://xn--kln-sna.example/")


def test_the_picture_is_told_in_the_words_of_the_program() -> None:
    told = "A round badge with four segments."
    document = build(some_facts(program=a_performance_program(picture_words=told)), DID)
    assert document["image"]["caption"] == document["credentialSubject"]["achievement"]["image"]["caption"] == told
