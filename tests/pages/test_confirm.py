"""Confirming what only a facilitator can confirm."""

import pytest

from core.queries import learning
from core.services import enrolments, programs
from tests.builders import a_progress_program
from tests.pages.door import Door, words
from tests.services.test_quizzes import ONE_RIGHT, OTHER_WRONG, a_quiz, take


def test_one_click_confirms_one_activity(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.dee, "confirm")
    assert "1 waiting" in words(app)
    next(button for button in app.button if "Ada Obi" in button.label).click().run()
    assert not app.exception
    assert "A3" in learning.participations(door.cast.portal, door.cast.ada)[0].said
    assert "Nothing to confirm" in words(app)


def test_an_activity_is_waived_with_a_reason(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.dee, "confirm")
    waive = [button for button in app.button if button.label == "Waive it"]
    app = waive[0].click().run()
    assert "Please say why" in words(app)
    app.text_input[0].set_value("She led the rehearsal.").run()
    app = next(button for button in app.button if button.label == "Waive it").click().run()
    assert not app.exception
    said = learning.participations(door.cast.portal, door.cast.ada)[0].said["A3"]
    assert (said.state, said.note) == ("waived", "She led the rehearsal.")
    assert "Nothing to confirm" in words(app)


def test_a_facilitator_may_step_in_for_everything_else(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.dee, "confirm")
    assert "Read the guide" not in words(app)
    app.selectbox[0].select_index(0).run()
    assert "Read the guide" in words(app)
    app = [button for button in app.button if button.label == "Confirm Ada Obi"][1].click().run()
    said = learning.participations(door.cast.portal, door.cast.ada)[0].said["A1"]
    assert (said.state, said.source) == ("complete", "facilitator")


def test_a_quiz_without_tries_waits_for_the_facilitator(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    take(door.cast, enrolment, ONE_RIGHT)
    take(door.cast, enrolment, OTHER_WRONG, number=2)
    assert "no try of the quiz is left" in words(door.open(door.cast.dee, "confirm"))


def test_a_needed_score_is_given_with_the_confirmation(door: Door) -> None:
    rule = {"kind": "all", "of": [{"kind": "activity", "activity": "A3", "min_score_bp": 8000}, "A1"]}
    programs.publish(door.cast.portal, door.cast.dee, program=a_progress_program(code="SCO-001", completion=rule))
    enrolments.enrol(door.cast.portal, door.cast.ada, code="SCO-001")
    app = door.open(door.cast.dee, "confirm")
    assert app.number_input[0].value == 80
    app.number_input[0].set_value(92.5).run()
    app = next(button for button in app.button if button.label == "Confirm with this score").click().run()
    assert learning.participations(door.cast.portal, door.cast.ada)[0].said["A3"].score_bp == 9250


def test_an_empty_page_says_what_will_come(door: Door) -> None:
    assert "appear here" in words(door.open(door.cast.mo, "confirm"))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_confirm_nothing(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "confirm")
