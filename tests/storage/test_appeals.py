"""Appeals in the database: one for each case, closed exactly once, never without somebody who decided."""

import sqlite3
from dataclasses import replace

import pytest

from core.queries.badges import all_awards
from core.rules.appeals import Appeal, due_on
from core.storage import appeals
from core.storage.database import change, reading, writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def appeal(cast: Cast) -> Appeal:
    """Ada's, against the revocation of her badge."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    case_id, now = revoke(cast, all_awards(cast.portal, cast.mo)[0].token), cast.clock()
    made = Appeal(case_id, "new_information", "Look\nagain, <b>please</b>.", now, due_on(now), None, None, None, "")
    with writing(cast.portal.database) as db:
        appeals.add(db, made)
    return made


def test_an_appeal_comes_back_as_it_was_kept(cast: Cast, appeal: Appeal) -> None:
    with reading(cast.portal.database) as db:
        assert appeals.in_case(db, appeal.case_id) == appeal
        assert appeals.every_open(db) == [appeal]
        assert appeals.in_case(db, "nothing") is None


def test_there_is_one_for_each_case(cast: Cast, appeal: Appeal) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(cast.portal.database) as db:
        appeals.add(db, replace(appeal, statement="Again."))


def test_it_is_closed_once(cast: Cast, appeal: Appeal) -> None:
    with writing(cast.portal.database) as db:
        assert appeals.close(db, appeal.case_id, "dismissed", by=cast.sol.id, reasons="No.", at=cast.clock())
        assert not appeals.close(db, appeal.case_id, "upheld", by=cast.rui.id, reasons="Yes.", at=cast.clock())
    with reading(cast.portal.database) as db:
        assert appeals.every_open(db) == []
        closed = replace(appeal, outcome="dismissed", decided_by=cast.sol.id, decided_at=cast.clock(), reasons="No.")
        assert appeals.in_case(db, appeal.case_id) == closed


def test_nobody_decides_as_nobody(cast: Cast, appeal: Appeal) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(cast.portal.database) as db:
        change(db, "UPDATE appeals SET outcome = 'upheld'")
