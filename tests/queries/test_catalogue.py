"""What a visitor finds, with words that a search engine could misread as commands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound
from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.services import programs
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import a_submission, decide

EVERY_CODE = ["ACC-115", "COM-101", "ORI-001"]


def codes(cast: Cast, **wanted: object) -> list[str]:
    return [card.program.code for card in catalogue.search(cast.portal, CatalogueFilter(**wanted))]


def test_without_words_everything_published_comes_by_title(cast: Cast) -> None:
    titles = [card.program.title for card in catalogue.search(cast.portal, CatalogueFilter())]
    assert titles == ["Brief occupants during an incident", "Run an accessibility walk-through", "Start your learning plan"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("accessibility walk-through", ["ACC-115"]),
        ("accessibility wal", ["ACC-115"]),  # the last word may be unfinished
        ("ACCESSIBILITY walk", ["ACC-115"]),
        ("learning plan", ["ORI-001"]),
        ("COM-101", ["COM-101"]),
        ("   ", ["COM-101", "ACC-115", "ORI-001"]),
        ("forklift", []),
    ],
)
def test_words_are_found_wherever_the_program_has_them(cast: Cast, words: str, expected: list[str]) -> None:
    assert codes(cast, words=words) == expected


@pytest.mark.parametrize(
    "words", ['"', '""', '"walk', "walk*", "*", "walk AND NOT plan", "NEAR(walk plan)", "title:walk", "(", "-walk", "^walk", "a + b", ";--"]
)
def test_quotes_stars_and_operators_are_only_characters(cast: Cast, words: str) -> None:
    assert set(codes(cast, words=words)) <= set(EVERY_CODE)


def test_an_operator_is_a_word_like_any_other(cast: Cast) -> None:
    assert codes(cast, words="accessibility OR learning") == []
    assert codes(cast, words="walk*") == codes(cast, words="walk")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_words_break_the_search(cast: Cast, words: str) -> None:
    assert set(codes(cast, words=words)) <= set(EVERY_CODE)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"benchmark": "both"}, ["ACC-115"]),
        ({"benchmark": "progress"}, ["ORI-001"]),
        ({"skill_kind": "technical"}, []),
        ({"skill_kind": "soft", "benchmark": "performance"}, ["COM-101"]),
        ({"longest_hours": 6.0}, ["COM-101", "ACC-115", "ORI-001"]),
        ({"longest_hours": 5.5}, []),
        ({"words": "incident", "benchmark": "progress"}, ["ORI-001"]),  # its tag
    ],
)
def test_filters_narrow_the_answer(cast: Cast, wanted: dict, expected: list[str]) -> None:
    assert codes(cast, **wanted) == expected


def test_only_the_version_of_today_is_found(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="1.1", title="Brief neighbours in an outage"))
    assert codes(cast, words="outage neighbours") == ["COM-101"]
    assert codes(cast, words="COM-101") == ["COM-101"]
    assert catalogue.program(cast.portal, "COM-101").program.version == "1.1"


def test_an_unknown_code_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        catalogue.program(cast.portal, "XXX-999")


def test_earners_are_people(cast: Cast) -> None:
    assert decide(cast, cast.rui, a_submission(cast, cast.ada)) == "approved"
    earners = {card.program.code: card.earners for card in catalogue.search(cast.portal, CatalogueFilter())}
    assert earners == {"ACC-115": 0, "COM-101": 1, "ORI-001": 0}


def test_the_designers_see_every_version_with_its_use(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    cast.clock.pass_days(1)
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="1.1"))
    seen = [(r.code, r.version, r.state, r.enrolments, r.awards) for r in catalogue.versions(cast.portal)]
    assert seen == [
        ("ACC-115", "1.0", "published", 0, 0),
        ("COM-101", "1.1", "published", 0, 0),
        ("COM-101", "1.0", "superseded", 1, 1),
        ("ORI-001", "1.0", "published", 0, 0),
    ]


@pytest.mark.parametrize("typed", ["accessib", "ACCESSIBILITY walk", "walk acc"])
def test_beginnings_of_words_find_the_program(cast: Cast, typed: str) -> None:
    found = catalogue.search(cast.portal, catalogue.CatalogueFilter(words=typed))
    assert [card.program.code for card in found] == ["ACC-115"]
