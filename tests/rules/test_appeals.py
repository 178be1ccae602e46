"""Appeals: the rules, said once more as tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.rules.appeals import (
    GROUND_LABELS,
    GROUNDS,
    Appeal,
    appeal_until,
    check_may_appeal,
    check_may_judge,
    due_on,
    state_restored,
)
from core.rules.revocations import RevocationCase, answer_until
from tests.builders import A_TUESDAY

DECIDED = A_TUESDAY + timedelta(days=20)
CASE = RevocationCase(
    id="R1", award_token="t", cause="error", explanation="Why.", opened_by="mo", opened_at=A_TUESDAY, answer_until=answer_until(A_TUESDAY),
    answer="", answered_at=None, outcome="revoked", decided_by="dee", decided_at=DECIDED, grounds="So.",
)  # fmt: skip
APPEAL = Appeal("R1", "new_information", "Look again.", DECIDED, due_on(DECIDED), None, None, None, "")


def test_every_ground_has_a_label() -> None:
    assert set(GROUND_LABELS) == set(GROUNDS)


@given(st.integers(0, 80 * 365 * 86_400))
def test_thirty_whole_days_to_appeal(seconds: int) -> None:
    decided_at = A_TUESDAY + timedelta(seconds=seconds)
    until = appeal_until(decided_at)
    assert (until.date() - decided_at.date()).days == 30
    assert timedelta(days=30) <= until - decided_at + timedelta(seconds=1) <= timedelta(days=31)


@given(st.integers(0, 5000))
def test_it_is_due_after_four_working_weeks(days: int) -> None:
    made_at = A_TUESDAY + timedelta(days=days)
    due = due_on(made_at)
    assert due.weekday() < 5
    assert 26 <= (due - made_at.date()).days <= 28


def test_a_golden_day() -> None:
    assert due_on(A_TUESDAY.replace(year=2026, month=10, day=6)) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("case", "has_appealed", "days_later", "sentence"),
    [
        (CASE, False, 0, ""),
        (CASE, False, 30, ""),
        (CASE, False, 31, "time to appeal ended"),
        (CASE, True, 0, "once"),
        (replace(CASE, outcome="kept"), False, 0, "nothing to appeal"),
        (replace(CASE, outcome="withdrawn"), False, 0, "nothing to appeal"),
        (replace(CASE, outcome=None, decided_at=None), False, 0, "nothing to appeal"),
    ],
)
def test_when_one_can_appeal(case: RevocationCase, has_appealed: bool, days_later: int, sentence: str) -> None:
    said = refusal(lambda: check_may_appeal(case, has_appealed=has_appealed, now=DECIDED + timedelta(days=days_later)))
    assert sentence in said and bool(said) is bool(sentence)


@pytest.mark.parametrize(
    ("who", "sentence"), [("sol", ""), ("mo", "had a part"), ("dee", "had a part"), ("ada", "their own badge")]
)  # fmt: skip
def test_who_decides_had_no_part_in_the_case(who: str, sentence: str) -> None:
    said = refusal(lambda: check_may_judge(APPEAL, CASE, judge_id=who, holder_id="ada"))
    assert sentence in said and bool(said) is bool(sentence)


def test_an_appeal_is_decided_once() -> None:
    decided = replace(APPEAL, outcome="dismissed", decided_by="sol", decided_at=DECIDED)
    assert "decided already" in refusal(lambda: check_may_judge(decided, CASE, judge_id="rui", holder_id="ada"))


def test_a_case_from_the_command_line_has_no_opener_to_exclude() -> None:
    assert not refusal(lambda: check_may_judge(APPEAL, replace(CASE, opened_by=None), judge_id="mo", holder_id="ada"))


def test_of_two_badges_the_newer_one_counts() -> None:
    assert [state_restored(holds_another=other) for other in (False, True)] == ["active", "superseded"]


def refusal(check) -> str:
    """The sentence, or nothing."""
    try:
        check()
    except RuleBroken as refused:
        return refused.message
    return ""
