"""The badge of a pathway as a program version, and what is said of it in public."""

from datetime import UTC, datetime
from fractions import Fraction

from core.rules.awards import criteria_narrative
from core.rules.capstones import capstone_of, evidence_of, in_lines, names_taken_back, shortest_hours
from core.rules.pathway_progress import Evaluation, Held
from core.rules.pathways import ProgramNode
from tests.builders import a_pathway, a_performance_program, a_program_of_both, a_progress_program

PROGRAMS = {
    "COM-101": a_performance_program(effort_hours=6),
    "ORI-001": a_progress_program(effort_hours=2),
    "ACC-115": a_program_of_both(effort_hours=9),
}


def test_the_capstone_has_the_words_of_its_pathway_and_the_effort_of_the_shortest_way() -> None:
    capstone = capstone_of(a_pathway(validity="P3Y"), PROGRAMS)
    assert (capstone.code, capstone.version, capstone.benchmark, capstone.validity) == ("PTH-001", "1.0", "pathway", "P3Y")
    assert (capstone.effort_hours, capstone.weeks) == (8, 39)
    assert capstone.skill.name == "Calm in every building" and capstone.skill.kind == "soft"


def test_a_long_way_is_told_as_long_as_a_badge_can_say() -> None:
    long_ones = {code: program.model_copy(update={"effort_hours": 200}) for code, program in PROGRAMS.items()}
    found = capstone_of(a_pathway(months=120), long_ones)
    assert (found.weeks, found.effort_hours) == (520, 200)
    assert shortest_hours(a_pathway().root, {}) == 0 and capstone_of(a_pathway(), {}).effort_hours == 0.5


def test_the_criteria_say_what_is_asked_for_and_not_how_long_it_takes() -> None:
    said = criteria_narrative(capstone_of(a_pathway(), PROGRAMS))
    assert said.splitlines()[2:] == [
        "Earn all of these, in this order, each badge by itself:",
        "- Brief occupants during an incident",
        "- Any one of these 2:",
        "  - Start your learning plan",
        "  - Run an accessibility walk-through",
    ]


def test_what_a_badge_must_be_besides_there_stands_beside_it() -> None:
    node = ProgramNode(program="A", min_version="2.0", requires_valid=True, max_age="P2Y", equivalents=("B",))
    (line,) = in_lines(node, {"A": "Lock and tag", "B": "Lock"})
    assert line == "- Lock and tag (from version 2.0 on, in force on the day, awarded within 2 years), or Lock"


def test_the_evidence_are_the_badges_by_their_public_addresses_the_oldest_first() -> None:
    badges = tuple(
        Held(code, "1.0", datetime(2026, month, 4, tzinfo=UTC), None, "active", f"t{month}") for code, month in (("B", 5), ("A", 2))
    )
    found = evidence_of(Evaluation(ProgramNode(program="A"), True, Fraction(1), badges, (), ()), {"A": "One"}, "https://x.example")
    assert [(fact.name, fact.genre, fact.url) for fact in found] == [
        ("One", "badge", "https://x.example/b/t2"),
        ("B", "badge", "https://x.example/b/t5"),
    ]
    assert found[0].narrative == "Awarded on 4 February 2026, by version 1.0 of A."


def test_a_person_is_told_what_was_taken_back() -> None:
    assert names_taken_back([]) == ""
    assert names_taken_back(["One"]).startswith("This badge rests on “One”, which was taken back later.")
    assert "“One”, “Two”, which were taken back" in names_taken_back(["One", "Two"])
