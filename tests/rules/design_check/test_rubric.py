from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.rules.design_check.findings import Surroundings
from core.rules.design_check.rubric import few_criteria, keep_lowest_levels, normalised, on_the_scale, vague, with_minima
from core.rules.drafts import Draft, DraftCriterion, DraftLevel
from tests.rules.design_check.cases import BASE


def weighing(*weights: int) -> Draft:
    return Draft(criteria=tuple(DraftCriterion(key=f"C{n}", weight_bp=weight) for n, weight in enumerate(weights)))


def weights(draft: Draft) -> list[int]:
    return [row.weight_bp for row in draft.criteria]


def test_weights_keep_their_proportion() -> None:
    assert weights(normalised(weighing(2, 1, 1))) == [5000, 2500, 2500]
    assert weights(normalised(weighing(1, 1, 1))) == [3334, 3333, 3333]
    assert weights(normalised(weighing(-5, 0, 0))) == [3334, 3333, 3333]


@given(st.lists(st.integers(-10, 20_000), min_size=1, max_size=12))
def test_weights_are_a_whole_and_their_order_stays(found: list[int]) -> None:
    after = weights(normalised(weighing(*found)))
    assert sum(after) == 10_000 and min(after) >= 0
    if any(weight > 0 for weight in found):
        ranked = sorted(zip(found, after, strict=True))
        assert all(a[1] <= b[1] for a, b in pairwise(ranked) if a[0] < b[0])


def test_more_criteria_cost_more() -> None:
    costs = [sum(row.penalty for row in few_criteria(weighing(*[0] * many), Surroundings())) for many in range(9)]
    assert costs == [6, 6, 0, 0, 0, 0, 6, 8, 10]


def test_a_threshold_comes_back_to_the_scale() -> None:
    draft = BASE.with_(criteria=(BASE.criteria[0].with_(threshold=9, minimum=-4),))
    assert (on_the_scale(draft, "C1").criteria[0].threshold, on_the_scale(draft, "C1").criteria[0].minimum) == (3, 0)


def test_a_scale_keeps_its_lowest_levels() -> None:
    long = BASE.with_(levels=tuple(DraftLevel(name=str(n), points=n) for n in range(9)))
    assert [level.name for level in keep_lowest_levels(long).levels] == list("012345")


def test_a_rule_gets_minima_and_keeps_its_share() -> None:
    assert with_minima(BASE.with_(pass_rule={"kind": "weighted", "needed_bp": 7000})).pass_rule["needed_bp"] == 7000
    assert with_minima(BASE.with_(pass_rule={"kind": "weighted", "needed_bp": "much"})).pass_rule["needed_bp"] == 6500


def test_praise_needs_something_behind_it() -> None:
    praised = ("Good analysis", "Gives good feedback", "Communicates effectively", "Analysis is adequate", "Performs the task properly")
    seen = ("Writes a good note", "Answers 3 questions well", "Gives good feedback and writes it down", "Goods are counted", "")
    assert all(map(vague, praised)) and not any(map(vague, seen))
