"""What reviewers see: the right work, in the right order, and no member's name."""

import pytest

from core.errors import NotAllowed, NotFound, NotSignedIn
from core.queries import learning, review_queue
from core.rules.members import Actor
from core.services import programs, reviews, submissions
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import GOOD, NEARLY, REASON, a_draft, a_submission, decide


def test_members_and_visitors_have_no_queue(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        review_queue.waiting(cast.portal, cast.ada)
    with pytest.raises(NotSignedIn):
        review_queue.waiting(cast.portal, Actor.visitor())


def test_the_most_urgent_comes_first_even_when_it_came_later(cast: Cast) -> None:
    quick = a_performance_program(code="COM-102", title="A quick answer", decision_days=2)
    programs.publish(cast.portal, cast.dee, program=quick)
    slow = a_submission(cast, cast.ada)
    cast.clock.pass_days(1)
    urgent = a_submission(cast, cast.ben, "COM-102")
    queue = review_queue.waiting(cast.portal, cast.rui)
    assert [(row.submission_id, row.due.isoformat()) for row in queue] == [(urgent, "2026-10-09"), (slow, "2026-10-20")]


def test_the_queue_says_who_else_is_reading(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    reviews.begin(cast.portal, cast.rui, submission_id=submission)
    (for_rui,) = review_queue.waiting(cast.portal, cast.rui)
    (for_sol,) = review_queue.waiting(cast.portal, cast.sol)
    assert (for_rui.mine, for_rui.readers) == (True, ())
    assert (for_sol.mine, for_sol.readers) == (False, ("Rui Costa",))


def test_what_was_decided_or_passed_on_leaves_the_queue(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    unable = GOOD | {"C2": None}
    assert decide(cast, cast.rui, submission, unable, {"C2": "The recording cannot be opened."}) is None
    assert review_queue.waiting(cast.portal, cast.rui) == []
    assert len(review_queue.waiting(cast.portal, cast.sol)) == 1
    decide(cast, cast.sol, submission)
    assert review_queue.waiting(cast.portal, cast.sol) == []


def test_no_member_is_named_on_the_desk(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    desk = review_queue.desk(cast.portal, cast.rui, submission)
    assert "Ada" not in repr(desk) and "Ada" not in repr(review_queue.waiting(cast.portal, cast.rui))
    assert desk.label == f"Submission {submission[-4:]}"


def test_a_draft_is_nobodys_to_judge(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    with pytest.raises(NotFound):
        review_queue.desk(cast.portal, cast.rui, draft)


def test_an_earlier_attempt_shows_its_words_and_not_its_levels(cast: Cast) -> None:
    first = a_submission(cast, cast.ada)
    decide(cast, cast.rui, first, NEARLY)
    second = learning.participations(cast.portal, cast.ada)[0].attempts[-1].submission.id
    submissions.submit(cast.portal, cast.ada, submission_id=second, own_work=True)
    assert review_queue.desk(cast.portal, cast.sol, first).earlier == ()
    (told,) = review_queue.desk(cast.portal, cast.sol, second).earlier
    assert (told.attempt, told.outcome, told.reasons) == (1, "returned", REASON)
    assert not hasattr(told, "ratings")


def test_a_decision_is_shown_with_who_took_it(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    decide(cast, cast.rui, submission)
    desk = review_queue.desk(cast.portal, cast.sol, submission)
    assert (desk.decided_by, desk.mine, desk.others) == ("Rui Costa", None, ())
    assert desk.decision is not None and desk.decision.outcome == "approved"
