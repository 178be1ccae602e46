import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.rules.pass_rules import AllAtLevel, CompensatoryMinima, KOfN, PassRule, Weighted, evaluate, rule_in_words, weighted_score
from tests.builders import a_rubric

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "pass_rules.toml").read_text())["case"]
RULES: dict[str, PassRule] = {
    "all_at_level": AllAtLevel(),
    "weighted": Weighted(needed_bp=6500),
    "compensatory_minima": CompensatoryMinima(needed_bp=6500),
    "k_of_n": KOfN(k=3),
}
KEYS = ("C1", "C2", "C3", "C4")
LEVELS = st.tuples(*[st.integers(0, 3)] * 4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("rule", RULES)
def test_the_golden_table(case: dict, rule: str) -> None:
    ratings = dict(zip(KEYS, case["levels"], strict=True))
    result = evaluate(RULES[rule], a_rubric(), ratings)
    assert result.verdict == case[rule]
    if rule == "weighted":
        assert case["score"] in result.trace[-1].text


@given(levels=LEVELS, raised=st.integers(0, 3), rule=st.sampled_from(sorted(RULES)))
def test_raising_a_level_never_turns_a_pass_into_a_fail(levels: tuple[int, ...], raised: int, rule: str) -> None:
    ratings = dict(zip(KEYS, levels, strict=True))
    better = ratings | {KEYS[raised]: min(ratings[KEYS[raised]] + 1, 3)}
    before, after = evaluate(RULES[rule], a_rubric(), ratings), evaluate(RULES[rule], a_rubric(), better)
    assert after.passed or not before.passed


@given(levels=LEVELS, hidden=st.integers(0, 3), rule=st.sampled_from(sorted(RULES)))
def test_what_could_not_be_judged_is_neither_pass_nor_fail(levels: tuple[int, ...], hidden: int, rule: str) -> None:
    ratings = dict(zip(KEYS, levels, strict=True)) | {KEYS[hidden]: None}
    assert evaluate(RULES[rule], a_rubric(), ratings).verdict == "incomplete"


def test_the_verdict_is_what_the_trace_says() -> None:
    for levels, rule in product(product(range(4), repeat=4), RULES.values()):
        result = evaluate(rule, a_rubric(), dict(zip(KEYS, levels, strict=True)))
        assert result.passed == all(line.holds for line in result.trace if line.holds is not None)


def test_thirds_are_exact() -> None:
    score, common = weighted_score(a_rubric(), dict.fromkeys(KEYS, 2))
    assert (score, common) == (20_000, 3)  # 6666.67 basis points, never rounded
    exactly = Weighted(needed_bp=6667)
    assert not evaluate(exactly, a_rubric(), dict.fromkeys(KEYS, 2)).passed


@pytest.mark.parametrize("ratings", [{"C1": 2}, {"C1": 2, "C2": 2, "C3": 2, "C4": 4}, {"C1": 2, "C2": 2, "C3": 2, "C4": 2, "C9": 2}])
def test_ratings_that_do_not_belong_to_the_rubric_are_refused(ratings: dict[str, int]) -> None:
    with pytest.raises(RuleBroken):
        evaluate(AllAtLevel(), a_rubric(), ratings)


def test_every_rule_is_said_in_words() -> None:
    words = {name: " ".join(rule_in_words(rule, a_rubric())) for name, rule in RULES.items()}
    assert words["all_at_level"] == "All 4 criteria reach the marked level."
    assert "65 % of the whole" in words["weighted"]
    assert "“Says what, who, when” reaches the marked level in any case. No other criterion is below “Developing”." in words["k_of_n"]
    assert words["compensatory_minima"].endswith("No other criterion is below “Developing”.")


def test_floors_that_differ_are_named_one_by_one() -> None:
    first, second, *others = a_rubric().criteria
    rows = (first, second.model_copy(update={"minimum": 2}), *(row.model_copy(update={"minimum": 0}) for row in others))
    words = rule_in_words(KOfN(k=2), a_rubric().model_copy(update={"criteria": rows}))
    assert words[2:] == (f"“{second.title}” is not below “Proficient”.",)
