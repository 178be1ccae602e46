from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.completion import AllOf, Completion, KOf, effective, evaluate, fraction
from tests.builders import a_progress_program

ACTIVITIES = a_progress_program().activities
KEYS = ("A1", "A2", "A3")
ALL, TWO = AllOf(of=KEYS), KOf(k=2, of=KEYS)


def said(activity: str, state: str = "complete", source: str = "self", day: int = 1) -> Completion:
    return Completion(activity=activity, state=state, source=source, at=datetime(2026, 10, day, tzinfo=UTC))


@pytest.mark.parametrize(
    ("rule", "done", "passes"),
    [
        (ALL, ["A1", "A2", "A3"], True),
        (ALL, ["A1", "A2"], False),
        (TWO, ["A1", "A3"], True),
        (TWO, ["A3"], False),
        (TWO, ["A1", "A2", "A3"], True),
    ],
)
def test_all_and_k_of(rule: AllOf | KOf, done: list[str], passes: bool) -> None:
    assert evaluate(rule, ACTIVITIES, [said(key) for key in done]).passed is passes


def test_a_waived_activity_satisfies() -> None:
    assert evaluate(TWO, ACTIVITIES, [said("A1", "waived"), said("A2")]).passed


def test_the_facilitator_counts_more_than_the_own_statement() -> None:
    statements = [said("A1", "complete", "self", day=9), said("A1", "not_complete", "facilitator", day=1)]
    assert effective(statements)["A1"].state == "not_complete"


def test_of_equal_sources_the_latest_counts() -> None:
    assert effective([said("A1", day=2), said("A1", "not_complete", day=3)])["A1"].state == "not_complete"


@given(st.lists(st.sampled_from(KEYS), max_size=3), st.sampled_from(KEYS))
def test_one_more_completed_activity_never_takes_a_pass_away(done: list[str], more: str) -> None:
    for rule in (ALL, TWO):
        before = evaluate(rule, ACTIVITIES, [said(key) for key in done])
        after = evaluate(rule, ACTIVITIES, [said(key) for key in [*done, more]])
        assert after.passed or not before.passed
        assert fraction(rule, ACTIVITIES, [said(key) for key in [*done, more]]) >= fraction(rule, ACTIVITIES, [said(key) for key in done])


def test_the_ring_counts_minutes() -> None:
    assert fraction(ALL, ACTIVITIES, [said("A1")]) == pytest.approx(30 / 150)
    assert fraction(TWO, ACTIVITIES, [said("A1")]) == 0.5
