"""Which programs serve which goal, and how few answers are not told."""

from core.queries.goals import all_goals, served_by
from core.services import goals, programs
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.test_goals import finished


def test_programs_serve_what_they_name_and_what_they_were_linked_to(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="SAF-1", title="Lock it", goals=("Nobody is hurt",)))
    goal = goals.describe(cast.portal, cast.dee, title="nobody is hurt")
    goals.link(cast.portal, cast.dee, goal_id=goal, codes=["COM-101"])
    page = all_goals(cast.portal, cast.dee)
    assert {program.code for program in page.goals[0].programs} == {"SAF-1", "COM-101"}
    assert {program.code for program in page.without_goal} == {"ORI-001", "ACC-115"}
    assert served_by(cast.portal, a_performance_program()) == ("nobody is hurt",)
    goals.set_retired(cast.portal, cast.dee, goal_id=goal, retired=True)
    assert served_by(cast.portal, a_performance_program()) == ()
    assert len(all_goals(cast.portal, cast.dee).without_goal) == 4


def test_few_answers_are_not_told(cast: Cast) -> None:
    for who in (cast.ada, cast.ben, cast.dee, cast.mo, cast.rui):
        assert all_goals(cast.portal, cast.dee).answers is None
        enrolment = finished(cast, "Fewer calls", who, cast.sol)
        goals.answer(cast.portal, who, enrolment_id=enrolment, reached="yes" if who is cast.ada else "partly")
    assert all_goals(cast.portal, cast.dee).answers == {"yes": 1, "partly": 4}
