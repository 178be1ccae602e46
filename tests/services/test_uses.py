"""Holders are asked once, at the right time, and what they say counts without their name."""

import pytest

from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries import learning, messages
from core.queries.uses import questions, used_at_work
from core.rules.members import Actor
from core.services import corrections, members, uses
from core.services.upkeep import upkeep
from core.storage.database import reading, rows
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


def earned(cast: Cast, *people: Actor) -> str:
    """A badge for each; gives the first one's address."""
    for who in people:
        decide(cast, cast.rui, a_submission(cast, who))
    return learning.badges(cast.portal, people[0])[0].award.token


def asked(cast: Cast, *people: Actor) -> str:
    token = earned(cast, *people)
    cast.clock.pass_days(75)
    uses.ask_all(cast.portal)
    return token


def test_asked_once_after_75_days_and_answered(cast: Cast) -> None:
    token = earned(cast, cast.ada)
    cast.clock.pass_days(74)
    assert uses.ask_all(cast.portal) == 0
    cast.clock.pass_days(1)
    assert upkeep(cast.portal).uses_asked == 1 and upkeep(cast.portal).uses_asked == 0
    assert [question.token for question in questions(cast.portal, cast.ada)] == [token]
    told = next(each for each in messages.unread(cast.portal, cast.ada) if each.kind == "use_asked")
    assert told.subject.startswith("Have you used “Brief occupants during an incident” at work since?")
    uses.answer(cast.portal, cast.ada, token=token, used="once")
    assert questions(cast.portal, cast.ada) == [] and not any(each.kind == "use_asked" for each in messages.unread(cast.portal, cast.ada))
    uses.answer(cast.portal, cast.ada, token=token, used="weekly")
    with reading(cast.portal.database) as db:
        assert [row["used"] for row in rows(db, "SELECT used FROM uses")] == ["weekly"]


def test_nobody_is_asked_about_what_is_out_of_force_or_when_they_left(cast: Cast) -> None:
    token = earned(cast, cast.ada, cast.ben)
    revoke(cast, token)
    members.change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=cast.ben.roles, active=False)
    cast.clock.pass_days(80)
    assert uses.ask_all(cast.portal) == 0


def test_an_old_badge_is_not_asked_about(cast: Cast) -> None:
    earned(cast, cast.ada)
    cast.clock.pass_days(75 + 60)
    assert uses.ask_all(cast.portal) == 0


def test_a_corrected_badge_is_not_asked_about_again(cast: Cast) -> None:
    token = asked(cast, cast.ada)
    corrections.correct_name(cast.portal, cast.mo, token=token, name="Ada M. Obi", from_now_on=True)
    assert uses.ask_all(cast.portal) == 0
    assert questions(cast.portal, cast.ada) == []  # that badge is replaced


def test_a_question_that_nobody_answers_goes_away(cast: Cast) -> None:
    asked(cast, cast.ada)
    cast.clock.pass_days(60)
    assert questions(cast.portal, cast.ada) == []


def test_refusals(cast: Cast) -> None:
    token = earned(cast, cast.ada)
    with pytest.raises(RuleBroken):
        uses.answer(cast.portal, cast.ada, token=token, used="once")
    cast.clock.pass_days(75)
    uses.ask_all(cast.portal)
    for used in ("", "daily"):
        with pytest.raises(BadInput) as refused:
            uses.answer(cast.portal, cast.ada, token=token, used=used)
        assert set(refused.value.fields) == {"used"}
    with pytest.raises(NotFound):
        uses.answer(cast.portal, cast.ben, token=token, used="once")
    with pytest.raises(NotSignedIn):
        uses.answer(cast.portal, Actor.visitor(), token=token, used="once")


def test_numbers_begin_with_five_answers(cast: Cast) -> None:
    people = (cast.ada, cast.ben, cast.dee, cast.mo, cast.sol)
    asked(cast, *people)
    for number, who in enumerate(people):
        assert used_at_work(cast.portal, cast.dee) is None
        (question,) = questions(cast.portal, who)
        uses.answer(cast.portal, who, token=question.token, used=("weekly", "once")[number % 2])
    found = used_at_work(cast.portal, cast.dee)
    assert found is not None and (found.asked, found.answered, found.often) == (5, 5, 3)
