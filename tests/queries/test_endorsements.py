from core.queries.endorsements import of_own_badge, shown
from core.services import endorsements
from tests.cast import Cast
from tests.services.test_endorsements import asked, given, token  # noqa: F401 - a fixture


def test_the_holder_sees_everything_and_the_world_what_was_accepted(cast: Cast, token: str) -> None:  # noqa: F811
    first = given(cast, token)
    cast.clock.pass_days(1)
    asked(cast, token)
    assert [one.state for one in of_own_badge(cast.portal, cast.ada, token)] == ["asked", "given"]
    assert shown(cast.portal, token) == ()
    endorsements.accept(cast.portal, cast.ada, endorsement_id=first)
    assert [one.id for one in shown(cast.portal, token)] == [first]
