import pytest

from core.errors import NotFound, NotSignedIn
from core.queries.recommendations import next_best
from core.rules.members import Actor
from core.services import job_roles, recommendations
from tests.cast import Cast


def test_put_away_for_ninety_days_by_one_person(cast: Cast) -> None:
    role = job_roles.describe(cast.portal, cast.dee, name="Facility manager")
    for who in (cast.ada, cast.ben):
        job_roles.tell(cast.portal, who, current=[role], wanted=[], goal="")
    recommendations.not_for_me(cast.portal, cast.ada, code="COM-101")
    assert "COM-101" not in codes(cast, cast.ada) and "COM-101" in codes(cast, cast.ben)
    cast.clock.pass_days(89)
    assert "COM-101" not in codes(cast, cast.ada)
    cast.clock.pass_days(1)
    assert "COM-101" in codes(cast, cast.ada)


def codes(cast: Cast, who: Actor) -> list[str]:
    return [one.card.program.code for one in next_best(cast.portal, who)]


def test_refused(cast: Cast) -> None:
    with pytest.raises(NotFound):
        recommendations.not_for_me(cast.portal, cast.ada, code="NO-1")
    with pytest.raises(NotSignedIn):
        recommendations.not_for_me(cast.portal, Actor.visitor(), code="COM-101")
