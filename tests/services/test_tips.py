"""Tips and offers of people who hold the badge."""

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries import learning
from core.queries.community import help_for, reported, tips_for, volunteers
from core.rules.members import Actor
from core.services import tips
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def earner(cast: Cast) -> Actor:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return cast.ada


def test_one_tip_a_person_with_or_without_a_name(cast: Cast, earner: Actor) -> None:
    tips.write(cast.portal, earner, code="COM-101", words=" Begin with  the time. ", named=True)
    tips.write(cast.portal, earner, code="COM-101", words="Begin with the place.", named=False)
    (view,) = tips_for(cast.portal, Actor.visitor(), "COM-101")
    assert (view.tip.words, view.author, view.is_own) == ("Begin with the place.", "An earner", False)
    tips.take_back(cast.portal, earner, code="COM-101")
    assert tips_for(cast.portal, earner, "COM-101") == ()
    with pytest.raises(NotFound):
        tips.take_back(cast.portal, earner, code="COM-101")


def test_only_holders_of_a_valid_badge(cast: Cast, earner: Actor) -> None:
    with pytest.raises(RuleBroken):
        tips.write(cast.portal, cast.ben, code="COM-101", words="Guess.", named=True)
    with pytest.raises(BadInput):
        tips.write(cast.portal, earner, code="COM-101", words="", named=True)
    revoke(cast, learning.badges(cast.portal, earner)[0].award.token)
    for act in (
        lambda: tips.write(cast.portal, earner, code="COM-101", words="Late.", named=True),
        lambda: tips.offer(cast.portal, earner, code="COM-101", help_="coach", offered=True),
    ):
        with pytest.raises(RuleBroken):
            act()
    assert not help_for(cast.portal, earner, "COM-101").may_help


def test_reported_and_decided(cast: Cast, earner: Actor) -> None:
    tips.write(cast.portal, earner, code="COM-101", words="Buy my book.", named=True)
    tip = tips_for(cast.portal, cast.ben, "COM-101")[0].tip.id
    tips.report(cast.portal, cast.ben, tip_id=tip, reason="Advertising.")
    assert tips_for(cast.portal, cast.ben, "COM-101") == () and len(tips_for(cast.portal, cast.rui, "COM-101")) == 1
    assert reported(cast.portal, cast.dee)[0].words == "Buy my book."
    with pytest.raises(NotAllowed):
        tips.moderate(cast.portal, cast.ben, tip_id=tip, hide=True)
    tips.moderate(cast.portal, cast.dee, tip_id=tip, hide=True)
    assert tips_for(cast.portal, cast.rui, "COM-101") == () and reported(cast.portal, cast.dee) == []


def test_offers_are_seen_by_those_who_look_after_programs(cast: Cast, earner: Actor) -> None:
    tips.offer(cast.portal, earner, code="COM-101", help_="reviewer", offered=True)
    assert [(row.name, row.program) for row in volunteers(cast.portal, cast.dee)] == [("Ada Obi", "Brief occupants during an incident")]
    assert help_for(cast.portal, earner, "COM-101").offers == {"reviewer"}
    tips.offer(cast.portal, earner, code="COM-101", help_="reviewer", offered=False)
    assert volunteers(cast.portal, cast.dee) == []
    with pytest.raises(BadInput):
        tips.offer(cast.portal, earner, code="COM-101", help_="boss", offered=True)
    with pytest.raises(NotAllowed):
        volunteers(cast.portal, cast.ben)
