import pytest

from core.queries import learning
from core.services import enrolments, programs
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide


def open_program(door: Door, who=None, code: str = "COM-101", **query: str):
    return door.open(who, "program", code=code, **query)


def buttons(app) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize("who", [None, "ada", "rui", "dee"])
def test_everything_stands_there_before_anybody_enrols(cast: Cast, door: Door, who: str | None) -> None:
    app = open_program(door, cast.actors[who] if who else None)
    assert not app.exception
    said = words(app).replace("\\", "")
    in_order = [
        "Brief occupants during an incident",
        "People ring the desk",
        "Your script",
        "Matches the channel",
        "All 4 criteria reach the marked level.",
        "within 10 working days",
        "up to 3 attempts",
        "does not expire",
        "Northshore Association",
    ]
    assert all(sentence in said for sentence in in_order)
    assert {"Start", "I can already do this"} <= set(buttons(app))


def test_a_progress_program_cannot_be_skipped(door: Door) -> None:
    app = open_program(door, code="ORI-001")
    assert "Start" in buttons(app)
    assert "I can already do this" not in buttons(app)
    assert "confirmed by the facilitator" in words(app).replace("\\", "")


def test_an_unknown_code_is_told_in_a_sentence(door: Door) -> None:
    for code in ("NOPE-1", "", "<script>"):
        app = open_program(door, code=code)
        assert not app.exception
        assert "This program is not here" in words(app)


def press(app, label: str):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_starting_asks_for_a_goal_and_enrols(cast: Cast, door: Door) -> None:
    app = press(open_program(door, cast.ada), "Start")
    app.text_area[0].set_value("Fewer calls")
    press(app, "Start the program")
    way = learning.current(today(cast).portal, cast.ada, "COM-101")
    assert way and way.enrolment.goal == "Fewer calls"


def test_a_goal_that_cannot_be_kept_is_refused_beside_its_field(cast: Cast, door: Door) -> None:
    app = open_program(door, cast.ada, start="1")
    app.text_area[0].set_value("a \x07 bell")
    press(app, "Start the program")
    assert "invisible control character" in words(app)
    assert app.text_area[0].value == "a \x07 bell"
    assert learning.current(cast.portal, cast.ada, "COM-101") is None


def test_who_can_do_it_already_enrols_and_submits(cast: Cast, door: Door) -> None:
    press(open_program(door, cast.ada), "I can already do this")
    assert learning.current(cast.portal, cast.ada, "COM-101")


def test_a_visitor_is_led_to_sign_in_and_nobody_is_enrolled(cast: Cast, door: Door) -> None:
    app = press(open_program(door), "Start")
    assert "Sign in" in words(app)
    assert app.query_params["next"] in ("/program?code=COM-101&start=1", ["/program?code=COM-101&start=1"])


def test_who_takes_part_continues_with_the_version_they_started(cast: Cast, door: Door) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", problem_solved="Something newer."))
    mine, others = open_program(door, cast.ada), open_program(door, cast.ben)
    assert "Continue" in buttons(mine)
    assert "Something newer" not in words(mine)
    assert "Something newer" in words(others)


def test_who_earned_it_is_told_so(cast: Cast, door: Door) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    app = open_program(door, cast.ada)
    assert "You earned this badge." in words(app)
    assert "Start" not in buttons(app)


def test_typed_text_stays_text(cast: Cast, door: Door) -> None:
    hostile = a_performance_program(code="BAD-1", title="*Bold* <img src=x>", problem_solved="![x](https://evil.example/x.png)")
    programs.publish(cast.portal, cast.dee, program=hostile)
    app = open_program(door, code="BAD-1")
    html = "".join(element.proto.body for element in app.get("html"))
    assert "<img src=x>" not in html
    assert "![x](" not in words(app)
