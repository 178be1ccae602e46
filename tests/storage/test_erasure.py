"""Signed documents change in one way only: they go with their erased holder, and leave their fingerprint."""

import sqlite3
from datetime import date

import pytest

from core.errors import NotFound
from core.queries import learning
from core.storage import erasure
from core.storage.database import change, writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def test_a_document_stays_while_its_holder_does(cast: Cast, token: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never changes"), writing(cast.portal.database) as db:
        erasure.forget_document(db, token, 1, "f")


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE credentials SET document = '{}', jwt = '', fingerprint = 'f'",
        "UPDATE credentials SET document = '', jwt = '', fingerprint = ''",
        "UPDATE credentials SET document = '', jwt = '', fingerprint = 'f', sha256 = 'x'",
        "DELETE FROM credentials",
    ],
)
def test_nothing_else_can_be_done_to_it(cast: Cast, token: str, wrong: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="signed document"), writing(cast.portal.database) as db:
        change(db, "UPDATE members SET erased_at = '2026-10-06T09:00:00Z' WHERE id = :id", id=cast.ada.id)
        change(db, wrong)


def test_requests_by_urgency(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        erasure.add(db, "r1", cast.ada.member_id, "", at="2026-10-06T09:00:00Z", due=date(2026, 11, 5))
        erasure.add(db, "r2", cast.ben.member_id, "why", at="2026-10-01T09:00:00Z", due=date(2026, 10, 31))
        assert [row.id for row in erasure.everything(db)] == ["r2", "r1"]
        erasure.settle(db, "r2", "declined", by=cast.mo.id, at="2026-10-07T09:00:00Z", answer="no")
        assert [row.id for row in erasure.everything(db)] == ["r1", "r2"]
        assert erasure.newest_of(db, cast.ben.member_id).answer == "no" and erasure.newest_of(db, cast.rui.member_id) is None
        with pytest.raises(NotFound):
            erasure.get(db, "r3")
