from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import rubric_drafts as rubrics
from core.rules.drafts import Draft, draft_of
from tests.builders import a_performance_program

DRAFT = draft_of(a_performance_program())


def keys(draft: Draft) -> list[str]:
    return [row.key for row in draft.criteria]


def test_a_new_criterion_takes_a_free_key_and_the_level_of_the_one_before() -> None:
    draft = rubrics.add_criterion(rubrics.remove_criterion(DRAFT, "C2"))
    assert keys(draft) == ["C1", "C3", "C4", "C2"]
    assert draft.criteria[-1].threshold == DRAFT.criteria[-1].threshold
    assert rubrics.add_criterion(Draft()).criteria[0].key == "C1"


@pytest.mark.parametrize(
    ("key", "by", "order"), [("C1", 1, "2134"), ("C1", -1, "1234"), ("C4", 1, "1234"), ("C3", -2, "3124"), ("C9", 1, "1234")]
)
def test_criteria_move_by_steps(key: str, by: int, order: str) -> None:
    assert keys(rubrics.move_criterion(DRAFT, key, by)) == [f"C{n}" for n in order]


def test_evidence_forgets_a_criterion_that_is_gone() -> None:
    shown = DRAFT.with_(evidence=(DRAFT.evidence[0].with_(criteria=("C1", "C2")),))
    assert rubrics.remove_criterion(shown, "C2").evidence[0].criteria == ("C1",)


def test_one_cell_is_written_and_the_others_stay() -> None:
    draft = rubrics.describe(Draft(criteria=rubrics.add_criterion(Draft()).criteria), "C1", 2, "Says it in three sentences.")
    assert draft.criteria[0].descriptors == ("", "", "Says it in three sentences.", "")
    assert rubrics.describe(draft, "C9", 0, "x") == draft


def test_a_level_that_is_taken_away_keeps_its_words_for_when_it_comes_back() -> None:
    smaller = rubrics.remove_level(DRAFT)
    assert len(smaller.levels) == 3 and smaller.criteria[0].threshold == 2
    again = rubrics.name_level(rubrics.add_level(smaller), 3, "Exemplary")
    assert again.criteria[0].descriptors == DRAFT.criteria[0].descriptors
    assert rubrics.rubric_of(again) is not None


def test_the_threshold_stays_on_the_scale() -> None:
    smallest = rubrics.remove_level(rubrics.remove_level(rubrics.remove_level(DRAFT)))
    assert len(smallest.levels) == 2
    assert {row.threshold for row in smallest.criteria} == {1}


def test_weights_add_up() -> None:
    assert sum(row.weight_bp for row in rubrics.share_equally(rubrics.remove_criterion(DRAFT, "C1")).criteria) == 10_000


def test_no_rubric_while_something_is_missing() -> None:
    assert rubrics.rubric_of(DRAFT) == a_performance_program().rubric
    assert rubrics.rubric_of(rubrics.add_criterion(DRAFT)) is None


ACTS: list[Callable[[Draft], Draft]] = [
    rubrics.add_criterion,
    rubrics.add_level,
    rubrics.remove_level,
    rubrics.share_equally,
    lambda draft: rubrics.move_criterion(draft, "C2", 1),
    lambda draft: rubrics.remove_criterion(draft, "C3"),
    lambda draft: rubrics.describe(draft, "C1", 1, "new"),
]


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_whatever_is_done_keys_stay_apart_and_levels_on_the_scale(acts: list[Callable[[Draft], Draft]]) -> None:
    draft = DRAFT
    for act in acts:
        draft = act(draft)
    assert len(set(keys(draft))) == len(keys(draft))
    assert all(0 <= row.minimum <= row.threshold < len(draft.levels) for row in draft.criteria)
    assert 2 <= len(draft.levels) <= 6
