"""First numbers, checked by hand: people are counted and not clicks, days are working days, small numbers stay honest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAllowed, NotSignedIn
from core.queries import analytics, learning
from core.rules.members import Actor
from core.services import enrolments, programs, submissions
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import NEARLY, a_draft, a_submission, decide

QUESTIONS = [analytics.funnel, analytics.decision_times, analytics.waiting_longest, analytics.first_attempt_pass_rates]


def steps(cast: Cast, code: str) -> list[int]:
    return [row.people for row in analytics.funnel(cast.portal, cast.dee) if row.program_code == code]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_numbers_are_for_designers_and_administrators(cast: Cast, ask) -> None:
    for somebody in (cast.ada, cast.rui):
        with pytest.raises(NotAllowed):
            ask(cast.portal, somebody)
    with pytest.raises(NotSignedIn):
        ask(cast.portal, Actor.visitor())
    ask(cast.portal, cast.mo)


def test_an_empty_portal_has_steps_without_people_and_no_rates(cast: Cast) -> None:
    assert steps(cast, "COM-101") == [0, 0, 0, 0]
    assert analytics.first_attempt_pass_rates(cast.portal, cast.dee) == []
    assert analytics.waiting_longest(cast.portal, cast.dee) is None
    assert analytics.median_days(analytics.decision_times(cast.portal, cast.dee)) is None


def test_the_funnel_narrows_with_each_step(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.sol, code="COM-101")
    a_draft(cast, cast.ben)
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    assert steps(cast, "COM-101") == [3, 2, 1, 1]


def test_the_funnel_counts_people_and_not_clicks(cast: Cast) -> None:
    first = a_submission(cast, cast.ada)
    decide(cast, cast.rui, first, NEARLY)
    second = learning.participations(cast.portal, cast.ada)[0].attempts[-1].submission.id
    submissions.submit(cast.portal, cast.ada, submission_id=second, own_work=True)
    for _ in range(3):  # leaves and comes back
        started = enrolments.enrol(cast.portal, cast.ben, code="COM-101")
        enrolments.withdraw(cast.portal, cast.ben, enrolment_id=started.id)
    assert steps(cast, "COM-101") == [2, 1, 1, 0]


def test_activities_count_as_a_start(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    for activity in ("A1", "A2"):
        enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity=activity, attested=True)
    assert steps(cast, "ORI-001") == [1, 1, 0, 0]
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    assert steps(cast, "ORI-001") == [1, 1, 1, 1]


def test_the_funnel_keeps_those_who_began_an_older_version(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="1.1"))
    assert steps(cast, "COM-101") == [1, 1, 1, 1]


def test_time_to_decision_is_counted_in_working_days(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)  # Tuesday
    cast.clock.pass_days(6)  # Monday after
    decide(cast, cast.rui, submission)
    (row,) = analytics.decision_times(cast.portal, cast.dee)
    assert (row.program_code, row.decided_on.isoformat(), row.working_days, row.promised_days) == ("COM-101", "2026-10-12", 4, 10)


def test_the_median_is_the_one_in_the_middle(cast: Cast) -> None:
    for member, days in ((cast.ada, 1), (cast.ben, 3), (cast.sol, 2)):  # decided on Wednesday, Monday (weekend), Wednesday
        submission = a_submission(cast, member)
        cast.clock.pass_days(days)
        decide(cast, cast.rui, submission)
    times = analytics.decision_times(cast.portal, cast.dee)
    # Tue-Wed 1; Wed-Sat 2 (Thursday and Friday); Sat-Mon 1
    assert [row.working_days for row in times] == [1, 2, 1]
    assert analytics.median_days(times) == 1


def test_the_longest_wait_is_of_work_that_nobody_decided(cast: Cast) -> None:
    decided = a_submission(cast, cast.ada)
    decide(cast, cast.rui, decided)
    cast.clock.pass_days(1)
    a_submission(cast, cast.ben)  # Wednesday
    cast.clock.pass_days(7)
    assert analytics.waiting_longest(cast.portal, cast.dee) == 5


def test_the_first_attempt_is_what_counts(cast: Cast) -> None:
    first = a_submission(cast, cast.ada)
    decide(cast, cast.rui, first, NEARLY)
    second = learning.participations(cast.portal, cast.ada)[0].attempts[-1].submission.id
    submissions.submit(cast.portal, cast.ada, submission_id=second, own_work=True)
    decide(cast, cast.rui, second)
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    (rate,) = analytics.first_attempt_pass_rates(cast.portal, cast.dee)
    assert (rate.passed, rate.decided, rate.share) == (1, 2, 0.5)
    assert (round(rate.low, 3), round(rate.high, 3)) == (0.095, 0.905)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (18, 24, 0.551, 0.880), (1, 1, 0.207, 1.0)],
)
def test_wilson_gives_the_published_numbers(successes: int, trials: int, low: float, high: float) -> None:
    assert analytics.wilson(successes, trials) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_stays_between_nothing_and_everything_and_holds_the_share(counts: tuple[int, int]) -> None:
    successes, trials = counts
    low, high = analytics.wilson(successes, trials)
    assert -1e-9 <= low <= successes / trials + 1e-9 and successes / trials - 1e-9 <= high <= 1 + 1e-9
