"""What the timer does: once is enough, and once more does no harm."""

from pathlib import Path

import pytest

from core.portal import Portal
from core.queries.badges import all_awards
from core.services.upkeep import Done, upkeep
from core.settings import Settings
from core.storage import awards
from core.storage.database import change, reading, writing
from core.storage.migrations import migrate
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def test_lists_are_signed_and_then_left_alone_for_half_a_week(cast: Cast, token: str) -> None:
    assert upkeep(cast.portal) == Done(lists_signed=2)
    assert upkeep(cast.portal) == Done()
    cast.clock.pass_days(4)
    assert upkeep(cast.portal) == Done(lists_signed=2)


def test_the_looks_of_badges_from_before_are_frozen(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        change(db, "UPDATE awards SET artwork_sha256 = NULL, branding = NULL")
    assert upkeep(cast.portal).looks_frozen == 1
    with reading(cast.portal.database) as db:
        assert awards.get(db, token).looks.artwork
    assert upkeep(cast.portal).looks_frozen == 0


def test_an_empty_portal_has_nothing_to_look_after(tmp_path: Path) -> None:
    portal = Portal(Settings(data_folder=tmp_path))
    migrate(portal.database)
    assert upkeep(portal) == Done()
