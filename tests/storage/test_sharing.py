from datetime import date

import pytest

from core.queries import learning
from core.storage import sharing
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def test_one_row_a_badge_channel_and_day(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        for day in (1, 1, 2):
            sharing.remember(db, token, "bluesky", on=date(2026, 10, day))
        assert db.execute("SELECT count(*) FROM share_events").fetchone() == (2,)


def test_the_last_day_of_each_channel_the_newest_first(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        sharing.remember(db, token, "bluesky", on=date(2026, 10, 1))
        sharing.remember(db, token, "email", on=date(2026, 10, 3))
        sharing.remember(db, token, "bluesky", on=date(2026, 10, 2))
        assert list(sharing.last_by_channel(db, token).items()) == [("email", date(2026, 10, 3)), ("bluesky", date(2026, 10, 2))]
        assert sharing.last_by_channel(db, "another") == {}


def test_a_badge_counts_once_however_often_it_was_shared(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        assert sharing.counts(db) == (1, 0)
        sharing.remember(db, token, "bluesky", on=date(2026, 10, 1))
        sharing.remember(db, token, "email", on=date(2026, 10, 1))
        assert sharing.counts(db) == (1, 1)
        db.execute("UPDATE awards SET state = 'revoked' WHERE token = :token", {"token": token})
        assert sharing.counts(db) == (0, 0)
