import pytest

from core.errors import NotSignedIn
from core.queries.profile import profile
from core.rules.members import Actor
from tests.cast import Cast


def test_people_read_about_themselves(cast: Cast) -> None:
    assert profile(cast.portal, cast.ada).email == "ada@northshore.example"


def test_visitors_have_no_profile(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        profile(cast.portal, Actor.visitor())
