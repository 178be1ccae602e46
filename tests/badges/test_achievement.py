"""Programs as achievements."""

from core.badges.achievement import achievement_part
from tests.badges.facts import ISSUER, PUBLIC
from tests.builders import a_performance_program, a_program_of_both, a_progress_program

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
