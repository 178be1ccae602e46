"""The way through a program: steps and what is left, at every station of it."""

from core.queries import learning
from core.queries.journey import left, steps
from core.rules.members import Actor
from core.services import attestations, enrolments, programs, reviews, submissions
from tests.builders import a_progress_program, a_quiz_activity
from tests.cast import Cast
from tests.services.steps import NEARLY, a_draft, a_submission, decide
from tests.services.test_attestations import an_empty_draft


def the_way(cast: Cast) -> learning.Participation:
    return learning.participations(cast.portal, cast.ada)[0]


def states(cast: Cast) -> dict[str, str]:
    return {step.title: step.state for step in steps(the_way(cast))}


def test_in_a_new_performance_program_evidence_comes_first(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    assert states(cast) == {"Evidence": "now", "Review": "later", "Badge": "later"}
    assert left(the_way(cast)) == ("add “Your script”", "say where you did this", "submit")


def test_what_is_in_the_draft_is_not_left_any_more(cast: Cast) -> None:
    a_draft(cast, cast.ada)
    assert left(the_way(cast)) == ("submit",)
    assert steps(the_way(cast))[0].detail == "1 of 1 required pieces are there"


def test_whoever_was_asked_to_confirm_it_is_named(cast: Cast) -> None:
    draft = an_empty_draft(cast)
    secret = attestations.ask(cast.portal, cast.ada, submission_id=draft, requirement="E1", name="Sam Lee", relation="manager")
    assert left(the_way(cast)) == ("add “Your script” (Sam Lee was asked and has not answered yet)", "submit")
    attestations.give(cast.portal, Actor.visitor(), secret=secret, name="Sam Lee", words="Calm.", saw_it=True)
    assert left(the_way(cast)) == ("submit",)


def test_while_others_have_to_act_nothing_is_left(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)  # Tuesday 6 October 2026; ten working days
    assert left(the_way(cast)) == ()
    assert steps(the_way(cast))[1].detail == "Waiting for a reviewer; you will hear by Tue 20 Oct at the latest"
    reviews.begin(cast.portal, cast.rui, submission_id=submission)
    assert steps(the_way(cast))[1].detail.startswith("A reviewer is reading")


def test_after_a_return_the_feedback_is_to_be_answered(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada), NEARLY)
    assert left(the_way(cast)) == ("answer the feedback", "submit again")


def test_at_the_end_everything_is_done(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    assert set(states(cast).values()) == {"done"}
    assert left(the_way(cast)) == ()


def test_open_activities_are_named_and_say_who_confirms(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity="A1", attested=True)
    assert left(the_way(cast)) == ("“Walk through with a colleague”", "have “Rehearse in the group” confirmed")
    assert steps(the_way(cast))[0].detail == "1 of 3 completed"


def test_where_some_activities_are_enough_the_rest_is_not_left(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ACC-115")
    assert left(the_way(cast))[0] == "complete 2 more of the activities"
    for activity in ("A1", "A2"):
        enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity=activity, attested=True)
    assert states(cast)["Activities"] == "done"
    assert left(the_way(cast))[0] == "add “Your script”"


def test_of_a_nested_rule_a_choice_is_one_thing_left(cast: Cast) -> None:
    choice = {"kind": "k_of", "k": 1, "of": ["A1", {"kind": "in_order", "of": ["A2", "A3"]}]}
    activities = [*(row.model_dump() for row in a_progress_program().activities), a_quiz_activity()]
    program = a_progress_program(code="NES-001", activities=activities, completion={"kind": "all", "of": [choice, "Q1"]})
    programs.publish(cast.portal, cast.dee, program=program)
    started = enrolments.enrol(cast.portal, cast.ada, code="NES-001")
    one_of = "complete any 1 of “Read the guide” or (“Walk through with a colleague”, then “Rehearse in the group”)"
    assert left(the_way(cast)) == (one_of, "pass the quiz “Check yourself”")
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity="A1", attested=True)
    assert left(the_way(cast)) == ("pass the quiz “Check yourself”",)
    assert steps(the_way(cast))[0].detail == "1 of 2 completed"


def test_whoever_left_has_nothing_left(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=started.id)
    assert left(the_way(cast)) == ()


def test_taking_back_brings_the_turn_back(cast: Cast) -> None:
    submissions.take_back(cast.portal, cast.ada, submission_id=a_submission(cast, cast.ada))
    assert left(the_way(cast)) == ("submit",)
