"""Is it used at work: on Home, under My badges, and as a number under Goals."""

from core.queries.uses import questions
from core.services import uses
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide
from tests.services.test_uses import asked


def asks(app) -> bool:
    return "Have you used “Brief occupants during an incident” at work since?" in [pills.label for pills in app.pills]


def test_answered_on_home_with_one_click(door: Door) -> None:
    now = asked_today(door)
    app = door.open(now.ada)
    assert asks(app)
    app.pills[0].set_value("weekly").run()
    assert "Thank you." in words(app) and questions(now.portal, now.ada) == []
    assert not asks(app)


def test_put_aside_on_home_it_waits_under_my_badges(door: Door) -> None:
    now = asked_today(door)
    app = door.open(now.ada)
    press(app, "Not now")
    assert not asks(app) and asks(door.open(now.ada, "badges"))


def test_goals_say_how_many_use_it(door: Door) -> None:
    cast = door.cast
    people = (cast.ada, cast.ben, cast.dee, cast.mo, cast.sol)
    asked(cast, *people)
    assert "as soon as five holders answered" in words(door.open(cast.dee, "goals"))
    for who in people:
        uses.answer(cast.portal, who, token=questions(cast.portal, who)[0].token, used="monthly")
    assert "5 of 5 holders who answered use it at least every month" in words(door.open(cast.dee, "goals"))


def asked_today(door: Door) -> Cast:
    """Ada's badge is 75 days old today."""
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    door.cast.clock.pass_days(75)
    uses.ask_all(door.cast.portal)
    return today(door.cast)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()
