"""What facilitators find to confirm."""

import pytest

from core.errors import NotAllowed
from core.queries.confirmations import OpenActivity, open_activities
from core.rules.members import Actor
from core.services import enrolments
from tests.cast import Cast
from tests.services.test_quizzes import ONE_RIGHT, OTHER_WRONG, a_quiz, take


def waiting(cast: Cast, who: Actor) -> list[OpenActivity]:
    return [row for row in open_activities(cast.portal, who) if row.waits]


def test_activities_wait_until_the_facilitator_confirms_them(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.enrol(cast.portal, cast.dee, code="ORI-001")  # nobody confirms their own
    (row,) = waiting(cast, cast.dee)
    assert (row.member_name, row.program.code, row.activity.key, row.needed_bp) == ("Ada Obi", "ORI-001", "A3", None)
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    assert waiting(cast, cast.dee) == []
    assert [one.member_name for one in waiting(cast, cast.mo)] == ["Dee Novak"]


def test_what_others_tick_off_is_open_and_does_not_wait(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert [row.activity.key for row in open_activities(cast.portal, cast.dee) if not row.waits] == ["A1", "A2"]
    enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A1", reason="Wrote it.")
    assert [row.activity.key for row in open_activities(cast.portal, cast.dee) if not row.waits] == ["A2"]


def test_a_quiz_waits_once_its_tries_are_used(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment, ONE_RIGHT)
    assert waiting(cast, cast.dee) == []
    take(cast, enrolment, OTHER_WRONG, number=2)
    (row,) = waiting(cast, cast.dee)
    assert (row.activity.key, row.tries, row.is_used_up) == ("Q1", 2, True)


def test_members_and_reviewers_find_nothing_here(cast: Cast) -> None:
    for who in (cast.ada, cast.rui):
        with pytest.raises(NotAllowed):
            open_activities(cast.portal, who)
