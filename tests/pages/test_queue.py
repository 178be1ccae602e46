"""The reviewer's queue: the next step first, nobody named."""

import pytest

from core.services import reviews, submissions
from tests.pages.door import Door, today, words
from tests.services.steps import a_draft, a_submission


def test_an_empty_queue_thanks(door: Door) -> None:
    app = door.open(door.cast.rui, "queue")
    assert not app.exception
    assert "Thank you" in words(app)


def test_the_first_sentence_says_how_much_and_how_urgent(door: Door) -> None:
    a_submission(today(door.cast), door.cast.ada)
    said = words(door.open(door.cast.rui, "queue"))
    assert "1 to review · oldest due" in said.replace("\\", "")
    assert "Ada" not in said


def test_what_is_late_says_so_in_words(door: Door) -> None:
    a_submission(door.cast, door.cast.ada)  # on the cast's clock, long before the pages' day
    assert "overdue since Tue 20 Oct" in words(door.open(door.cast.rui, "queue"))


def test_the_one_button_opens_the_most_urgent(door: Door) -> None:
    a_submission(door.cast, door.cast.ada)
    app = door.open(door.cast.rui, "queue")
    (button,) = [one for one in app.button if "urgent" in one.label]
    button.click().run()
    assert not app.exception
    assert "Begin the review" in words(app)


def test_readers_are_named_and_ones_own_begun_work_is_continued(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    reviews.begin(door.cast.portal, door.cast.sol, submission_id=submission)
    assert "Sol Haddad reading it too" in words(door.open(door.cast.rui, "queue"))
    assert "Continue with the most urgent" in words(door.open(door.cast.sol, "queue"))


def test_drafts_and_taken_back_work_do_not_wait(door: Door) -> None:
    a_draft(door.cast, door.cast.ada)
    submission = a_submission(door.cast, door.cast.ben)
    submissions.take_back(door.cast.portal, door.cast.ben, submission_id=submission)
    assert "Nothing waits" in words(door.open(door.cast.rui, "queue"))


@pytest.mark.parametrize("who", ["ada", "dee", "mo", None])
def test_others_have_no_queue(door: Door, who: str | None) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who] if who else None, "queue")
