import pytest

from core.rules.design_check.verbs import AVOIDED, OBSERVABLE, hidden_verb, is_observable, joined_verbs, leading_word, sees_something
from core.rules.outcome_verbs import VERBS
from tests.rules.design_check.cases import read

STEMS = read("verb_stems.toml")


def test_the_validated_stems_are_whole() -> None:
    assert len(STEMS["validated"]) == 14


@pytest.mark.parametrize("case", STEMS["validated"] + STEMS["own"], ids=lambda case: case["text"])
def test_stems(case: dict[str, str]) -> None:
    assert leading_word(case["text"]) == case["word"]
    assert hidden_verb(case["text"]) == case["hidden"]


def test_every_verb_that_is_offered_can_be_seen() -> None:
    assert not [verb for verbs in VERBS.values() for verb in verbs if not is_observable(verb) or hidden_verb(f"{verb} a plan")]
    assert not AVOIDED & OBSERVABLE


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Writes a case and sends it", ["sends"]),
        ("Write a case, then send it", ["send"]),
        ("Ranks costs and plans to cut", ["plans"]),
        ("Rank costs and plans", []),
        ("Knows the rules by reading them", ["reading"]),
        ("Learn planning and budgeting", []),
        ("", []),
    ],
)
def test_further_verbs_have_the_form_of_the_first(sentence: str, verbs: list[str]) -> None:
    assert [found["verb"] for found in joined_verbs(sentence)] == verbs
    assert sees_something(sentence) == bool(verbs)
