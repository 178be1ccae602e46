"""The sentences above the charts."""

from datetime import date

from core.queries import findings
from core.queries.analytics import STEPS, DecisionTime, FunnelStep, PassRate, wilson


def a_funnel(*people: int) -> list[FunnelStep]:
    return [FunnelStep("COM-101", "Brief", step, n) for step, n in zip(STEPS, people, strict=True)]


def a_rate(title: str, passed: int, decided: int) -> PassRate:
    return PassRate(title, title, passed, decided, *wilson(passed, decided))


def decided(*days: int) -> list[DecisionTime]:
    return [DecisionTime("COM-101", date(2026, 10, 6), one, 10) for one in days]


def test_the_funnel_names_the_step_where_most_stop() -> None:
    sentence = findings.funnel_finding(a_funnel(20, 18, 9, 8) + a_funnel(5, 5, 5, 4))
    assert sentence == (
        "12 of 25 participations led to a badge; of the others the largest group, 9, stands before “Submitted or completed”."
    )


def test_small_numbers_are_not_talked_up() -> None:
    assert findings.funnel_finding(a_funnel(1, 1, 0, 0)) == "Too few to say: 1 participation so far, 0 badges."
    assert "Too few to say" in findings.pass_finding([a_rate("Brief", 9, 9)])
    assert "Too few to say" in findings.decision_finding(decided(3), None)


def test_a_funnel_without_losses_is_plain() -> None:
    assert findings.funnel_finding(a_funnel(10, 10, 10, 10)) == "10 of 10 participations led to a badge."


def test_the_median_the_promise_and_the_longest_wait_are_said() -> None:
    sentence = findings.decision_finding(decided(1, 2, 3, 4, 5, 6, 7, 8, 9, 14), 12)
    assert sentence == (
        "Half of the decisions came within 5.5 working days; 9 of 10 came in the promised time."
        " The oldest undecided one waits for 12 working days."
    )


def test_a_wait_shows_before_anything_was_decided() -> None:
    assert findings.decision_finding([], 1) == "Nothing was decided yet. The oldest undecided one waits for 1 working day."
    assert findings.decision_finding([], None) == "Nothing was decided yet. Nothing waits."


def test_the_hardest_program_is_named_with_its_interval() -> None:
    sentence = findings.pass_finding([a_rate("Easy", 18, 20), a_rate("Hard", 18, 24), a_rate("Rare", 0, 2)])
    assert sentence == "Hardest at first: “Hard”, 18 of 24 first attempts were approved (between 55% and 88%)."
