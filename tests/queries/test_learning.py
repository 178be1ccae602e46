"""What members see of their own way, and that nobody sees anybody else's."""

import pytest

from core.errors import NotFound, NotSignedIn
from core.queries import learning
from core.rules.members import Actor
from core.services import enrolments, submissions
from tests.cast import Cast
from tests.services.steps import NEARLY, a_draft, a_submission, decide, revoke


def the_one(cast: Cast) -> learning.Participation:
    return learning.participations(cast.portal, cast.ada)[0]


@pytest.mark.parametrize("ask", [learning.participations, learning.badges])
def test_a_visitor_is_asked_to_sign_in(cast: Cast, ask) -> None:
    with pytest.raises(NotSignedIn):
        ask(cast.portal, Actor.visitor())


def test_somebody_elses_participation_is_not_found(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    assert learning.participation(cast.portal, cast.ada, started.id).enrolment == started
    with pytest.raises(NotFound):
        learning.participation(cast.portal, cast.ben, started.id)
    assert learning.participations(cast.portal, cast.ben) == []


def test_the_newest_participation_comes_first(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    cast.clock.pass_days(1)
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert [one.program.code for one in learning.participations(cast.portal, cast.ada)] == ["ORI-001", "COM-101"]


def test_the_promised_day_is_ten_working_days_after_handing_in(cast: Cast) -> None:
    a_submission(cast, cast.ada)  # on Tuesday 6 October 2026
    latest = the_one(cast).latest
    assert latest is not None and latest.due is not None
    assert latest.due.isoformat() == "2026-10-20"
    assert the_one(cast).next_step == "With the reviewers."


def test_the_next_step_follows_the_work(cast: Cast) -> None:
    submission = a_draft(cast, cast.ada)
    assert the_one(cast).next_step == "Gather your evidence and submit it."
    submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
    decide(cast, cast.rui, submission, NEARLY)
    assert the_one(cast).next_step == "Read the feedback, change what is missing, and submit again."
    second = the_one(cast).attempts[-1].submission.id
    submissions.submit(cast.portal, cast.ada, submission_id=second, own_work=True)
    decide(cast, cast.rui, second)
    assert the_one(cast).next_step == "You earned this badge. Share it or keep a copy."


def test_the_ring_counts_minutes_and_never_reaches_the_whole_early(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity="A1", attested=True)
    assert the_one(cast).fraction == pytest.approx(30 / 150)
    assert the_one(cast).next_step == "Complete the open activities."


def test_leaving_can_be_undone_by_starting_again(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=started.id)
    assert "start it again" in the_one(cast).next_step
    assert learning.current(cast.portal, cast.ada, "COM-101") is None


def test_the_open_participation_is_found_by_code(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    found = learning.current(cast.portal, cast.ada, "COM-101")
    assert found is not None and found.enrolment.id == started.id
    assert learning.current(cast.portal, cast.ben, "COM-101") is None
    assert learning.current(cast.portal, Actor.visitor(), "COM-101") is None


def test_a_badge_shows_its_state_of_today(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    (badge,) = learning.badges(cast.portal, cast.ada)
    assert (badge.program.code, badge.standing) == ("COM-101", "valid")
    revoke(cast, badge.award.token)
    assert [one.standing for one in learning.badges(cast.portal, cast.ada)] == ["revoked"]
    assert learning.badges(cast.portal, cast.ben) == []


def test_a_participation_is_found_by_its_submission_and_by_nobody_else(cast: Cast) -> None:
    submission = a_draft(cast, cast.ada)
    assert learning.participation_with(cast.portal, cast.ada, submission) == the_one(cast)
    for who, wanted in ((cast.ben, submission), (cast.ada, "no such submission")):
        with pytest.raises(NotFound, match="There is no such submission"):
            learning.participation_with(cast.portal, who, wanted)
