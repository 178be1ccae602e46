import pytest

from core.errors import BadInput, RuleBroken
from pages.shared.gathering import Gathering


def test_everything_wrong_is_told_at_once_under_the_names_of_the_page() -> None:
    gathering = Gathering()
    with gathering.under():
        raise BadInput({"email": "first"})
    with gathering.under(email="admin_email"):
        raise BadInput({"email": "second", "name": "third"})
    with pytest.raises(BadInput) as told:
        gathering.refuse_if_any()
    assert told.value.fields == {"email": "first", "admin_email": "second", "name": "third"}


def test_nothing_wrong_passes_and_other_refusals_are_not_held_back() -> None:
    gathering = Gathering()
    with gathering.under():
        pass
    gathering.refuse_if_any()
    with pytest.raises(RuleBroken), gathering.under():
        raise RuleBroken("no")
