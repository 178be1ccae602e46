"""Taking a quiz on its page."""

import pytest

from core.queries import learning
from tests.pages.door import Door, words
from tests.services.test_quizzes import ONE_RIGHT, OTHER_WRONG, RIGHT, a_quiz, take, tries


def open_quiz(door: Door, enrolment: str, who=None):
    return door.open(who or door.cast.ada, "quiz", e=enrolment, a="Q1")


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def answer(app, first: int | None, boxes: tuple[int, ...], text: str):
    """Fill in the form of the quiz of the builders."""
    app.radio[0].set_value(first)
    for place, box in enumerate(app.checkbox):
        box.set_value(place in boxes)
    app.text_input[0].set_value(text)
    return app.run()


def sent(app) -> str:
    """Everything that goes to the browser."""
    return (str([element.proto for element in app.main]) + words(app)).replace("\\", "")


def test_a_quiz_is_answered_and_passed(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    app = open_quiz(door, enrolment)
    assert not app.exception
    assert "3 questions, 66\u00a0% right are needed. 2 tries left." in words(app)
    app = press(answer(app, 0, (0, 2), "lock-out"), "Hand in")
    assert not app.exception
    assert "**Passed** on" in words(app) and "3 of 3 right (100\u00a0%)" in words(app)
    assert "Then it is safe" not in words(app) and "So it is off" in words(app)
    assert "Hand in" not in [button.label for button in app.button]
    assert learning.participation(door.cast.portal, door.cast.ada, enrolment).said["Q1"].state == "passed"


def test_what_is_right_is_not_sent_before_it_is_over(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    for before in (None, ONE_RIGHT):
        if before:
            take(door.cast, enrolment, before)
        shown = sent(open_quiz(door, enrolment))
        assert "What comes first?" in shown
        assert not any(secret in shown for secret in ("Lockout", "Lock out", "So it is off"))


def test_an_open_question_is_named_and_uses_no_try(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    app = press(answer(open_quiz(door, enrolment), 0, (), ""), "Hand in")
    assert words(app).count("Please answer this question too") == 2
    assert "no try was used" in words(app) and tries(door.cast, enrolment) == []


def test_after_a_try_it_says_which_were_right_and_goes_on_from_there(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    app = press(answer(open_quiz(door, enrolment), 0, (0,), "tagging"), "Hand in")
    assert "**Not yet** on" in words(app) and "1 of 3 right (33.33\u00a0%), 66\u00a0% needed" in words(app) and "1 try left" in words(app)
    assert words(app).count("Not right yet") == 2
    assert app.radio[0].value == 0 and app.text_input[0].value == "tagging"
    app = press(answer(app, 0, (0, 2), "lockout"), "Hand in")
    assert "**Passed** on" in words(app)


def test_what_is_typed_is_there_again_later(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    answer(open_quiz(door, enrolment), 1, (2,), "half a word")
    app = open_quiz(door, enrolment)
    assert app.radio[0].value == 1 and app.text_input[0].value == "half a word"
    assert [box.value for box in app.checkbox] == [False, False, True]


def test_two_windows_do_not_use_two_tries(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    one, other = (answer(open_quiz(door, enrolment), 0, (0,), "tagging") for _ in range(2))
    answer(other, 1, (1,), "tags")
    press(one, "Hand in")
    app = press(other, "Hand in")  # it shows the result; handing in again is a decision of its own
    assert not app.exception
    assert len(tries(door.cast, enrolment)) == 1
    assert "1 of 3 right" in words(app)


def test_without_tries_it_explains_and_says_how_to_go_on(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    take(door.cast, enrolment, ONE_RIGHT)
    take(door.cast, enrolment, OTHER_WRONG, number=2)
    app = open_quiz(door, enrolment)
    assert "Ask the facilitator" in words(app) and "Right: Lockout · Lock out" in words(app)
    assert "You answered: Test" in words(app)


def test_a_locked_quiz_says_what_comes_first(door: Door) -> None:
    app = open_quiz(door, a_quiz(door.cast, rule={"kind": "in_order", "of": ["A1", "Q1"]}))
    assert "First comes “Read the guide”" in words(app)
    assert "What comes first?" not in words(app)


def test_somebody_elses_quiz_is_not_found(door: Door) -> None:
    enrolment = a_quiz(door.cast)
    app = open_quiz(door, enrolment, door.cast.ben)
    assert "no such quiz" in words(app) and "What comes first?" not in words(app)
    take(door.cast, enrolment, RIGHT)
    assert "no such quiz" in words(open_quiz(door, enrolment, door.cast.dee))


def test_a_visitor_is_asked_to_sign_in(door: Door) -> None:
    with pytest.raises(ValueError, match="quiz"):
        door.open(None, "quiz")
