"""Verdicts are made of checks."""

from datetime import UTC, datetime

import pytest

from core.badges.verification.report import Claims, VerificationReport, beside_the_point, failed, not_reached, passed, unchecked, within

GOOD, OPEN, BAD = passed("a", "A."), unchecked("b", "B."), failed("c", "C.")


@pytest.mark.parametrize(
    ("checks", "verdict", "answer"),
    [
        ([GOOD], "valid", "valid"),
        ([GOOD, beside_the_point("d", "D.")], "valid", "valid"),
        ([GOOD, OPEN], "indeterminate", "cannot tell"),
        ([OPEN, failed("e", "E.", "expired")], "expired", "not valid"),
        ([failed("e", "E.", "expired"), failed("s", "S.", "suspended")], "suspended", "not valid"),
        ([failed("r", "R.", "revoked"), failed("n", "N.", "not_yet_valid")], "revoked", "not valid"),
        ([GOOD, OPEN, failed("r", "R.", "revoked"), BAD], "invalid", "not valid"),
    ],
)
def test_the_gravest_finding_is_the_verdict(checks: list, verdict: str, answer: str) -> None:
    report = VerificationReport(tuple(checks))
    assert (report.verdict, report.answer) == (verdict, answer)


def test_open_questions_are_those_that_weigh() -> None:
    assert VerificationReport((GOOD, OPEN, beside_the_point("d", "D."), BAD, *not_reached(("x",)))).open_questions == (OPEN,)


def test_the_summary_says_nothing_where_the_document_does_not() -> None:
    empty = {"title": None, "issuer": None, "holder": None, "awarded": None, "valid_until": None}
    assert VerificationReport((GOOD,), claims=Claims()).summary()["badge"] == empty
    assert VerificationReport(not_reached(("x",))).summary()["badge"] is None


def test_dates_count_to_the_second() -> None:
    day = datetime(2026, 10, 6, 9, tzinfo=UTC)
    assert [within(now, day, day).means for now in (day, day.replace(second=1), day.replace(hour=8))] == [
        "valid",
        "expired",
        "not_yet_valid",
    ]
    assert within(day, day, None).detail == "The badge does not expire."
