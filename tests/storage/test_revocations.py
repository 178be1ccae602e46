"""Cases in the database: one open at a time for each badge, closed exactly once, and never without somebody who decided."""

import sqlite3
from dataclasses import replace

import pytest

from core.errors import NotFound
from core.queries.badges import all_awards
from core.rules.revocations import RevocationCase, answer_until
from core.storage import revocations
from core.storage.database import change, reading, writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def case(cast: Cast) -> RevocationCase:
    """An open case about Ada's badge."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    token, now = all_awards(cast.portal, cast.mo)[0].token, cast.clock()
    made = RevocationCase(
        id="C1", award_token=token, cause="policy", explanation="Why.\nAnd <b>more</b>.", opened_by=cast.mo.id, opened_at=now,
        answer_until=answer_until(now), answer="", answered_at=None, outcome=None, decided_by=None, decided_at=None, grounds="",
    )  # fmt: skip
    with writing(cast.portal.database) as db:
        revocations.add(db, made)
    return made


def test_a_case_comes_back_as_it_was_kept(cast: Cast, case: RevocationCase) -> None:
    with reading(cast.portal.database) as db:
        assert revocations.get(db, "C1") == case == revocations.open_about(db, case.award_token)
        assert revocations.every_open(db) == revocations.about(db, case.award_token) == [case]
        assert revocations.about_badges_of(db, cast.ada.member_id) == [case]
        assert revocations.about_badges_of(db, cast.ben.member_id) == []
        with pytest.raises(NotFound):
            revocations.get(db, "C2")


def test_there_is_one_open_case_for_each_badge(cast: Cast, case: RevocationCase) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(cast.portal.database) as db:
        revocations.add(db, replace(case, id="C2"))
    with writing(cast.portal.database) as db:
        assert revocations.close(db, "C1", "kept", by=cast.dee.id, grounds="Well.", at=cast.clock())
        revocations.add(db, replace(case, id="C2"))


def test_a_case_is_closed_once_and_then_answered_no_more(cast: Cast, case: RevocationCase) -> None:
    with writing(cast.portal.database) as db:
        assert revocations.close(db, "C1", "revoked", by=cast.dee.id, grounds="Well.", at=cast.clock())
        assert not revocations.close(db, "C1", "kept", by=cast.rui.id, grounds="No.", at=cast.clock())
        revocations.answer(db, "C1", "Too late.", at=cast.clock())
        closed = revocations.get(db, "C1")
    assert (closed.outcome, closed.decided_by, closed.grounds, closed.answer) == ("revoked", cast.dee.id, "Well.", "")
    assert not closed.is_open


def test_no_decision_without_somebody_who_decided(cast: Cast, case: RevocationCase) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(cast.portal.database) as db:
        change(db, "UPDATE revocation_cases SET outcome = 'revoked'")
