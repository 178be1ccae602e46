"""A decision as its member reads it."""

import pytest

from tests.pages.door import Door, words
from tests.services.steps import NEARLY, REASON, a_submission, decide


def buttons(app) -> list[str]:
    return [button.label for button in app.button if button.label != "Sign out"]


def test_the_answer_comes_first_and_the_reasons_after_it(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    decide(door.cast, door.cast.rui, submission, NEARLY)
    app = door.open(door.cast.ada, "feedback", s=submission)
    assert not app.exception
    assert app.title[0].value.startswith("Almost there")
    assert REASON["C4"] in words(app) and "Clear and calm" in words(app)
    assert "Developing; Proficient is needed" in words(app)
    assert "Closes the loop: Developing &lt; Proficient" in words(app)
    assert buttons(app) == ["Revise now"]
    assert "Rui" not in words(app)


def test_revising_opens_the_evidence_of_the_next_attempt(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    decide(door.cast, door.cast.rui, submission, NEARLY)
    app = door.open(door.cast.ada, "feedback", s=submission)
    next(button for button in app.button if button.label == "Revise now").click().run()
    assert "attempt 2 of 3" in words(app)


def test_an_approval_leads_to_the_badge(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    decide(door.cast, door.cast.rui, submission)
    app = door.open(door.cast.ada, "feedback", s=submission)
    assert "you earned" in app.title[0].value
    assert buttons(app) == ["See my badge"]


@pytest.mark.parametrize("who", ["ben", "rui", "mo"])
def test_nobody_reads_the_feedback_of_somebody_else(door: Door, who: str) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    decide(door.cast, door.cast.rui, submission, NEARLY)
    app = door.open(door.cast.actors[who], "feedback", s=submission)
    assert "There is no such submission" in words(app) and REASON["C4"] not in words(app)


def test_before_a_decision_there_is_nothing_to_read(door: Door) -> None:
    app = door.open(door.cast.ada, "feedback", s=a_submission(door.cast, door.cast.ada))
    assert "There is no decision about this yet" in words(app)


def test_a_visitor_is_asked_to_sign_in(door: Door) -> None:
    with pytest.raises(ValueError, match="feedback"):
        door.open(None, "feedback")
