from datetime import timedelta

import pytest

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.rules.members import Actor
from core.rules.programs import ProgramVersion
from core.services import enrolments, programs, reviews, submissions
from tests.builders import a_progress_program, a_quiz_activity
from tests.cast import Cast
from tests.services.steps import NEARLY, a_submission, decide, fill_draft


def enrol(cast: Cast, code: str):
    return enrolments.enrol(cast.portal, cast.ada, code=code, goal="Fewer calls.")


def publish(cast: Cast, program: ProgramVersion) -> None:
    programs.publish(cast.portal, cast.dee, program=program)


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


def test_in_an_order_what_comes_first_is_named(cast: Cast) -> None:
    publish(cast, a_progress_program(code="ORD-001", completion={"kind": "in_order", "of": ["A1", "A2", "A3"]}))
    started = enrol(cast, "ORD-001")
    with pytest.raises(RuleBroken, match="First comes “Read the guide”"):
        tick(cast, started.id, "A2")
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")  # who saw it may say so at any time
    tick(cast, started.id, "A1")
    tick(cast, started.id, "A2")
    assert learning.participation(cast.portal, cast.ada, started.id).award is not None


def test_a_facilitator_waives_with_a_reason_that_the_member_reads(cast: Cast) -> None:
    started = enrol(cast, "ORI-001")
    for refused in ("  ", "x" * (enrolments.LONGEST_REASON + 1), "a \x07 bell"):
        with pytest.raises(BadInput) as problem:
            enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A2", reason=refused)
        assert list(problem.value.fields) == ["reason"]
    enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A2", reason="Walks it every day.")
    said = learning.participation(cast.portal, cast.ada, started.id).said["A2"]
    assert (said.state, said.source, said.note) == ("waived", "facilitator", "Walks it every day.")
    tick(cast, started.id, "A1")
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    award = learning.participation(cast.portal, cast.ada, started.id).award
    assert award is not None
    assert "Waived by the facilitator on" in award.credential and "Walks it every day" not in award.credential


def test_waiving_is_for_facilitators_and_others(cast: Cast) -> None:
    own, hers = enrolments.enrol(cast.portal, cast.dee, code="ORI-001"), enrol(cast, "ORI-001")
    with pytest.raises(RuleBroken, match="their own"):
        enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=own.id, activity="A3", reason="Because.")
    with pytest.raises(NotAllowed):
        enrolments.waive_activity(cast.portal, cast.ben, enrolment_id=hers.id, activity="A3", reason="Because.")
    with pytest.raises(RuleBroken, match="no such activity"):
        enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=hers.id, activity="A9", reason="Because.")


def test_a_score_that_is_asked_for_is_confirmed_with_it(cast: Cast) -> None:
    rule = {"kind": "all", "of": ["A1", "A2", {"kind": "activity", "activity": "A3", "min_score_bp": 8000}]}
    publish(cast, a_progress_program(code="SCO-001", completion=rule))
    started = enrol(cast, "SCO-001")
    with pytest.raises(BadInput, match="at least 80 %"):
        enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3", score_bp=8500)
    assert learning.participation(cast.portal, cast.ada, started.id).said["A3"].score_bp == 8500


@pytest.mark.parametrize("source", ["import", "quiz"])
def test_lists_and_quizzes_tick_off_what_is_theirs(cast: Cast, source: str) -> None:
    activity = a_quiz_activity(key="X1") if source == "quiz" else {"key": "X1", "title": "Take the course", "source": "import"}
    publish(cast, a_progress_program(code="EXT-001", activities=[activity], completion={"kind": "all", "of": ["X1"]}))
    started = enrol(cast, "EXT-001")
    with pytest.raises(RuleBroken, match="is ticked off by"):
        tick(cast, started.id, "X1")
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="X1")  # a facilitator always may
    assert learning.participation(cast.portal, cast.ada, started.id).award is not None


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
    with pytest.raises(RuleBroken, match="start this program again from 5 November 2026"):
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


def test_the_plan_is_ones_own_and_lies_ahead(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    today = cast.clock().date()
    for until in (today, today + timedelta(days=365)):
        enrolments.plan(cast.portal, cast.ada, enrolment_id=started.id, until=until)
        assert learning.participation(cast.portal, cast.ada, started.id).enrolment.target_on == until
    for wrong in (today - timedelta(days=1), today + timedelta(days=366)):
        with pytest.raises(BadInput):
            enrolments.plan(cast.portal, cast.ada, enrolment_id=started.id, until=wrong)
    with pytest.raises(RuleBroken):
        enrolments.plan(cast.portal, cast.ben, enrolment_id=started.id, until=today)
