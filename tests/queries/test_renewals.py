import pytest

from core.errors import NotFound
from core.queries import renewals as shown
from core.services import enrolments, renewals, revocations
from core.services.corrections import correct_name
from tests.cast import Cast
from tests.services.renewing import a_program_that_ends, answer, badge, earn, hand_in, publish, to_days_before_the_end


def test_a_badge_is_there_in_its_time_only(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.ada)
    seen = {}
    for days_left in (61, 60, 0, -30, -31):
        to_days_before_the_end(cast, award, days_left)
        seen[days_left] = [row.standing for row in shown.own(cast.portal, cast.ada)]
    assert seen == {61: [], 60: ["valid"], 0: ["valid"], -30: ["expired"], -31: []}
    assert shown.own(cast.portal, cast.ben) == []


def test_how_far_a_renewal_is(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.ada)
    to_days_before_the_end(cast, award, 20)
    practice_id = hand_in(cast, cast.ada, award)
    assert shown.of_badge(cast.portal, cast.ada, award.token).in_progress
    (row,) = shown.waiting(cast.portal, cast.rui)
    assert (row.practice.id, row.label, row.program.code) == (practice_id, f"Renewal {practice_id[-4:]}", "END-100")
    answer(cast, practice_id, "returned", "Which machine?")
    mine = shown.of_badge(cast.portal, cast.ada, award.token)
    assert mine.returned and (mine.returned.reason, mine.in_progress) == ("Which machine?", False)
    again = hand_in(cast, cast.ada, award)
    assert shown.desk(cast.portal, cast.sol, again).earlier_reason == "Which machine?"
    answer(cast, again)
    assert shown.of_badge(cast.portal, cast.ada, award.token).award.token == badge(cast, cast.ada).token
    assert shown.desk(cast.portal, cast.sol, again).answered_by == "Rui Costa"
    assert shown.waiting(cast.portal, cast.sol) == []


def test_a_program_that_was_started_again_is_a_renewal_under_way(cast: Cast) -> None:
    publish(cast, a_program_that_ends(renewal={"kind": "reassess"}))
    award = earn(cast, cast.ada)
    to_days_before_the_end(cast, award, 20)
    assert shown.of_badge(cast.portal, cast.ada, award.token).taken
    started = enrolments.enrol(cast.portal, cast.ada, code="END-100")
    mine = shown.of_badge(cast.portal, cast.ada, award.token)
    assert (mine.under_way, mine.in_progress, mine.submitted) == (started.id, True, False)


def test_the_queue_leaves_out_badges_that_cannot_be_renewed_and_follows_a_corrected_one(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    corrected, suspended = earn(cast, cast.ada), earn(cast, cast.ben)
    to_days_before_the_end(cast, corrected, 20)
    followed = hand_in(cast, cast.ada, corrected)
    hand_in(cast, cast.ben, suspended)
    correct_name(cast.portal, cast.mo, token=corrected.token, name="Ada Obi-Mensah")
    revocations.open_case(cast.portal, cast.mo, token=suspended.token, cause="integrity", explanation="Please see.", suspend=True)
    assert [row.practice.id for row in shown.waiting(cast.portal, cast.rui)] == [followed]
    assert answer(cast, followed) == badge(cast, cast.ada).token


def test_drafts_and_ones_own_are_not_found_on_the_desk(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.rui)
    to_days_before_the_end(cast, award, 20)
    draft = renewals.open_draft(cast.portal, cast.rui, token=award.token)
    for reviewer in (cast.sol, cast.rui):
        with pytest.raises(NotFound):
            shown.desk(cast.portal, reviewer, draft.id)
