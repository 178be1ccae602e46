from dataclasses import replace

import pytest

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.pass_rules import RuleResult
from core.rules.reviews import check_complete, check_may_review, due_on, judge, on_the_scale, outcome_of
from core.rules.submissions import Submission
from tests.builders import A_TUESDAY, a_performance_program

PROGRAM = a_performance_program()
GOOD = dict.fromkeys(("C1", "C2", "C3", "C4"), 2)
SUBMISSION = Submission("S1", "E1", "ada", "V1", 1, "submitted", "At work.", {}, None, A_TUESDAY, A_TUESDAY, A_TUESDAY, "", 2)


def test_nobody_reviews_their_own_work() -> None:
    with pytest.raises(NotFound):
        check_may_review(SUBMISSION, "ada")


@pytest.mark.parametrize("state", ["draft", "decided", "withdrawn"])
def test_only_what_waits_is_reviewed(state: str) -> None:
    with pytest.raises(RuleBroken):
        check_may_review(replace(SUBMISSION, state=state), "rui")  # type: ignore[arg-type]


def test_what_was_passed_on_does_not_come_back() -> None:
    with pytest.raises(RuleBroken, match="passed this on"):
        check_may_review(SUBMISSION, "rui", has_passed_on=True)


@pytest.mark.parametrize(
    ("ratings", "reasons", "feedback", "gaps"),
    [
        (GOOD, {}, "Well done.", set()),
        (GOOD, {}, " ", {"feedback"}),
        (GOOD | {"C3": 1}, {}, "Nearly.", {"C3"}),
        (GOOD | {"C3": 1}, {"C3": "  "}, "Nearly.", {"C3"}),
        (GOOD | {"C3": 1}, {"C3": "Answers stop at the second question."}, "Nearly.", set()),
        (GOOD | {"C2": None}, {}, "Cannot hear it.", {"C2"}),
        ({"C1": 2}, {}, "", {"C2", "C3", "C4", "feedback"}),
    ],
)
def test_every_gap_of_a_review_is_named(ratings: dict, reasons: dict, feedback: str, gaps: set[str]) -> None:
    if not gaps:
        check_complete(PROGRAM, ratings, reasons, feedback)
        return
    with pytest.raises(BadInput) as refusal:
        check_complete(PROGRAM, ratings, reasons, feedback)
    assert set(refusal.value.fields) == gaps


@pytest.mark.parametrize(
    ("verdict", "attempt", "outcome"),
    [
        ("pass", 1, "approved"),
        ("pass", 3, "approved"),
        ("not_yet", 1, "returned"),
        ("not_yet", 2, "returned"),
        ("not_yet", 3, "not_yet_demonstrated"),
        ("incomplete", 3, None),
    ],
)
def test_the_outcome_follows_from_verdict_and_attempt(verdict: str, attempt: int, outcome: str | None) -> None:
    assert outcome_of(RuleResult(verdict=verdict, trace=()), attempt, 3) == outcome  # type: ignore[arg-type]


def test_the_programs_own_rule_judges() -> None:
    assert judge(PROGRAM, GOOD).passed
    assert not judge(PROGRAM, GOOD | {"C4": 1}).passed


def test_ratings_that_are_not_of_this_rubric_are_dropped() -> None:
    assert on_the_scale(PROGRAM, {"C1": 3, "C2": 4, "C3": -1, "C4": None, "C9": 1}) == {"C1": 3, "C4": None}


def test_the_promise_is_in_working_days() -> None:
    assert due_on(A_TUESDAY, 10).isoformat() == "2026-10-20"
