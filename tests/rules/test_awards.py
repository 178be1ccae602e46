from datetime import UTC, datetime, timedelta

import pytest

from core.errors import RuleBroken
from core.rules.awards import benchmark_sentence, check_clock, earned, how_it_was_earned, standing, valid_until
from core.rules.completion import Completion
from tests.builders import A_TUESDAY, a_performance_program, a_program_of_both, a_progress_program

GOOD = dict.fromkeys(("C1", "C2", "C3", "C4"), 2)
DONE = [Completion(activity=key, state="complete", source="facilitator", at=A_TUESDAY) for key in ("A1", "A2", "A3")]


@pytest.mark.parametrize(
    ("program", "completions", "ratings", "passes"),
    [
        (a_performance_program(), [], GOOD, True),
        (a_performance_program(), DONE, None, False),
        (a_performance_program(), [], GOOD | {"C1": 1}, False),
        (a_progress_program(), DONE, None, True),
        (a_progress_program(), DONE[:2], None, False),
        (a_program_of_both(), DONE[:2], GOOD, True),
        (a_program_of_both(), DONE[:1], GOOD, False),
        (a_program_of_both(), DONE, None, False),
    ],
)
def test_an_award_needs_the_whole_rule(program, completions, ratings, passes: bool) -> None:
    assert earned(program, completions, ratings).passed is passes


def test_validity_runs_to_the_end_of_its_last_day() -> None:
    assert valid_until(a_performance_program(), A_TUESDAY) is None
    assert valid_until(a_performance_program(validity="P1Y"), A_TUESDAY) == datetime(2027, 10, 6, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recorded", "days_over", "today"),
    [("active", -1, "valid"), ("active", 0, "valid"), ("active", 1, "expired"), ("revoked", -1, "revoked"), ("revoked", 1, "revoked"),
     ("suspended", 1, "suspended"), ("superseded", -1, "superseded")],
)  # fmt: skip
def test_standing_is_derived_in_one_place(recorded, days_over: int, today: str) -> None:
    assert standing(recorded, A_TUESDAY, A_TUESDAY + timedelta(days=days_over)) == today
    assert standing("active", None, A_TUESDAY) == "valid"


def test_how_it_was_earned_reads_as_a_sentence() -> None:
    sentence = how_it_was_earned(a_program_of_both(), attempt=2, items=1, reviewers=1, completed=2)
    assert sentence == ("Completed 2 of 3 activities. 1 piece of evidence judged on 4 published criteria by 1 reviewer (attempt 2).")


@pytest.mark.parametrize(
    ("program", "judged_here", "words"),
    [
        (a_performance_program(), True, "by trained reviewers"),
        (a_performance_program(), False, "outside this portal"),
        (a_progress_program(), False, "no performance was assessed"),
        (
            a_program_of_both(),
            False,
            "completed the listed activities, and work was judged against a published rubric, outside this portal",
        ),
    ],
)
def test_nobody_is_said_to_have_judged_here_what_was_judged_elsewhere(program, judged_here: bool, words: str) -> None:
    sentence = benchmark_sentence(program, judged_here=judged_here)
    assert words in sentence
    assert judged_here or "trained reviewers" not in sentence


@pytest.mark.parametrize(("minutes", "may"), [(-11, False), (-10, True), (0, True), (60, True)])
def test_nothing_is_signed_while_the_clock_stands_behind(minutes: int, may: bool) -> None:
    last = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
    check_clock(last, None)
    try:
        check_clock(last + timedelta(minutes=minutes), last)
    except RuleBroken as refusal:
        assert not may and "clock" in refusal.message
    else:
        assert may
