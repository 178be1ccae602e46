"""What members see of a quiz: nothing that would help them, until it is over."""

import dataclasses
import json

import pytest

from core.errors import NotFound, NotSignedIn
from core.queries import quizzes
from core.queries.quizzes import QuizDesk
from core.rules.members import Actor
from tests.cast import Cast
from tests.services.test_quizzes import ONE_RIGHT, OTHER_WRONG, RIGHT, a_quiz, take

SECRETS = ("Lockout", "Lock out", "So it is off", "Lockout and tagout")


def desk(cast: Cast, enrolment: str) -> QuizDesk:
    return quizzes.desk(cast.portal, cast.ada, enrolment, "Q1")


def everything(found: QuizDesk) -> str:
    return json.dumps(dataclasses.asdict(found), default=str)


def test_before_the_first_try_nothing_is_given_away(cast: Cast) -> None:
    found = desk(cast, a_quiz(cast))
    assert (found.left, found.closed, found.last, found.pass_bp) == (2, "", None, 6600)
    assert [one.right for one in found.asked] == [None] * 3
    assert not any(secret in everything(found) for secret in SECRETS)


def test_after_a_try_which_ones_were_right_but_not_what_would_be(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment, ONE_RIGHT)
    found = desk(cast, enrolment)
    assert [one.right for one in found.asked] == [True, False, False]
    assert found.left == 1 and found.typed == ONE_RIGHT  # the next try begins with the last one
    assert not any(secret in everything(found) for secret in SECRETS)


@pytest.mark.parametrize("ends", ["passed", "used up"])
def test_when_it_is_over_everything_is_explained(cast: Cast, ends: str) -> None:
    enrolment = a_quiz(cast)
    take(cast, enrolment, ONE_RIGHT)
    take(cast, enrolment, RIGHT if ends == "passed" else OTHER_WRONG, number=2)
    found = desk(cast, enrolment)
    assert found.left == 0 and found.closed
    assert found.asked[1].solution == ("Spring", "Steam") and found.asked[2].solution == ("Lockout", "Lock out")
    assert found.asked[0].explanation == "So it is off."


def test_a_quiz_whose_turn_has_not_come_says_what_comes_first(cast: Cast) -> None:
    found = desk(cast, a_quiz(cast, rule={"kind": "in_order", "of": ["A1", "Q1"]}))
    assert found.closed == "First comes “Read the guide”."


def test_somebody_elses_quiz_and_what_is_none_are_not_found(cast: Cast) -> None:
    enrolment = a_quiz(cast)
    for who, activity in ((cast.ben, "Q1"), (cast.dee, "Q1"), (cast.ada, "A1"), (cast.ada, "")):
        with pytest.raises(NotFound):
            quizzes.desk(cast.portal, who, enrolment, activity)
    with pytest.raises(NotSignedIn):
        quizzes.desk(cast.portal, Actor.visitor(), enrolment, "Q1")
