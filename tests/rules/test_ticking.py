"""Who may tick off an activity, and when its turn has come."""

from datetime import UTC, datetime

import pytest

from core.errors import BadInput, RuleBroken
from core.rules.completion import Completion, effective
from core.rules.programs import ProgramVersion
from core.rules.quizzes import Try
from core.rules.ticking import activity_of, check_may_take, check_may_tick_off, check_score, check_turn, is_done, needed_score, waits_for
from tests.builders import a_progress_program, a_quiz_activity

NOW = datetime(2026, 10, 6, tzinfo=UTC)
ACTIVITIES = [
    {"key": "A1", "title": "Read the guide", "attestation": "I read it."},
    a_quiz_activity(key="Q1", title="Check yourself"),
    {"key": "A2", "title": "Walk the route"},
    {"key": "A3", "title": "Take the course", "source": "import"},
    {"key": "A4", "title": "Show it", "source": "facilitator"},
]


def a_program(**rule: object) -> ProgramVersion:
    return a_progress_program(activities=ACTIVITIES, completion=rule or {"kind": "all", "of": ["A1", "A2", "Q1", "A3", "A4"]})


def done(*keys: str, **more: object) -> dict[str, Completion]:
    words = {"state": "complete", "source": "self", "at": NOW} | more
    return effective(Completion.model_validate({"activity": key} | words) for key in keys)


@pytest.mark.parametrize(
    ("key", "words"),
    [("A4", "confirmed by the facilitator"), ("Q1", "ticked off by its quiz"), ("A3", "ticked off by a list of the organisers")],
)
def test_nobody_ticks_off_what_others_tick_off(key: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        check_may_tick_off(a_program(), {}, activity_of(a_program(), key))


def test_an_order_names_what_comes_first() -> None:
    program = a_program(kind="in_order", of=["A1", {"kind": "k_of", "k": 1, "of": ["A2", "A3"]}, "A4"])
    assert waits_for(program, {}, "A1") == ""
    assert waits_for(program, {}, "A2") == "First comes “Read the guide”."
    assert waits_for(program, done("A1"), "A2") == ""
    assert waits_for(program, done("A1"), "A4") == "First comes any 1 of “Walk the route” or “Take the course”."
    assert waits_for(program, done("A1", "A3"), "A4") == ""
    with pytest.raises(RuleBroken, match="First comes “Read the guide”"):
        check_may_tick_off(program, {}, activity_of(program, "A2"))


def test_what_the_rule_does_not_name_waits_for_nothing() -> None:
    program = a_program(kind="in_order", of=["A1", "A2"])
    check_turn(program, {}, activity_of(program, "A4"))
    assert not is_done(program, {}, "A4") and is_done(program, done("A4"), "A4")


def test_done_means_with_the_score_that_is_asked_for() -> None:
    program = a_program(kind="all", of=[{"kind": "activity", "activity": "A3", "min_score_bp": 8000}])
    assert needed_score(program, "A3") == 8000 and needed_score(program, "A1") is None
    assert not is_done(program, done("A3", source="import"), "A3")
    assert is_done(program, done("A3", source="import", score_bp=8000), "A3")


@pytest.mark.parametrize(("score", "is_enough"), [(None, False), (7999, False), (8000, True)])
def test_a_facilitator_gives_the_score_that_the_rule_asks_for(score: int | None, is_enough: bool) -> None:
    program = a_program(kind="all", of=[{"kind": "activity", "activity": "A3", "min_score_bp": 8000}])
    activity = activity_of(program, "A3")
    if is_enough:
        check_score(program, activity, score)
    else:
        with pytest.raises(BadInput, match="at least 80 %"):
            check_score(program, activity, score)
    check_score(program, activity_of(program, "A1"), None)


def test_a_quiz_is_taken_while_it_can_change_something() -> None:
    program, quiz = a_program(), activity_of(a_program(), "Q1")
    passed = Try(number=1, answers=(), score_bp=10_000, passed=True, at=NOW)
    check_may_take(program, {}, quiz, [])
    for said, tried, words in (
        ({}, [passed], "passed this quiz already"),
        (done("Q1", source="facilitator"), [], "“Check yourself” is done already"),
    ):
        with pytest.raises(RuleBroken, match=words):
            check_may_take(program, said, quiz, tried)
    with pytest.raises(RuleBroken, match="has no quiz"):
        check_may_take(program, {}, activity_of(program, "A1"), [])
    in_order = a_program(kind="in_order", of=["A1", "Q1"])
    with pytest.raises(RuleBroken, match="First comes"):
        check_may_take(in_order, {}, quiz, [])


def test_an_activity_that_is_not_there() -> None:
    with pytest.raises(RuleBroken, match="no such activity"):
        activity_of(a_program(), "A9")
