"""The history of a program, and what can be done with its versions."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import catalogue
from core.queries import versions as queries
from core.services import versions
from tests.cast import Cast
from tests.drafting import next_draft, published_by_two
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission


@pytest.fixture
def now(door: Door) -> Cast:
    """The cast on today's clock, as the pages have it."""
    return today(door.cast)


def look(door: Door, who: str = "dee", code: str = "COM-101") -> AppTest:
    app = door.open(door.cast.actors[who], "program_history", code=code)
    assert not app.exception
    return app


def plain(app: AppTest) -> str:
    return words(app).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def reason(app: AppTest, act: str) -> None:
    next(box for box in app.text_area if str(box.key).startswith(act)).set_value("The law changed on 1 May.")


def state(now: Cast) -> str:
    return queries.history(now.portal, now.dee, "COM-101").versions[0].state


def test_a_version_is_suspended_with_a_reason_and_resumed(door: Door, now: Cast) -> None:
    app = look(door)
    press(app, "Suspend")
    assert "Please fill this in" in plain(app) and state(now) == "published"
    reason(app, "suspend")
    press(app, "Suspend")
    assert state(now) == "suspended"
    assert "The law changed on 1 May" in plain(app)
    press(app, "Let it take participants again")
    assert state(now) == "published"


def test_a_version_with_open_submissions_wants_a_last_day(door: Door, now: Cast) -> None:
    a_submission(now, now.ada)
    app = look(door)
    reason(app, "retire")
    press(app, "Retire it for good")
    assert "1 submission without a decision" in plain(app) and state(now) == "published"
    reason(app, "retire")
    app.date_input[0].set_value(now.portal.now().date() + timedelta(days=30))
    press(app, "Retire it for good")
    assert state(now) == "retired"
    assert "Retire it for good" not in [button.label for button in app.button]


def test_two_versions_are_compared(door: Door, now: Cast) -> None:
    published_by_two(now, next_draft(now, now.dee, version="1.1", title="Brief people in an incident"))
    app = look(door)
    assert "Only the words" in plain(app)
    assert "Brief ~~occupants during~~ :green[**people in**] an incident" in plain(app)


def test_another_owner_is_chosen(door: Door, now: Cast) -> None:
    app = look(door)
    assert "Dee Novak. There is no backup owner" in plain(app)
    app.selectbox[-1].set_value(now.mo.member_id)
    press(app, "Keep")
    assert "Dee Novak, and Mo Lind as backup" in plain(app)
    assert "changed who looks after the program" in plain(app)


def test_one_person_is_not_both(door: Door, now: Cast) -> None:
    app = look(door)
    app.selectbox[-1].set_value(now.dee.member_id)
    press(app, "Keep")
    assert "somebody else as backup" in plain(app)


def test_an_unknown_program_is_said_in_words(door: Door) -> None:
    assert "There is no such program" in plain(look(door, code="XXX-1"))
    assert "There is no such program" in plain(look(door, code=""))


def test_a_suspended_program_says_so_and_is_not_offered(door: Door, now: Cast) -> None:
    versions.suspend(now.portal, now.dee, version_id=catalogue.program(now.portal, "COM-101").id, reason="An internal reason.")
    for who in (None, now.ada):
        app = door.open(who, "program", code="COM-101")
        assert "takes no new participants at the moment" in plain(app)
        assert "An internal reason" not in plain(app)
        assert "Start" not in [button.label for button in app.button]
        assert "How your work is judged" in plain(app)  # everything stands there as before
    assert "Brief occupants during an incident" not in plain(door.open(None, "catalogue"))


def test_who_takes_part_goes_on_in_a_suspended_program_and_reads_the_last_day_of_a_retired_one(door: Door, now: Cast) -> None:
    a_submission(now, now.ada)
    live = catalogue.program(now.portal, "COM-101").id
    versions.suspend(now.portal, now.dee, version_id=live, reason="A law changed.")
    assert "Continue" in [button.label for button in door.open(now.ada, "program", code="COM-101").button]
    until = now.portal.now().date() + timedelta(days=30)
    versions.retire(now.portal, now.dee, version_id=live, reason="A law changed.", teach_out_on=until)
    app = door.open(now.ada, "program", code="COM-101")
    assert "Continue" in [button.label for button in app.button]
    way = door.open(now.ada, "my_learning", e=app_enrolment(now))
    assert f"{until.day} {until:%B %Y}" in plain(way)
    assert f"finish until {until.day} {until:%B %Y}" in plain(door.open(now.ben, "program", code="COM-101"))


def app_enrolment(now: Cast) -> str:
    from core.queries import learning

    way = learning.current(now.portal, now.ada, "COM-101")
    assert way is not None
    return way.enrolment.id
