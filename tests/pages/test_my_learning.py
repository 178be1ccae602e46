"""One's own programs, and the workspace of one of them."""

import pytest

from core.queries import learning
from core.services import enrolments
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.services.steps import NEARLY, a_submission, decide


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
