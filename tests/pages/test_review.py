"""Reviewing on the page: begin, rate, see what follows, decide; and what happens when somebody else was quicker."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import learning, review_queue
from core.services import reviews, submissions
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.services.steps import NEARLY, REASON, a_submission, decide


@pytest.fixture
def submission(door: Door) -> str:
    return a_submission(door.cast, door.cast.ada)


def begun(door: Door, submission: str) -> AppTest:
    app = door.open(door.cast.rui, "review", s=submission)
    return press(app, "Begin the review")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def rate(app: AppTest, **levels: int | str) -> AppTest:
    for number in range(1, 5):
        level = levels.get(f"C{number}", 2)
        next(radio for radio in app.radio if radio.key.endswith(f"level_C{number}")).set_value(level).run()
    return app


def type_into(app: AppTest, field: str, text: str) -> AppTest:
    next(area for area in app.text_area if area.key.endswith(field)).set_value(text).run()
    return app


def desk(cast: Cast, submission: str) -> review_queue.ReviewDesk:
    return review_queue.desk(cast.portal, cast.rui, submission)


def test_looking_does_not_begin(door: Door, submission: str) -> None:
    said = words(door.open(door.cast.rui, "review", s=submission))
    assert "Water outage at the library." in said and "The first message" in said
    assert "Ada" not in said
    assert desk(door.cast, submission).mine is None


def test_everything_is_kept_as_it_is_typed(door: Door, submission: str) -> None:
    app = rate(begun(door, submission), C4="unable")
    type_into(app, "reason_C4", "The recording does not open.")
    mine = desk(door.cast, submission).mine
    assert mine is not None
    assert (mine.ratings, mine.reasons) == ({"C1": 2, "C2": 2, "C3": 2, "C4": None}, {"C4": "The recording does not open."})
    again = door.open(door.cast.rui, "review", s=submission)
    assert [area.value for area in again.text_area if area.key.endswith("reason_C4")] == ["The recording does not open."]


def test_nothing_follows_before_everything_is_rated(door: Door, submission: str) -> None:
    app = begun(door, submission)
    assert "Still without a level" in words(app)
    assert "Decide" not in [button.label for button in app.button]
    assert "What the member will read" in words(rate(app))


def test_gaps_are_said_beside_their_criterion(door: Door, submission: str) -> None:
    app = press(rate(begun(door, submission), C4=1), "Decide")
    said = words(app).replace("\\", "")
    assert "“Closes the loop”: please say what you saw" in said
    assert "Please write a closing sentence for the member." in said
    assert desk(door.cast, submission).decision is None


def test_deciding_gives_the_badge(door: Door, submission: str) -> None:
    app = type_into(rate(begun(door, submission)), "feedback", "Clear and calm.")
    assert "Approved: you earned" in words(app).replace("\\", "")
    assert "You decided" in words(press(app, "Decide"))
    assert len(learning.badges(door.cast.portal, door.cast.ada)) == 1


def test_what_cannot_be_judged_goes_to_somebody_else(door: Door, submission: str) -> None:
    app = type_into(rate(begun(door, submission), C2="unable"), "reason_C2", "The file is empty.")
    assert "another reviewer" in words(app)
    type_into(app, "feedback", "Could not open it.")
    assert "You passed this on" in words(press(app, "Pass on to another reviewer"))
    assert learning.participations(door.cast.portal, door.cast.ada)[0].attempts[0].decision is None
    assert len(review_queue.waiting(door.cast.portal, door.cast.sol)) == 1


def test_who_was_slower_is_told_and_keeps_their_text(door: Door, submission: str) -> None:
    app = type_into(rate(begun(door, submission)), "feedback", "My long closing message.")
    decide(door.cast, door.cast.sol, submission, NEARLY)
    said = words(press(app, "Decide"))
    assert "Sol Haddad decided" in said
    assert [block.value for block in app.code] == ["My long closing message."]
    decision = desk(door.cast, submission).decision
    assert decision is not None and decision.outcome == "returned"


def test_who_reads_along_is_named(door: Door, submission: str) -> None:
    reviews.begin(door.cast.portal, door.cast.sol, submission_id=submission)
    assert "Sol Haddad is reading this too" in words(begun(door, submission))


def test_a_second_attempt_shows_what_the_member_was_told(door: Door, submission: str) -> None:
    decide(door.cast, door.cast.sol, submission, NEARLY)
    second = learning.participations(door.cast.portal, door.cast.ada)[0].attempts[-1].submission.id
    submissions.submit(door.cast.portal, door.cast.ada, submission_id=second, own_work=True)
    app = door.open(door.cast.rui, "review", s=second)
    assert "after attempt 1" in next(one.label for one in app.expander)
    assert REASON["C4"] in words(app)


def test_an_unknown_submission_is_said_and_leads_back(door: Door) -> None:
    app = door.open(door.cast.rui, "review", s="nothing")
    assert not app.exception
    assert "There is no such submission" in words(app)


@pytest.mark.parametrize("who", ["ada", "dee", "mo"])
def test_others_have_no_desk(door: Door, submission: str, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "review", s=submission)
