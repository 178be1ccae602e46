import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.outcome_verbs import VERBS, with_verb

ALL = [verb for verbs in VERBS.values() for verb in verbs]


@pytest.mark.parametrize(
    ("outcome", "verb", "becomes"),
    [
        ("", "Runs", "Runs"),
        ("The learner can plan a walk", "Runs", "Runs a walk"),
        ("Understands how to write minutes", "Drafts", "Drafts minutes"),
        ("Plans a meeting", "Runs", "Runs a meeting"),
        ("You are able to record a fault", "Reviews", "Reviews a fault"),
    ],
)
def test_the_verb_takes_the_place_of_the_one_before(outcome: str, verb: str, becomes: str) -> None:
    assert with_verb(outcome, verb) == becomes


@given(st.text(max_size=60), st.sampled_from(ALL))
def test_the_outcome_begins_with_the_verb_that_was_chosen(outcome: str, verb: str) -> None:
    assert with_verb(outcome, verb).startswith(verb)


@given(st.sampled_from(ALL), st.sampled_from(ALL))
def test_choosing_another_verb_changes_the_verb_only(first: str, then: str) -> None:
    assert with_verb(with_verb("a toolbox talk", first), then) == f"{then} a toolbox talk"


def test_no_verb_stands_in_two_groups() -> None:
    assert len(ALL) == len(set(ALL))
