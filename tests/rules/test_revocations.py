"""Taking badges back: the rules, said once more as tables."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.rules.revocations import (
    ALONE_WAITS,
    CAUSE_WORDS,
    CAUSES,
    RevocationCase,
    answer_until,
    check_may_answer,
    check_may_correct,
    check_may_decide,
    check_may_open,
    check_may_suspend,
    check_may_withdraw,
    decided_from,
)
from tests.builders import A_TUESDAY

CASE = RevocationCase(
    id="R1", award_token="t", cause="error", explanation="Why.", opened_by="mo", opened_at=A_TUESDAY, answer_until=answer_until(A_TUESDAY),
    answer="", answered_at=None, outcome=None, decided_by=None, decided_at=None, grounds="",
)  # fmt: skip
A_DAY_LATER = A_TUESDAY + timedelta(days=1)
ANSWERED = replace(CASE, answer="It was mine.", answered_at=A_DAY_LATER)
ASKED_FOR = replace(CASE, cause="holder_request")


def test_every_cause_has_words_that_fit_into_a_sentence() -> None:
    assert set(CAUSE_WORDS) == set(CAUSES)
    for words in CAUSE_WORDS.values():
        assert all(text[0].islower() and not text.endswith(".") for text in (words.public, words.to_holder))


@given(st.integers(0, 80 * 365 * 86_400))
def test_fourteen_whole_days_to_answer(seconds: int) -> None:
    opened_at = A_TUESDAY + timedelta(seconds=seconds)
    until = answer_until(opened_at)
    assert (until.date() - opened_at.date()).days == 14
    assert timedelta(days=14) <= until - opened_at + timedelta(seconds=1) <= timedelta(days=15)


@pytest.mark.parametrize(
    ("state", "replaced_by", "has_case", "may"),
    [
        ("active", None, False, True),
        ("suspended", None, False, True),
        ("superseded", "renewal", False, True),
        ("superseded", "correction", False, False),
        ("revoked", None, False, False),
        ("active", None, True, False),
    ],
)
def test_what_a_case_can_be_about(state, replaced_by, has_case: bool, may: bool) -> None:
    assert refused(check_may_open, state, replaced_by, has_open_case=has_case) is not may


@pytest.mark.parametrize(
    ("today", "has_case", "may"),
    [
        ("valid", False, True),
        ("valid", True, False),
        ("expired", False, True),
        ("suspended", False, False),
        ("revoked", False, False),
        ("superseded", False, False),
    ],
)
def test_what_can_be_corrected(today, has_case: bool, may: bool) -> None:
    assert refused(check_may_correct, today, has_open_case=has_case) is not may


@pytest.mark.parametrize("cause", [*CAUSES, None])
@pytest.mark.parametrize("state", ["active", "suspended", "superseded", "revoked"])
def test_only_integrity_suspends_and_only_what_is_in_force(cause, state) -> None:
    assert refused(check_may_suspend, cause, state) is not (cause == "integrity" and state == "active")


def test_an_answer_is_taken_until_the_last_second() -> None:
    assert not refused(check_may_answer, CASE, CASE.answer_until)
    assert refused(check_may_answer, CASE, CASE.answer_until + timedelta(seconds=1))
    assert refused(check_may_answer, replace(CASE, outcome="kept"), A_TUESDAY)


@pytest.mark.parametrize(("opened_by", "actor", "may"), [("mo", "mo", True), ("mo", "dee", False), ("mo", None, False), (None, None, True),
                                                         (None, "mo", False)])  # fmt: skip
def test_who_opened_a_case_withdraws_it(opened_by: str | None, actor: str | None, may: bool) -> None:
    assert refused(check_may_withdraw, replace(CASE, opened_by=opened_by), actor) is not may


@pytest.mark.parametrize(
    ("case", "alone", "moment"),
    [
        (CASE, False, CASE.answer_until),
        (CASE, True, CASE.answer_until + ALONE_WAITS),
        (ANSWERED, False, A_DAY_LATER),
        (ANSWERED, True, CASE.answer_until + ALONE_WAITS),
        (ASKED_FOR, False, A_TUESDAY),
        (ASKED_FOR, True, A_TUESDAY + ALONE_WAITS),
    ],
)
def test_from_when_a_case_is_decided(case: RevocationCase, alone: bool, moment: datetime) -> None:
    assert decided_from(case, alone=alone) == moment
    decider = "mo" if alone else "dee"
    for time, may in ((moment, True), (moment - timedelta(seconds=1), False)):
        assert refused(check_may_decide, case, decider_id=decider, holder_id="ada", others=0 if alone else 1, now=time) is not may


@given(
    case=st.sampled_from([CASE, ANSWERED, ASKED_FOR]),
    opened_by=st.sampled_from(["mo", "dee", "ada", None]),
    decider=st.sampled_from(["mo", "dee", "ada"]),
    holder=st.sampled_from(["mo", "dee", "ada"]),
    others=st.integers(0, 3),
    days=st.integers(0, 40),
)
def test_never_the_holder_and_never_the_opener_beside_others(
    case: RevocationCase, opened_by: str | None, decider: str, holder: str, others: int, days: int
) -> None:
    asked = replace(case, opened_by=opened_by)
    now = A_TUESDAY + timedelta(days=days)
    if not refused(check_may_decide, asked, decider_id=decider, holder_id=holder, others=others, now=now):
        assert decider != holder
        assert decider != opened_by or (others == 0 and days >= 2)
        assert case.cause == "holder_request" or case.answered_at or now >= case.answer_until


def refused(check, *given, **named) -> bool:
    try:
        check(*given, **named)
    except RuleBroken:
        return True
    return False
