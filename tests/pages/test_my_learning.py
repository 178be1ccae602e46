"""One's own programs, and the workspace of one of them."""

from datetime import timedelta

import pytest

from core.queries import learning
from core.rules.completion import Completion
from core.services import enrolments, programs, quizzes
from core.storage import enrolments as stored
from core.storage.database import writing
from tests.builders import A_TUESDAY, a_progress_program, a_quiz_activity
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import NEARLY, a_submission, decide
from tests.services.test_quizzes import ONE_RIGHT


def the_enrolment(cast: Cast) -> str:
    return learning.participations(cast.portal, cast.ada)[0].enrolment.id


def links(app) -> list[str]:
    return [link.proto.label.strip("*") for link in app.get("page_link")]


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_without_programs_the_page_says_what_to_do(door: Door) -> None:
    app = door.open(door.cast.ada, "my_learning")
    assert not app.exception
    assert "You have not started a program yet" in words(app)


def test_the_list_leads_to_each_program(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.ada, "my_learning")
    assert "Running" in words(app) and "Finished" in words(app)
    assert {"Start your learning plan", "Brief occupants during an incident"} <= set(links(app))


def test_an_activity_is_ticked_off_with_its_sentence(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.ada, "my_learning", e=the_enrolment(door.cast))
    assert "I read the whole guide" in words(app)
    assert "The facilitator of the program confirms this one" in words(app)
    app = press(app, "Tick off")
    assert "Please confirm the sentence first" in words(app)
    app.checkbox[0].check()
    app = press(app, "Tick off")
    assert list(learning.participations(door.cast.portal, door.cast.ada)[0].said) == ["A1"]
    assert "**Done**" in words(app) and "1 of 3 completed" in words(app)


NESTED = {
    "kind": "in_order",
    "of": [{"kind": "k_of", "k": 1, "of": ["A1", "A2"]}, {"kind": "activity", "activity": "Q1", "min_score_bp": 6000}, "A3"],
}
ACTIVITIES = [
    {"key": "A1", "title": "Read the guide"},
    {"key": "A2", "title": "Walk the route"},
    a_quiz_activity(),
    {"key": "A3", "title": "Take the course", "source": "import"},
    {"key": "A4", "title": "Write a tip"},
]


def a_nested_program(door: Door) -> str:
    programs.publish(door.cast.portal, door.cast.dee, program=a_progress_program(code="NES-001", activities=ACTIVITIES, completion=NESTED))
    return enrolments.enrol(door.cast.portal, door.cast.ada, code="NES-001").id


def test_a_nested_rule_is_told_as_members_understand_it(door: Door) -> None:
    app = door.open(door.cast.ada, "my_learning", e=a_nested_program(door))
    assert not app.exception
    said = words(app)
    assert "**All 3, in this order** · 0 done so far" in said and "**1. Any 1 of these 2** · 0 done so far" in said
    assert said.count("Not yet. First comes any 1 of “Read the guide” or “Walk the route”") == 2
    assert "at least 60 %" in said and "Not needed for the badge" in said
    assert "Take the quiz" not in [button.label for button in app.button]


def test_what_was_held_back_opens_and_every_source_is_named(door: Door) -> None:
    enrolment = a_nested_program(door)
    enrolments.complete_activity(door.cast.portal, door.cast.ada, enrolment_id=enrolment, activity="A1", attested=True)
    app = door.open(door.cast.ada, "my_learning", e=enrolment)
    assert "Any 1 of these 2** · :material/check_circle: Done" in words(app) and "by you" in words(app)
    assert words(app).count("Not needed any more") == 1
    quizzes.take(door.cast.portal, door.cast.ada, enrolment_id=enrolment, activity="Q1", answers=ONE_RIGHT, number=1)
    app = door.open(door.cast.ada, "my_learning", e=enrolment)
    assert "by the quiz, 33.33 %. That is not enough yet" in words(app)
    app = press(app, "Go on with the quiz")
    assert "Not right yet" in words(app)
    enrolments.waive_activity(door.cast.portal, door.cast.dee, enrolment_id=enrolment, activity="Q1", reason="Teaches it.")
    app = door.open(door.cast.ada, "my_learning", e=enrolment)
    assert "waived by the facilitator" in words(app) and "Teaches it" in words(app)
    assert "A list of the organisers ticks this one off" in words(app)


def test_what_a_learning_system_said_is_shown_as_its_word(door: Door) -> None:
    enrolment = a_nested_program(door)
    statement = Completion(activity="A2", state="complete", source="import", at=A_TUESDAY, score_bp=8500, note="Moodle")
    with writing(door.cast.portal.database) as db:
        stored.add_completion(db, "C1", enrolment, statement, by=None)
    app = door.open(door.cast.ada, "my_learning", e=enrolment)
    assert "Tue 6 Oct, from Moodle, 85 %" in words(app)


def test_attempts_stand_with_their_state_and_the_way_to_the_feedback(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada), NEARLY)
    app = door.open(door.cast.ada, "my_learning", e=the_enrolment(door.cast))
    assert "Returned for revision" in words(app) and "Draft" in words(app)
    assert "Read the feedback" in links(app)
    assert "Revise and submit again" in [button.label for button in app.button]
    assert "Level reached" in words(app)


def test_leaving_needs_two_steps(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = door.open(door.cast.ada, "my_learning", e=the_enrolment(door.cast))
    leave = next(button for button in app.button if button.label == "Leave")
    assert leave.disabled
    app.checkbox[0].check().run()
    press(app, "Leave")
    assert learning.participations(door.cast.portal, door.cast.ada)[0].enrolment.state == "withdrawn"


def test_the_program_of_somebody_else_is_not_found(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101", goal="My own secret goal")
    app = door.open(door.cast.ben, "my_learning", e=the_enrolment(door.cast))
    assert "not among yours" in words(app) and "secret" not in words(app)


def test_a_visitor_is_asked_to_sign_in(door: Door) -> None:
    with pytest.raises(ValueError, match="my_learning"):
        door.open(None, "my_learning")


def test_the_plan_is_changed_and_goes_into_a_calendar(door: Door) -> None:
    now = today(door.cast)
    started = enrolments.enrol(now.portal, now.ada, code="COM-101")
    app = door.open(now.ada, "my_learning", e=started.id)
    app.date_input[0].set_value(started.target_on.replace(year=started.target_on.year + 2))
    press(app, "Keep the day")
    assert "Please choose a day within a year" in words(app)
    later = started.target_on + timedelta(days=30)
    app.date_input[0].set_value(later)
    press(app, "Keep the day")
    assert "Your plan is kept" in words(app)
    assert learning.participation(now.portal, now.ada, started.id).enrolment.target_on == later
    assert "Put it into my calendar" in [button.proto.label for button in app.get("download_button")]
