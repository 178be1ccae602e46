import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.draft_places import LONGEST_TEXT, refused_texts, texts, value_at, with_value
from core.rules.drafts import Draft, draft_of
from core.rules.rubric_drafts import move_criterion
from tests.builders import a_performance_program, a_progress_program

DRAFT = draft_of(a_performance_program()).with_(surveys=({"moment": "after", "link": "https://a.example", "days_after": 0},))
PLACES = sorted(place for place in texts(DRAFT) if not place.endswith((".key", ".moment")))  # those are names of rows


@given(st.sampled_from(PLACES), st.text(max_size=30))
def test_what_is_written_at_a_place_stands_there_and_nothing_else_changes(place: str, text: str) -> None:
    changed = with_value(DRAFT, place, text)
    assert value_at(changed, place) == text
    assert with_value(changed, place, value_at(DRAFT, place)) == DRAFT


def test_rows_are_found_by_their_names_after_they_moved() -> None:
    moved = move_criterion(DRAFT, "C3", -2)
    assert with_value(moved, "criteria.C3.title", "New").criteria[0].title == "New"
    assert value_at(DRAFT, "surveys.after.link") == "https://a.example"


@pytest.mark.parametrize("place", ["evidence.E9.title", "skills.7.name", "evidence.E1.accepts.9", "title.x"])
def test_a_place_that_is_gone_stays_gone(place: str) -> None:
    assert value_at(DRAFT, place) is None
    assert with_value(DRAFT, place, "x") == DRAFT


def test_every_text_has_a_place() -> None:
    found = texts(draft_of(a_progress_program()))
    assert {"title", "skills.0.name", "activities.A1.title", "job_roles.0"} <= set(found)


def test_texts_that_no_badge_could_carry_are_named_by_their_place() -> None:
    refused = refused_texts(DRAFT.with_(outcome="a\x00b", description="x" * (LONGEST_TEXT + 1)))
    assert set(refused) == {"outcome", "description"} and "10,000" in refused["description"]
    assert refused_texts(Draft()) == refused_texts(DRAFT) == {}
