"""What a decision says to its member, for every outcome."""

import pytest

from core.errors import NotFound
from core.queries import learning
from core.queries.feedback import feedback
from core.services import enrolments, submissions
from tests.cast import Cast
from tests.services.steps import GOOD, NEARLY, REASON, a_submission, decide


def test_an_approval_says_what_was_earned(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    decide(cast, cast.rui, submission)
    found = feedback(cast.portal, cast.ada, submission)
    assert found.headline == "Approved: you earned “Brief occupants during an incident”."
    assert found.then == "badge"
    assert all(row.met for row in found.criteria)


def test_a_return_counts_what_needs_more_and_shows_the_reason(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    decide(cast, cast.rui, submission, NEARLY)
    found = feedback(cast.portal, cast.ada, submission)
    assert found.headline == "Almost there: one of four criteria needs more."
    (row,) = [row for row in found.criteria if not row.met]
    assert (row.title, row.reached, row.needed) == ("Closes the loop", "Developing", "Proficient")
    assert row.reason == REASON["C4"] and row.shows == "Closes the loop: fully"
    assert found.then == "revise"


def test_the_last_attempt_is_answered_with_a_day_to_start_again(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    for _ in range(2):
        decide(cast, cast.rui, submission, NEARLY)
        submission = submissions.open_draft(cast.portal, cast.ada, enrolment_id=enrolment(cast)).id
        submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
    two = GOOD | {"C1": 0, "C4": 1}
    decide(cast, cast.rui, submission, two, REASON | {"C1": "The message says neither who nor when."})
    found = feedback(cast.portal, cast.ada, submission)
    assert found.headline == "Not yet demonstrated: two of four criteria need more."
    assert found.lead.endswith("start again from 5 November 2026.")  # decided on 6 October
    assert found.then == "go_on"


def enrolment(cast: Cast) -> str:
    return learning.participations(cast.portal, cast.ada)[0].enrolment.id


def test_where_activities_are_open_an_approval_is_not_yet_the_badge(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada, "ACC-115")
    decide(cast, cast.rui, submission)
    found = feedback(cast.portal, cast.ada, submission)
    assert found.headline == "Approved: your evidence shows it."
    assert found.then == "go_on"
    for activity in ("A1", "A2"):
        enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=enrolment(cast), activity=activity, attested=True)
    assert feedback(cast.portal, cast.ada, submission).then == "badge"


def test_nobody_reads_the_feedback_of_others_or_before_it_is_there(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    with pytest.raises(NotFound):
        feedback(cast.portal, cast.ada, submission)
    decide(cast, cast.rui, submission)
    for other in (cast.ben, cast.rui, cast.mo):
        with pytest.raises(NotFound):
            feedback(cast.portal, other, submission)
    with pytest.raises(NotFound):
        feedback(cast.portal, cast.ada, "no such submission")
