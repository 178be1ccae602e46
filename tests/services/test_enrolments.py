import pytest

from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.rules.members import Actor
from core.services import enrolments, reviews, submissions
from tests.cast import Cast
from tests.services.steps import NEARLY, a_submission, decide, fill_draft


def enrol(cast: Cast, code: str):
    return enrolments.enrol(cast.portal, cast.ada, code=code, goal="Fewer calls.")


def tick(cast: Cast, enrolment_id: str, activity: str, *, attested: bool = True) -> None:
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=enrolment_id, activity=activity, attested=attested)


def test_one_open_enrolment_per_program(cast: Cast) -> None:
    enrol(cast, "COM-101")
    with pytest.raises(RuleBroken, match="already taking part"):
        enrol(cast, "COM-101")


def test_an_unknown_program_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        enrol(cast, "XXX-999")


def test_visitors_are_asked_to_sign_in(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        enrolments.enrol(cast.portal, Actor.visitor(), code="COM-101")


def test_a_progress_program_from_first_tick_to_badge(cast: Cast) -> None:
    started = enrol(cast, "ORI-001")
    tick(cast, started.id, "A1")
    tick(cast, started.id, "A1")  # a second click changes nothing
    tick(cast, started.id, "A2")
    assert learning.participation(cast.portal, cast.ada, started.id).award is None
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    earned = learning.participation(cast.portal, cast.ada, started.id)
    assert earned.enrolment.state == "completed"
    assert earned.award is not None
    assert '"name":"Completed: Start your learning plan"' in earned.award.credential
    assert "Demonstrated" not in earned.award.credential
    assert "Completion confirmed by the facilitator on 06 October 2026" in earned.award.credential


def test_an_activity_needs_its_attestation(cast: Cast) -> None:
    started = enrol(cast, "ORI-001")
    with pytest.raises(BadInput, match="confirm the sentence"):
        tick(cast, started.id, "A1", attested=False)


def test_what_the_facilitator_confirms_cannot_be_ticked_off_oneself(cast: Cast) -> None:
    started = enrol(cast, "ORI-001")
    with pytest.raises(RuleBroken, match="confirmed by the facilitator"):
        tick(cast, started.id, "A3")
    with pytest.raises(RuleBroken, match="no such activity"):
        tick(cast, started.id, "A9")


def test_nobody_confirms_their_own_activity(cast: Cast) -> None:
    own = enrolments.enrol(cast.portal, cast.dee, code="ORI-001")
    with pytest.raises(RuleBroken, match="their own"):
        enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=own.id, activity="A3")


@pytest.mark.parametrize("evidence_first", [True, False])
def test_both_benchmarks_in_either_order(cast: Cast, evidence_first: bool) -> None:
    started = enrol(cast, "ACC-115")

    def activities() -> None:
        tick(cast, started.id, "A1")
        tick(cast, started.id, "A2")

    def evidence() -> None:
        submission = fill_draft(cast, cast.ada, started.id)
        submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
        assert decide(cast, cast.rui, submission) == "approved"

    first, second = (evidence, activities) if evidence_first else (activities, evidence)
    first()
    assert learning.participation(cast.portal, cast.ada, started.id).award is None
    second()
    assert learning.participation(cast.portal, cast.ada, started.id).award is not None


def test_somebody_elses_enrolment_is_not_found(cast: Cast) -> None:
    started = enrol(cast, "ORI-001")
    with pytest.raises(RuleBroken, match="not among yours"):
        enrolments.complete_activity(cast.portal, cast.ben, enrolment_id=started.id, activity="A1", attested=True)
    with pytest.raises(NotFound):
        learning.participation(cast.portal, cast.ben, started.id)


def test_leaving_takes_the_waiting_submission_along_but_not_one_that_is_read(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    (taking_part,) = learning.participations(cast.portal, cast.ada)
    reviews.begin(cast.portal, cast.rui, submission_id=submission)
    with pytest.raises(RuleBroken, match="is reading"):
        enrolments.withdraw(cast.portal, cast.ada, enrolment_id=taking_part.enrolment.id)
    decide(cast, cast.rui, submission, NEARLY)
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=taking_part.enrolment.id)
    (left,) = learning.participations(cast.portal, cast.ada)
    assert [attempt.submission.state for attempt in left.attempts] == ["decided", "withdrawn"]
    enrol(cast, "COM-101")  # and one may start again


def test_after_not_yet_demonstrated_there_is_a_pause(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    for _ in range(3):
        decide(cast, cast.rui, submission, NEARLY)
        latest = learning.participations(cast.portal, cast.ada)[0].attempts[-1].submission
        if latest.state == "draft":
            submission = latest.id
            submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
    with pytest.raises(RuleBroken, match="start this program again from 05 November 2026"):
        enrol(cast, "COM-101")
    cast.clock.pass_days(30)
    assert enrol(cast, "COM-101").state == "active"


def test_a_held_badge_is_not_earned_twice(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with pytest.raises(RuleBroken, match="already hold"):
        enrol(cast, "COM-101")


def test_a_goal_is_kept_clean_and_short(cast: Cast) -> None:
    assert enrolments.enrol(cast.portal, cast.ada, code="COM-101", goal="  Fewer\r\ncalls. ").goal == "Fewer\ncalls."
    for refused in ("x" * (enrolments.LONGEST_GOAL + 1), "a \x07 bell"):
        with pytest.raises(BadInput) as problem:
            enrolments.enrol(cast.portal, cast.ben, code="COM-101", goal=refused)
        assert list(problem.value.fields) == ["goal"]
