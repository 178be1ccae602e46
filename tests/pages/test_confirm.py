"""Confirming what only a facilitator can confirm."""

import pytest

from core.queries import learning
from core.services import enrolments
from tests.pages.door import Door, words


def test_one_click_confirms_one_activity(door: Door) -> None:
    enrolments.enrol(door.cast.portal, door.cast.ada, code="ORI-001")
    app = door.open(door.cast.dee, "confirm")
    assert "1 waiting" in words(app)
    next(button for button in app.button if "Ada Obi" in button.label).click().run()
    assert not app.exception
    assert "A3" in learning.participations(door.cast.portal, door.cast.ada)[0].said
    assert "Nothing to confirm" in words(app)


def test_an_empty_page_says_what_will_come(door: Door) -> None:
    assert "appear here" in words(door.open(door.cast.mo, "confirm"))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_confirm_nothing(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "confirm")
