"""Taking quizzes: tries, what they state, two tabs, and what follows from a pass."""

from collections.abc import Callable

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.rules.members import Actor
from core.rules.quizzes import Answer, Try
from core.services import enrolments, programs, quizzes
from core.storage import quizzes as stored
from core.storage.database import reading, rows
from tests.builders import a_progress_program, a_quiz_activity
from tests.cast import Cast
from tests.services.steps import all_at_once

RIGHT: dict[int, Answer] = {0: (0,), 1: (0, 2), 2: "LOCK-OUT"}
ONE_RIGHT: dict[int, Answer] = {0: (0,), 1: (0,), 2: "tagging"}
OTHER_WRONG: dict[int, Answer] = {0: (1,), 1: (1,), 2: "tags"}


def a_quiz(cast: Cast, *, quiz: dict[str, object] | None = None, rule: dict[str, object] | None = None) -> str:
    """Ada takes part in a program with a quiz and an activity of her own; gives the enrolment's id."""
    activity = a_quiz_activity()
    activity["quiz"] |= quiz or {}
    content = {
        "activities": [{"key": "A1", "title": "Read the guide"}, activity],
        "completion": rule or {"kind": "all", "of": ["A1", "Q1"]},
    }
    programs.publish(cast.portal, cast.dee, program=a_progress_program(code="QUI-001", **content))
    return enrolments.enrol(cast.portal, cast.ada, code="QUI-001").id


def take(cast: Cast, enrolment: str, answers: dict[int, Answer] = RIGHT, number: int = 1, who: Actor | None = None) -> Try:
    return quizzes.take(cast.portal, who or cast.ada, enrolment_id=enrolment, activity="Q1", answers=answers, number=number)


def read(cast: Cast, enrolment: str) -> None:
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=enrolment, activity="A1", attested=True)


def tries(cast: Cast, enrolment: str) -> list[Try]:
    with reading(cast.portal.database) as db:
        return stored.tries(db, enrolment, "Q1")


def test_a_passed_quiz_ticks_its_activity_off_with_the_score(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    taken = take(cast, enrolment)
    assert (taken.passed, taken.score_bp, taken.number) == (True, 10_000, 1)
    said = learning.participation(cast.portal, cast.ada, enrolment).said["Q1"]
    assert (said.state, said.source, said.score_bp) == ("passed", "quiz", 10_000)


def test_the_last_missing_quiz_earns_the_badge_at_once(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    read(cast, enrolment)
    take(cast, enrolment)
    award = learning.participation(cast.portal, cast.ada, enrolment).award
    assert award is not None and "Quiz passed on 06 October 2026. Score: 100 %." in award.credential
    assert take(cast, enrolment).passed  # the second click of a double click finds what the first one did
    assert len(tries(cast, enrolment)) == 1


def test_a_try_below_the_pass_mark_is_not_enough_and_the_next_one_can_be(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    assert not take(cast, enrolment, ONE_RIGHT).passed
    said = learning.participation(cast.portal, cast.ada, enrolment).said["Q1"]
    assert (said.state, said.score_bp) == ("failed", 3333)
    assert take(cast, enrolment, RIGHT, number=2).passed  # in the same second
    assert learning.participation(cast.portal, cast.ada, enrolment).said["Q1"].state == "passed"


def test_after_a_pass_nothing_can_be_lost(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment)
    with pytest.raises(RuleBroken, match="passed this quiz already"):
        take(cast, enrolment, OTHER_WRONG, number=2)
    assert learning.participation(cast.portal, cast.ada, enrolment).said["Q1"].state == "passed"


def test_tries_end_and_the_facilitator_can_go_on(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    read(cast, enrolment)
    take(cast, enrolment, ONE_RIGHT)
    take(cast, enrolment, OTHER_WRONG, number=2)
    with pytest.raises(RuleBroken, match="All 2 tries of this quiz are used"):
        take(cast, enrolment, RIGHT, number=3)
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=enrolment, activity="Q1")
    assert learning.participation(cast.portal, cast.ada, enrolment).award is not None


def test_what_is_done_otherwise_is_not_put_at_risk(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    enrolments.waive_activity(cast.portal, cast.dee, enrolment_id=enrolment, activity="Q1", reason="Teaches it.")
    with pytest.raises(RuleBroken, match="is done already"):
        take(cast, enrolment, OTHER_WRONG)


def test_an_open_question_uses_no_try(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    with pytest.raises(BadInput) as problem:
        take(cast, enrolment, {0: (0,)})
    assert set(problem.value.fields) == {"1", "2"} and tries(cast, enrolment) == []


def test_two_tabs_use_one_try_each_knowingly(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment, ONE_RIGHT)
    assert take(cast, enrolment, ONE_RIGHT).score_bp == 3333  # the same again is the same try
    with pytest.raises(Conflict, match="from another window"):
        take(cast, enrolment, OTHER_WRONG)
    for wrong in (0, -1, 3):
        with pytest.raises(Conflict):
            take(cast, enrolment, RIGHT, number=wrong)
    assert len(tries(cast, enrolment)) == 1


def test_at_the_same_moment_one_try_is_marked_once(cast: Cast) -> None:
    enrolment = a_quiz(cast)

    def with_answers(answers: dict[int, Answer]) -> Callable[[Cast], object]:
        return lambda own: take(own, enrolment, answers)

    refusals = all_at_once(cast, [with_answers(ONE_RIGHT), with_answers(ONE_RIGHT), with_answers(OTHER_WRONG), with_answers(OTHER_WRONG)])
    assert sorted(refusals) == ["", "", "conflict", "conflict"]
    assert len(tries(cast, enrolment)) == 1
    assert len(learning.participation(cast.portal, cast.ada, enrolment).said) == 1


def test_in_an_order_the_quiz_waits_for_its_turn(cast: Cast) -> None:
    enrolment = a_quiz(cast, rule={"kind": "in_order", "of": ["A1", "Q1"]})
    with pytest.raises(RuleBroken, match="First comes “Read the guide”"):
        take(cast, enrolment)
    read(cast, enrolment)
    assert take(cast, enrolment).passed


def test_what_is_typed_is_kept_until_it_is_handed_in(cast: Cast) -> None:
    enrolment = a_quiz(cast)

    def typed() -> dict[int, Answer] | None:
        with reading(cast.portal.database) as db:
            return stored.typed(db, enrolment, "Q1")

    def keep(answers: dict[int, Answer]) -> None:
        quizzes.keep(cast.portal, cast.ada, enrolment_id=enrolment, activity="Q1", answers=answers)

    assert typed() is None
    keep({0: (1,), 2: ""})
    keep({0: (0,), 1: (), 2: "Lock", 7: (0,)})
    assert typed() == {0: (0,), 1: (), 2: "Lock"}
    for refused in ("a \x07 bell", "x" * 201):
        with pytest.raises(BadInput) as problem:
            keep({2: refused})
        assert list(problem.value.fields) == ["2"]
    take(cast, enrolment)
    assert typed() is None
    with pytest.raises(RuleBroken, match="passed this quiz already"):
        keep({0: (1,)})


def test_a_quiz_is_taken_by_its_own_member_only(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    for act in (lambda who: take(cast, enrolment, who=who), lambda who: keep_as(cast, enrolment, who)):
        with pytest.raises(RuleBroken, match="not among yours"):
            act(cast.ben)
        with pytest.raises(NotSignedIn):
            act(Actor.visitor())
    with pytest.raises(NotFound):
        take(cast, "no-such-enrolment")
    with pytest.raises(RuleBroken, match="has no quiz"):
        quizzes.take(cast.portal, cast.ada, enrolment_id=enrolment, activity="A1", answers={}, number=1)
    with pytest.raises(NotAllowed):
        enrolments.confirm_activity(cast.portal, cast.ben, enrolment_id=enrolment, activity="Q1")


def keep_as(cast: Cast, enrolment: str, who: Actor) -> None:
    quizzes.keep(cast.portal, who, enrolment_id=enrolment, activity="Q1", answers={})


def test_who_left_takes_no_quiz(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=enrolment)
    with pytest.raises(RuleBroken, match="is finished"):
        take(cast, enrolment)


def test_every_try_is_in_the_log(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment, ONE_RIGHT)
    take(cast, enrolment, RIGHT, number=2)
    with reading(cast.portal.database) as db:
        logged = [row["action"] for row in rows(db, "SELECT action FROM audit_log WHERE entity_id = :id ORDER BY id", id=enrolment)]
    assert logged == ["enrolment.started", "quiz.taken", "quiz.taken", "activity.completed"]
