"""The standard elements of a European micro-credential: complete, in the order of the annex, honest about what is missing."""

import pytest

from core.rules.drafts import Draft, draft_of
from core.rules.eu_elements import Body, Element, elements, level_in_words, missing_elements, states_elements, workload_in_words
from core.rules.programs import ProgramVersion
from tests.builders import a_performance_program, a_program_of_both, a_progress_program

BODY = Body("Northshore AFP", "Canada")
STATED = {"level": "Practitioner", "participation": "blended", "quality": "Checked every year."}
MANDATORY = [
    "learner",
    "title",
    "country",
    "awarding_body",
    "date",
    "outcomes",
    "workload",
    "level",
    "assessment",
    "participation",
    "quality",
]
OPTIONAL = ["prerequisites", "supervision", "grade", "integration", "further"]


def keys(*found: Element) -> list[str]:
    return [element.key for element in found]


def test_the_elements_are_those_of_the_annex() -> None:
    found = elements(a_performance_program(), BODY)
    assert keys(*(row for row in found if row.mandatory)) == MANDATORY
    assert keys(*(row for row in found if not row.mandatory)) == OPTIONAL


def test_a_program_that_states_everything_misses_nothing() -> None:
    assert missing_elements(a_performance_program(**STATED), BODY) == ()


@pytest.mark.parametrize("name", STATED)
def test_what_nobody_stated_is_missing(name: str) -> None:
    program = a_performance_program(**{key: value for key, value in STATED.items() if key != name})
    assert keys(*missing_elements(program, BODY)) == [name]


def test_an_association_without_a_country_misses_it() -> None:
    assert keys(*missing_elements(a_performance_program(**STATED), Body("Northshore AFP", ""))) == ["country"]


def test_what_the_association_states_is_left_out_where_it_is_not_known() -> None:
    assert not {"country", "awarding_body"} & set(keys(*elements(a_performance_program())))


def test_an_empty_draft_misses_what_only_people_can_say() -> None:
    assert keys(*missing_elements(Draft())) == ["title", "outcomes", "workload", "level", "participation", "quality"]


def test_a_draft_that_says_nonsense_has_its_elements_too() -> None:
    draft = Draft(benchmark="?", participation="?", supervision="?", validity="P9X", level="  ", effort_hours=0)
    missing = {"title", "outcomes", "workload", "level", "assessment", "participation", "quality"}
    assert set(keys(*missing_elements(draft))) == missing
    assert "not stated yet" in elements(draft)[-1].value


@pytest.mark.parametrize("program", [a_performance_program(**STATED), a_progress_program(**STATED), a_program_of_both(**STATED)])
def test_a_draft_has_the_elements_of_its_program(program: ProgramVersion) -> None:
    assert elements(draft_of(program), BODY) == elements(program, BODY)


def test_a_level_of_europe_is_a_level() -> None:
    assert level_in_words(a_performance_program(eqf_level=4)) == "Level 4 of the European Qualifications Framework"
    assert level_in_words(Draft()) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"effort_hours": 1, "weeks": 1}, "about 1 hour over 1 week"), ({"effort_hours": 2.5}, "about 2.5 hours"), ({"weeks": 3}, "")],
)
def test_a_workload_is_told_in_hours(changes: dict[str, float], words: str) -> None:
    assert workload_in_words(Draft(**changes)) == words


def test_a_version_from_before_states_nothing_itself() -> None:
    assert not states_elements(a_performance_program(level="Practitioner"))
    assert states_elements(a_performance_program(participation="online"))
