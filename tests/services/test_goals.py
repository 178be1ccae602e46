from datetime import date

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries.goals import all_goals, own_answer
from core.rules.members import Actor
from core.services import enrolments, goals, submissions
from tests.cast import Cast
from tests.services.steps import decide, fill_draft

DOWN = {"name": "Accidents", "unit": "a year", "direction": "down", "baseline": 14, "target": 5}


def test_written_down_measured_and_observed(cast: Cast) -> None:
    goal = goals.describe(cast.portal, cast.dee, title=" Nobody  is hurt ")
    indicator = goals.measure(cast.portal, cast.mo, goal_id=goal, **DOWN)
    today = cast.clock().date()
    goals.observe(cast.portal, cast.dee, indicator_id=indicator, on=today, value="8.5", n=3, note="spring")
    (view,) = all_goals(cast.portal, cast.dee).goals
    assert view.goal.details.title == "Nobody is hurt"
    assert view.measured[0].words == "From 14 to 8.5 a year; the target is 5 a year. 61 % of the way."
    goals.forget(cast.portal, cast.dee, indicator_id=indicator, on=today)
    with pytest.raises(NotFound):
        goals.forget(cast.portal, cast.dee, indicator_id=indicator, on=today)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"target": 15}, "form"), ({"baseline": "many"}, "baseline"), ({"direction": "sideways"}, "direction")],
)
def test_what_cannot_be_measured(cast: Cast, changes: dict, field: str) -> None:
    goal = goals.describe(cast.portal, cast.dee, title="Nobody is hurt")
    with pytest.raises(BadInput) as refused:
        goals.measure(cast.portal, cast.dee, goal_id=goal, **DOWN | changes)
    assert field in refused.value.fields


def test_refused(cast: Cast) -> None:
    goal = goals.describe(cast.portal, cast.dee, title="Nobody is hurt")
    indicator = goals.measure(cast.portal, cast.dee, goal_id=goal, **DOWN)
    with pytest.raises(BadInput):
        goals.describe(cast.portal, cast.dee, title="NOBODY is hurt")
    with pytest.raises(NotFound):
        goals.link(cast.portal, cast.dee, goal_id=goal, codes=["NO-1"])
    for value in ("many", "NaN", "1e30"):
        with pytest.raises(BadInput):
            goals.observe(cast.portal, cast.dee, indicator_id=indicator, on=cast.clock().date(), value=value)
    with pytest.raises(BadInput):
        goals.observe(cast.portal, cast.dee, indicator_id=indicator, on=date(2027, 1, 1), value=1)
    for who in (cast.ada, cast.rui):
        with pytest.raises(NotAllowed):
            goals.describe(cast.portal, who, title="Mine")


def finished(cast: Cast, goal: str, who: Actor | None = None, reviewer: Actor | None = None) -> str:
    """A program from its beginning to the badge; gives the enrolment."""
    who = who or cast.ada
    started = enrolments.enrol(cast.portal, who, code="COM-101", goal=goal)
    draft = fill_draft(cast, who, started.id)
    submissions.submit(cast.portal, who, submission_id=draft, own_work=True)
    decide(cast, reviewer or cast.rui, draft)
    return started.id


def test_a_member_says_whether_they_reached_their_own_goal(cast: Cast) -> None:
    enrolment = finished(cast, "Fewer calls")
    goals.answer(cast.portal, cast.ada, enrolment_id=enrolment, reached="partly", words=" The desk helps. ")
    goals.answer(cast.portal, cast.ada, enrolment_id=enrolment, reached="yes")
    said = own_answer(cast.portal, cast.ada, enrolment)
    assert said is not None and (said.reached, said.words) == ("yes", "")
    assert own_answer(cast.portal, cast.ben, enrolment) is None
    with pytest.raises(BadInput):
        goals.answer(cast.portal, cast.ada, enrolment_id=enrolment, reached="maybe")
    with pytest.raises(NotFound):
        goals.answer(cast.portal, cast.ben, enrolment_id=enrolment, reached="yes")


def test_nobody_is_asked_while_it_runs_or_without_a_goal(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        goals.answer(cast.portal, cast.ada, enrolment_id=finished(cast, ""), reached="yes")
    running = enrolments.enrol(cast.portal, cast.ben, code="COM-101", goal="Fewer calls")
    with pytest.raises(RuleBroken):
        goals.answer(cast.portal, cast.ben, enrolment_id=running.id, reached="yes")
