import pytest

from core.errors import NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries.wishes import open_wishes
from core.rules.members import Actor
from core.services import wishes
from tests.cast import Cast


def test_two_people_wish_for_the_same(cast: Cast) -> None:
    for who, words in ((cast.ada, "Forklift"), (cast.ada, "forklift "), (cast.ben, "FORKLIFT")):
        wishes.wish(cast.portal, who, words=words)
    assert [(one.words, one.people) for one in open_wishes(cast.portal, cast.dee)] == [("forklift", 2)]
    wishes.settle(cast.portal, cast.dee, words="forklift")
    assert open_wishes(cast.portal, cast.dee) == []
    with pytest.raises(NotFound):
        wishes.settle(cast.portal, cast.dee, words="forklift")


def test_a_few_a_day(cast: Cast) -> None:
    for number in range(10):
        wishes.wish(cast.portal, cast.ada, words=f"wish {number}")
    wishes.wish(cast.portal, cast.ada, words="wish 3")
    with pytest.raises(RuleBroken):
        wishes.wish(cast.portal, cast.ada, words="one more")
    cast.clock.pass_days(1)
    wishes.wish(cast.portal, cast.ada, words="one more")


def test_who_may(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        wishes.wish(cast.portal, Actor.visitor(), words="forklift")
    wishes.wish(cast.portal, cast.ada, words="forklift")
    for act in (open_wishes, lambda portal, actor: wishes.settle(portal, actor, words="forklift")):
        with pytest.raises(NotAllowed):
            act(cast.portal, cast.ada)
