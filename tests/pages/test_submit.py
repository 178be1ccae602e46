"""Submitting evidence in four steps. The browser stories prove the upload itself; here it is done by its service."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import learning
from core.queries.learning import Attempt
from core.rules.members import Actor
from core.services import enrolments, reviews
from pages.shared.keeping import is_kept
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import NEARLY, a_draft, a_submission, add_script, decide


def latest(cast: Cast, who: Actor) -> Attempt:
    found = learning.participations(today(cast).portal, who)[0].latest
    assert found is not None
    return found


def at_step(door: Door, step: str, who: str = "ada") -> AppTest:
    member = door.cast.actors[who]
    enrolment = learning.participations(door.cast.portal, member)[0].enrolment.id
    return door.open(member, "submit", e=enrolment, step=step)


def area(app: AppTest, label: str):
    return next(box for box in app.text_area if box.label.startswith(label))


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_the_first_visit_opens_a_draft_at_its_first_step(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = at_step(door, "")
    assert not app.exception
    assert "Where did you do this?" in words(app) and "attempt 1 of 3" in words(app)
    assert latest(door.cast, door.cast.ada).submission.state == "draft"


def test_what_is_typed_is_in_the_database_when_the_box_is_left(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = at_step(door, "context")
    area(app, "What kind of place").set_value("Water outage at the library.").run()
    assert latest(door.cast, door.cast.ada).submission.context == "Water outage at the library."
    again = at_step(door, "context")
    assert area(again, "What kind of place").value == "Water outage at the library."


def test_a_refused_character_is_said_beside_the_box_and_stays_in_it(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    app = at_step(door, "context")
    area(app, "What kind of place").set_value("bell \x07").run()
    assert "invisible control character" in words(app)
    assert area(app, "What kind of place").value == "bell \x07"


def test_a_text_is_written_and_kept_in_its_place(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = press(at_step(door, "evidence"), "Start writing")
    area(app, "Text").set_value("Water is off until ten.").run()
    (item,) = latest(door.cast, door.cast.ada).items
    assert (item.title, item.text) == ("Your script", "Water is off until ten.")
    assert "1 piece is here" in words(app)


def test_a_title_that_cannot_be_printed_keeps_no_text_from_being_kept(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = press(at_step(door, "evidence"), "Start writing")
    title = next(box for box in app.text_input if box.label == "Title")
    title.set_value("Script \N{PARTY POPPER}")
    area(app, "Text").set_value("Water is off until ten.").run()
    (item,) = latest(door.cast, door.cast.ada).items
    assert "cannot print" in words(app)
    assert (item.title, item.text) == ("Your script", "Water is off until ten.")


def test_a_link_that_nobody_can_open_is_refused_beside_its_field(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = at_step(door, "evidence")
    box = next(box for box in app.text_input if box.label.startswith("Address of"))
    box.set_value("https://localhost/x").run()
    assert "full web address" in words(app)
    next(box for box in app.text_input if box.label.startswith("Address of")).set_value("https://drive.example.org/1").run()
    assert latest(door.cast, door.cast.ada).items[0].url == "https://drive.example.org/1"
    assert "full web address" not in words(app)


def test_a_piece_can_be_taken_out(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    app = at_step(door, "evidence")
    assert "message.txt" in words(app).replace("\\", "").replace("\u2060", "")
    app = press(app, "Remove it")
    assert latest(door.cast, door.cast.ada).items == ()


def test_ones_own_view_is_kept(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    app = at_step(door, "self-check")
    app.radio[1].set_value(3).run()
    assert latest(door.cast, door.cast.ada).submission.self_ratings == {"C1": 2, "C2": 3}


def test_the_preview_shows_what_the_reviewer_sees_and_warns_of_the_name(door: Door) -> None:
    draft = a_draft(door.cast, door.cast.ada)
    add_script(door.cast, door.cast.ada, draft, requirement="E2", title="Recording by Ada", file_name="ada-obi.txt")
    app = at_step(door, "preview")
    assert "What was handed in" in words(app) and "Water outage at the library" in words(app)
    (warning,) = app.warning
    assert "says “Ada”" in warning.value
    assert "ada-obi" not in words(app)


def test_without_the_own_work_statement_nothing_is_submitted(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    app = press(at_step(door, "preview"), "Submit")
    assert "confirm that this is your own work" in words(app)
    assert latest(door.cast, door.cast.ada).submission.state == "draft"


def test_everything_that_is_missing_is_named_with_the_way_to_it(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="COM-101")
    app = press(at_step(door, "preview"), "Submit")
    for gap in ("Your script", "where you did this", "your own work"):
        assert gap in words(app)
    app = press(app, "Go to what is missing")
    assert "Where did you do this?" in words(app)


def test_a_submission_shows_the_promised_day_and_can_be_taken_back(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    app = at_step(door, "preview")
    app.checkbox[0].check()
    app = press(app, "Submit")
    assert "you will hear by" in words(app) and "Your evidence is submitted" in words(app)
    assert latest(door.cast, door.cast.ada).submission.state == "submitted"
    press(app, "Take it back")
    assert latest(door.cast, door.cast.ada).submission.state == "draft"


def test_once_a_reviewer_has_begun_there_is_no_way_back(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    reviews.begin(door.cast.portal, door.cast.rui, submission_id=submission)
    app = at_step(door, "")
    assert "A reviewer is reading" in words(app)
    assert "Take it back" not in words(app)


def test_a_broken_promise_is_said(door: Door) -> None:
    a_submission(door.cast, door.cast.ada)  # on 6 October 2026, and nobody reads it
    assert "We are late, and we are sorry" in words(at_step(door, ""))


def test_the_second_attempt_leads_to_the_feedback(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada), NEARLY)
    app = at_step(door, "evidence")
    assert "attempt 2 of 3" in words(app)
    assert "Read the feedback again" in [link.proto.label for link in app.get("page_link")]


def test_a_finished_program_takes_nothing_more(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    assert "You earned this badge" in words(at_step(door, ""))


@pytest.mark.parametrize("who", ["ben", "rui", "mo"])
def test_the_submission_of_somebody_else_is_not_found(door: Door, who: str) -> None:
    a_draft(door.cast, door.cast.ada)
    enrolment = learning.participations(door.cast.portal, door.cast.ada)[0].enrolment.id
    app = door.open(door.cast.actors[who], "submit", e=enrolment)
    assert "not among yours" in words(app)
    assert "library" not in words(app)


def test_a_visitor_is_asked_to_sign_in(door: Door) -> None:
    with pytest.raises(ValueError, match="submit"):
        door.open(None, "submit")


def test_words_that_arrive_after_a_broken_connection_differ_from_those_kept() -> None:
    assert is_kept("as it was ", "as it was")
    assert not is_kept("as it was, and more", "as it was")
    assert not is_kept("bell \x07", "bell")
