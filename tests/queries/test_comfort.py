from core.queries.comfort import comfort
from core.rules.comfort import AS_IT_COMES, Comfort
from core.rules.members import Actor
from core.services.comfort import choose
from tests.cast import Cast


def test_everybody_reads_as_it_comes_until_they_choose(cast: Cast) -> None:
    assert comfort(cast.portal, Actor.visitor()) == comfort(cast.portal, cast.ada) == AS_IT_COMES
    choose(cast.portal, cast.ada, comfort=Comfort(still=True))
    assert comfort(cast.portal, cast.ada).still
