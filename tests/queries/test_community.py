"""What visitors and strangers see of the community: tips, and no more."""

import pytest

from core.errors import NotSignedIn
from core.queries.community import groups_for, help_for, inside, tips_for
from core.rules.members import Actor
from tests.cast import Cast
from tests.services.test_groups import with_people, write


def test_a_visitor_sees_tips_alone(cast: Cast) -> None:
    group = with_people(cast, cast.ada)
    write(cast, cast.ada, group, "Hello")
    visitor = Actor.visitor()
    assert tips_for(cast.portal, visitor, "COM-101") == () and not help_for(cast.portal, visitor, "COM-101").may_help
    for look in (lambda: groups_for(cast.portal, visitor), lambda: inside(cast.portal, visitor, group)):
        with pytest.raises(NotSignedIn):
            look()


def test_groups_of_ones_programs_are_offered(cast: Cast) -> None:
    with_people(cast, cast.ada)
    assert [card.joined for card in groups_for(cast.portal, cast.ada)] == [True]
    assert groups_for(cast.portal, cast.ben) == []
