"""Goals of the association on their page, and a member's own after a program."""

from datetime import date

from core.queries.goals import all_goals, own_answer
from core.services import goals
from tests.pages.door import Door, words
from tests.services.test_goals import DOWN, finished


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_a_goal_is_written_down_and_measured(door: Door) -> None:
    app = door.open(door.cast.dee, "goals")
    assert "No goal yet" in words(app)
    press(app, "Write down a goal")
    press(app, "Keep the goal")
    assert "Please fill this in." in words(app)
    app.text_input[0].set_value("Nobody is hurt")
    press(app, "Keep the goal")
    assert app.title[0].value == "Nobody is hurt"
    next(box for box in app.text_input if box.label == "What would one see?").set_value("Accidents")
    app.radio[0].set_value("down")
    baseline, target = app.number_input[0], app.number_input[1]
    baseline.set_value(14.0)
    target.set_value(20.0)
    press(app, "Measure it by this")
    assert "the target must lie below" in words(app)
    app.number_input[1].set_value(5.0)
    press(app, "Measure it by this")
    assert "Began at 14; the target is 5" in words(app)


def test_what_is_seen_is_written_down_and_taken_back(door: Door) -> None:
    goal = goals.describe(door.cast.portal, door.cast.dee, title="Nobody is hurt")
    indicator = goals.measure(door.cast.portal, door.cast.dee, goal_id=goal, **DOWN)
    app = door.open(door.cast.mo, "goals", g=goal)
    app.number_input[0].set_value(9.5)
    press(app, "Write it down")
    assert "From 14 to 9.5 a year" in words(app)
    (seen,) = all_goals(door.cast.portal, door.cast.mo).goals[0].measured[0].seen
    app.button(key=f"forget_{indicator}_{seen.on}").click().run()
    assert "Nothing was observed yet" in words(app)


def test_two_points_are_drawn_and_nothing_is_claimed(door: Door) -> None:
    goal = goals.describe(door.cast.portal, door.cast.dee, title="Nobody is hurt")
    indicator = goals.measure(door.cast.portal, door.cast.dee, goal_id=goal, **DOWN)
    for month, value in ((1, 14), (5, 9)):
        goals.observe(door.cast.portal, door.cast.dee, indicator_id=indicator, on=date(2026, month, 1), value=value)
    app = door.open(door.cast.dee, "goals", g=goal)
    assert not app.exception and "Side by side, not cause and effect." in words(app)


def test_a_member_is_asked_after_the_program(door: Door) -> None:
    enrolment = finished(door.cast, "Fewer *calls*")
    app = door.open(door.cast.ada, "my_learning", e=enrolment)
    assert "Your goal was:** “Fewer \\*calls\\*”" in words(app)
    press(app, "Keep my answer")
    assert "Please choose one of the three" in words(app)
    app.radio[0].set_value("partly")
    press(app, "Keep my answer")
    assert own_answer(door.cast.portal, door.cast.ada, enrolment).reached == "partly"
    assert "nobody's name" in words(app)


def test_a_goal_that_is_not_there(door: Door) -> None:
    assert "There is no such goal" in words(door.open(door.cast.dee, "goals", g="nowhere"))
