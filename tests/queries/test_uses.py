import pytest

from core.errors import NotAllowed
from core.queries.uses import questions, used_at_work
from tests.cast import Cast
from tests.services.test_uses import asked


def test_everybody_sees_their_own_questions(cast: Cast) -> None:
    token = asked(cast, cast.ada)
    assert [(each.token, each.title) for each in questions(cast.portal, cast.ada)] == [(token, "Brief occupants during an incident")]
    assert questions(cast.portal, cast.ben) == []


def test_numbers_are_for_those_who_read_numbers(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        used_at_work(cast.portal, cast.ada)
