import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, PortalError, RuleBroken
from core.queries import learning, review_queue
from core.rules.members import Role
from core.services import members, reviews
from core.storage import awards
from core.storage import members as stored_members
from core.storage import reviews as stored
from core.storage.database import reading, rows, writing
from tests.cast import Cast
from tests.services.steps import GOOD, NEARLY, REASON, a_submission, decide


def latest(cast: Cast):
    return learning.participations(cast.portal, cast.ada)[0]


def finish(cast: Cast, who, submission: str, seen: int, **changes):
    words = {"ratings": GOOD, "reasons": {}, "feedback": "Clear and calm."} | changes
    return reviews.decide(cast.portal, who, submission_id=submission, seen=seen, **words)


def test_approved_work_becomes_exactly_one_award(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    assert decide(cast, cast.rui, submission) == "approved"
    participation = latest(cast)
    assert participation.enrolment.state == "completed"
    assert participation.award is not None and participation.award.decision_id == participation.attempts[0].decision.id
    with reading(cast.portal.database) as db:
        assert len(awards.everything(db)) == 1


def test_returned_work_opens_the_next_attempt_prefilled(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    assert decide(cast, cast.rui, submission, NEARLY) == "returned"
    first, second = latest(cast).attempts
    assert first.decision.reasons == REASON
    assert (second.submission.attempt, second.submission.state) == (2, "draft")
    assert second.submission.context == first.submission.context
    assert [(i.title, i.sha256) for i in second.items] == [(i.title, i.sha256) for i in first.items]


def test_when_the_attempts_are_used_up_it_is_not_yet_demonstrated(cast: Cast) -> None:
    from core.services import submissions

    submission = a_submission(cast, cast.ada)
    for expected in ("returned", "returned", "not_yet_demonstrated"):
        assert decide(cast, cast.rui, submission, NEARLY) == expected
        if expected == "returned":
            submission = latest(cast).attempts[-1].submission.id
            submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
    assert latest(cast).enrolment.state == "on_hold"
    assert latest(cast).award is None


def test_nobody_reviews_their_own_work(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        stored_members.set_roles(db, cast.ada.member_id, frozenset({Role.REVIEWER}))
        ada = cast.ada.of(stored_members.get(db, cast.ada.member_id))
    submission = a_submission(cast, ada)
    assert review_queue.waiting(cast.portal, ada) == []
    with pytest.raises(NotFound):
        reviews.begin(cast.portal, ada, submission_id=submission)
    with pytest.raises(NotFound):
        review_queue.desk(cast.portal, ada, submission)
    with pytest.raises(Exception, match="own work"), writing(cast.portal.database) as db:  # and the database itself refuses
        stored.start(db, "R1", submission, ada.member_id, at="2026-10-06T09:00:00Z")


def test_an_administrator_never_decides(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    for who in (cast.mo, cast.dee, cast.ben):
        with pytest.raises(NotAllowed):
            reviews.begin(cast.portal, who, submission_id=submission)


def test_the_second_to_save_gets_a_conflict_and_loses_no_text(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    for reader in (cast.rui, cast.sol):
        reviews.begin(cast.portal, reader, submission_id=submission)
    seen = review_queue.desk(cast.portal, cast.rui, submission).submission.row_version
    assert finish(cast, cast.rui, submission, seen) == "approved"
    with pytest.raises(Conflict, match="Rui Costa decided about this submission on 6 October"):
        finish(cast, cast.sol, submission, seen, ratings=NEARLY, reasons=REASON, feedback="My long and careful text.")
    desk = review_queue.desk(cast.portal, cast.sol, submission)
    assert desk.mine.feedback == "My long and careful text."
    assert desk.mine.reasons == REASON
    assert desk.decided_by == "Rui Costa"


def test_what_is_typed_is_kept_and_gaps_are_named(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    reviews.begin(cast.portal, cast.rui, submission_id=submission)
    seen = review_queue.desk(cast.portal, cast.rui, submission).submission.row_version
    with pytest.raises(BadInput) as refusal:
        finish(cast, cast.rui, submission, seen, ratings={"C1": 1, "C2": 2}, feedback="")
    assert set(refusal.value.fields) == {"C1", "C3", "C4", "feedback"}
    assert review_queue.desk(cast.portal, cast.rui, submission).mine.ratings == {"C1": 1, "C2": 2}


def test_unable_to_judge_hands_the_work_to_another_reviewer(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    unable = GOOD | {"C3": None}
    assert decide(cast, cast.rui, submission, unable, {"C3": "The recording cannot be heard."}) is None
    assert review_queue.waiting(cast.portal, cast.rui) == []
    assert [row.submission_id for row in review_queue.waiting(cast.portal, cast.sol)] == [submission]
    with pytest.raises(RuleBroken, match="no other reviewer"):
        decide(cast, cast.sol, submission, unable, {"C3": "Nor can I."})
    assert decide(cast, cast.sol, submission) == "approved"


def test_reviewers_see_no_name(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    shown = repr(review_queue.waiting(cast.portal, cast.rui)) + review_queue.desk(cast.portal, cast.rui, submission).label
    assert "Ada" not in shown and "ada@" not in shown


@pytest.mark.parametrize("racers", [8])
def test_however_many_sessions_race_there_is_one_decision_and_one_award(cast: Cast, racers: int) -> None:
    submission = a_submission(cast, cast.ada)
    for reader in (cast.rui, cast.sol):
        reviews.begin(cast.portal, reader, submission_id=submission)
    seen = review_queue.desk(cast.portal, cast.rui, submission).submission.row_version
    together = threading.Barrier(racers)

    def race(number: int) -> str:
        together.wait()
        try:
            return str(finish(cast, (cast.rui, cast.sol)[number % 2], submission, seen))
        except PortalError as refusal:
            return refusal.code

    with ThreadPoolExecutor(racers) as pool:
        outcomes = sorted(pool.map(race, range(racers)))
    assert outcomes == ["approved"] + ["conflict"] * (racers - 1)
    with reading(cast.portal.database) as db:
        assert rows(db, "SELECT (SELECT count(*) FROM awards) AS a, (SELECT count(*) FROM decisions) AS d") == [{"a": 1, "d": 1}]


def test_a_badge_that_cannot_be_signed_undoes_the_decision(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    for key in cast.portal.keys_folder.iterdir():
        key.unlink()
    with pytest.raises(PortalError, match="signing key"):
        decide(cast, cast.rui, submission)
    with reading(cast.portal.database) as db:
        assert stored.decision_on(db, submission) is None
        assert awards.everything(db) == []
    assert latest(cast).attempts[0].submission.state == "in_review"


def test_a_reviewer_who_lost_the_role_is_refused(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    members.change_roles(cast.portal, cast.mo, member_id=cast.rui.member_id, roles=frozenset({Role.MEMBER}), active=True)
    with reading(cast.portal.database) as db:
        rui_today = cast.rui.of(stored_members.get(db, cast.rui.member_id))
    with pytest.raises(NotAllowed):
        reviews.begin(cast.portal, rui_today, submission_id=submission)
