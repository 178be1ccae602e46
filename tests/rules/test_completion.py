"""Completion rules: the golden cases, and laws over rules of every shape."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from core.rules.completion import (
    PRIORITY,
    Activity,
    AllOf,
    Completion,
    CompletionRule,
    Done,
    InOrder,
    KOf,
    comes_first,
    count,
    effective,
    evaluate,
    fraction,
    in_lines,
    leaves,
    named,
    needed_in_words,
    satisfied,
    unlocked,
    why_never,
)
from tests.builders import a_progress_program

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "completion_rules.toml").read_text(encoding="utf-8"))["case"]
RULE: TypeAdapter[CompletionRule] = TypeAdapter(CompletionRule)
MINUTES = {"A1": 30, "A2": 60, "A3": 60, "A4": 30, "A5": 20}
FIVE = tuple(Activity(key=key, title=f"Activity {key}", minutes=minutes) for key, minutes in MINUTES.items())
SPOKEN = re.compile(r"(?P<activity>\w+) (?P<state>\w+) by (?P<source>\w+) on day (?P<day>\d+)(?: with (?P<score>[\d.]+) %)?")


def said(activity: str, state: str = "complete", source: str = "self", day: int = 1, score_bp: int | None = None) -> Completion:
    return Completion(activity=activity, state=state, source=source, at=datetime(2026, 10, day, tzinfo=UTC), score_bp=score_bp)  # type: ignore[arg-type]


def spoken(sentence: str) -> Completion:
    words = SPOKEN.fullmatch(sentence)
    assert words, sentence
    score = round(float(words["score"]) * 100) if words["score"] else None
    return said(words["activity"], words["state"], words["source"], int(words["day"]), score)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_golden_cases(case: dict) -> None:
    rule, statements = RULE.validate_python(case["rule"]), [spoken(sentence) for sentence in case["said"]]
    assert why_never(rule, FIVE) == ""
    assert evaluate(rule, FIVE, statements).verdict == case["verdict"]
    found = count(rule, effective(statements))
    assert f"{found.done} of {found.needed}" == case["done"]
    assert fraction(rule, FIVE, statements) == pytest.approx(float(Fraction(case["share"])))
    assert unlocked(rule, effective(statements)) == set(case.get("open", named(rule)))


# Rules of every shape over activities of which each is named at most once, with statements of every kind.
def rules(keys: tuple[str, ...], depth: int = 3) -> st.SearchStrategy[CompletionRule]:
    single = st.builds(Done, activity=st.just(keys[0]), min_score_bp=st.none() | st.sampled_from([1, 5000, 8000, 10_000]))
    if len(keys) == 1 or depth == 0:
        return single
    return st.integers(1, min(len(keys), 4)).flatmap(lambda many: groups(keys, many, depth))


def groups(keys: tuple[str, ...], many: int, depth: int) -> st.SearchStrategy[CompletionRule]:
    shares = [keys[place::many] for place in range(many)]
    parts = st.tuples(*(rules(share, depth - 1) for share in shares))
    choice = st.tuples(parts, st.integers(1, many)).map(lambda made: KOf(k=made[1], of=made[0]))
    return st.one_of(parts.map(lambda of: AllOf(of=of)), parts.map(lambda of: InOrder(of=of)), choice)


KEYS = tuple(f"B{number}" for number in range(1, 10))
RULES = st.permutations(KEYS).flatmap(lambda keys: st.integers(1, 9).flatmap(lambda many: rules(tuple(keys[:many]))))
STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(KEYS),
        st.sampled_from(["complete", "passed", "failed", "not_complete", "waived"]),
        st.sampled_from(sorted(PRIORITY)),
        st.integers(1, 3),
        st.none() | st.sampled_from([0, 4999, 5000, 8000, 10_000]),
    ),
    max_size=14,
)
ACTIVITIES = st.lists(st.integers(0, 120), min_size=9, max_size=9).map(
    lambda minutes: tuple(Activity(key=key, title=f"Do {key}", minutes=many) for key, many in zip(KEYS, minutes, strict=True))
)


def with_one_more(statements: list[Completion], activity: str) -> list[Completion]:
    """One more activity done: with nothing stronger or later than what was said, and with full marks."""
    return [*statements, said(activity, "complete", "facilitator", day=9, score_bp=10_000)]


@given(RULES, ACTIVITIES, STATEMENTS)
def test_satisfied_evaluated_counted_and_shared_agree(
    rule: CompletionRule, activities: tuple[Activity, ...], found: list[Completion]
) -> None:
    now = effective(found)
    done, result, number = satisfied(rule, now), evaluate(rule, activities, found), count(rule, now)
    assert result.passed is done
    assert result.passed is all(line.holds for line in result.trace if line.holds is not None)
    assert (number.left == 0) is done and 0 <= number.done <= number.needed
    share = fraction(rule, activities, found)
    assert 0 <= share <= 1 and (share == 1) is done


@given(RULES, ACTIVITIES, STATEMENTS, st.sampled_from(KEYS))
def test_one_more_completed_activity_never_takes_anything_away(
    rule: CompletionRule, activities: tuple[Activity, ...], found: list[Completion], more: str
) -> None:
    before, after = effective(found), effective(with_one_more(found, more))
    assert satisfied(rule, after) or not satisfied(rule, before)
    assert count(rule, after).left <= count(rule, before).left
    assert fraction(rule, activities, with_one_more(found, more)) >= fraction(rule, activities, found)
    assert unlocked(rule, after) >= unlocked(rule, before)


@given(RULES, STATEMENTS)
def test_an_activity_is_open_exactly_when_nothing_comes_first(rule: CompletionRule, found: list[Completion]) -> None:
    now = effective(found)
    for key in named(rule):
        first = comes_first(rule, now, key)
        assert (first is None) is (key in unlocked(rule, now))
        assert first is None or (not satisfied(first, now) and key not in named(first))


@given(RULES, STATEMENTS)
def test_there_is_always_something_open_until_the_rule_is_satisfied(rule: CompletionRule, found: list[Completion]) -> None:
    now = effective(found)
    still = [leaf for leaf in leaves(rule) if not satisfied(leaf, now) and leaf.activity in unlocked(rule, now)]
    assert still or satisfied(rule, now)


@given(RULES)
def test_everything_done_satisfies_every_rule(rule: CompletionRule) -> None:
    assert satisfied(rule, effective(said(key, "passed", "quiz", score_bp=10_000) for key in named(rule)))
    assert not satisfied(rule, {})


@given(RULES)
def test_the_written_form_survives_json_and_toml(rule: CompletionRule) -> None:
    assert RULE.validate_json(RULE.dump_json(rule)) == rule
    program = a_progress_program(activities=[{"key": key, "title": key} for key in KEYS], completion=rule)
    assert program.completion == rule
    written = RULE.dump_python(rule, mode="json", exclude_none=True)
    assert RULE.validate_python(tomllib.loads(tomli_w.dumps({"completion": written}))["completion"]) == rule


@given(STATEMENTS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_in_which_statements_are_given_does_not_matter(both: tuple[list[Completion], list[Completion]]) -> None:
    assert effective(both[0]) == effective(both[1])


@given(RULES)
def test_every_rule_can_be_said_in_words(rule: CompletionRule) -> None:
    titles = {key: f"Do {key}" for key in KEYS}
    lines = in_lines(rule, titles)
    assert all(any(f"Do {key}" in line for line in lines) for key in named(rule))
    assert needed_in_words(rule) and "None" not in needed_in_words(rule)


def test_nobody_is_held_to_a_rule_that_nobody_could_satisfy() -> None:
    assert "can never" in why_never(KOf(k=3, of=("A1", "A2")), FIVE)
    assert "can never" in why_never(AllOf(of=("A1", KOf(k=1, of=("A1", "A2")))), FIVE)
    assert "does not have" in why_never(AllOf(of=("A9",)), FIVE)
    five_deep = AllOf(of=(AllOf(of=(AllOf(of=(AllOf(of=(AllOf(of=("A1",)),)),)),)),))
    assert "nested more than 4 deep" in why_never(five_deep, FIVE)


def test_a_quiz_that_is_over_before_its_score_is_reached_is_a_trap() -> None:
    question = {"kind": "single", "text": "Which?", "choices": ["this", "that"], "right": [0]}
    quiz = Activity.model_validate({"key": "Q", "title": "Check", "source": "quiz", "quiz": {"questions": [question], "pass_bp": 7000}})
    assert "Raise the pass mark" in why_never(Done(activity="Q", min_score_bp=7001), [quiz])
    assert why_never(Done(activity="Q", min_score_bp=7000), [quiz]) == ""


def parts_of_trace() -> Iterator[tuple[CompletionRule, str]]:
    yield AllOf(of=("A1", "A2")), "1 of 2 activities completed, 2 needed"
    yield InOrder(of=("A1", "A2")), "1 of 2 activities completed, in their order, 2 needed"
    yield KOf(k=1, of=("A2", AllOf(of=("A1",)))), "1 of 2 parts satisfied, 1 needed"


@pytest.mark.parametrize(("rule", "words"), list(parts_of_trace()), ids=str)
def test_the_trace_ends_with_what_the_parts_come_to(rule: CompletionRule, words: str) -> None:
    trace = evaluate(rule, FIVE, [said("A1")]).trace
    assert trace[-1].text == words
    assert "Activity A1: completed (own statement)" in [line.text for line in trace]


@pytest.mark.parametrize("wrong", [{"source": "quiz"}, {"source": "self", "quiz": {"questions": []}}])
def test_an_activity_has_a_quiz_exactly_when_the_quiz_ticks_it_off(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        Activity.model_validate({"key": "Q", "title": "Check"} | wrong)
