"""Pathways in CTDL."""

from core.badges.ctdl_pathways import pathway_part
from tests.badges.facts import PUBLIC
from tests.builders import a_pathway

PAGE = f"{PUBLIC}/pathway?code=PTH-001"


def test_a_pathway_ends_in_its_badge_and_says_how_many_parts_are_needed() -> None:
    whole, end, *steps = pathway_part(a_pathway(), {"COM-101": f"{PUBLIC}/achievements/COM-101/1.0.json"}, PUBLIC)
    assert whole["@type"] == "ceterms:Pathway" and whole["ceterms:hasDestinationComponent"] == [end["@id"]]
    assert whole["ceasn:hasPart"] == [end["@id"], *(step["@id"] for step in steps)]
    (condition,) = end["ceterms:hasCondition"]
    first, choice = condition["ceterms:hasCondition"]  # a milestone around a program, and a choice of one of two
    assert (condition["ceterms:requiredNumber"], first["ceterms:requiredNumber"], choice["ceterms:requiredNumber"]) == (2, 1, 1)
    assert condition["ceterms:name"] == {"en": "In this order: all 2"} and choice["ceterms:name"] == {"en": "1 of 2"}
    assert len(choice["ceterms:targetComponent"]) == 2


def test_programs_that_are_not_offered_are_named_only() -> None:
    _, _, *steps = pathway_part(a_pathway(), {"COM-101": f"{PUBLIC}/achievements/COM-101/1.0.json"}, PUBLIC)
    assert [step.get("ceterms:proxyFor") for step in steps] == [f"{PUBLIC}/achievements/COM-101/1.0.json", None, None]
    assert all(step["ceterms:isPartOf"] == [PAGE] for step in steps)
