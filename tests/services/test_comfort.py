import pytest

from core.errors import BadInput, NotSignedIn
from core.queries.comfort import comfort
from core.rules.comfort import AS_IT_COMES, Comfort
from core.rules.members import Actor
from core.services.comfort import choose
from tests.cast import Cast


def test_what_somebody_chose_is_kept_for_them_alone(cast: Cast) -> None:
    choose(cast.portal, cast.ada, comfort=Comfort("larger", still=True))
    choose(cast.portal, cast.ada, comfort=Comfort("largest", clear=True))
    assert comfort(cast.portal, cast.ada) == Comfort("largest", still=False, clear=True)
    assert comfort(cast.portal, cast.ben) == AS_IT_COMES


def test_sizes_that_do_not_exist_change_nothing(cast: Cast) -> None:
    with pytest.raises(BadInput) as refused:
        choose(cast.portal, cast.ada, comfort=Comfort("gigantic"))  # type: ignore[arg-type]
    assert set(refused.value.fields) == {"text_size"}
    assert comfort(cast.portal, cast.ada) == AS_IT_COMES


def test_visitors_have_nothing_to_choose(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        choose(cast.portal, Actor.visitor(), comfort=Comfort("larger"))
