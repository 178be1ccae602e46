from datetime import timedelta

from core.rules.times import stamp
from core.storage import uses
from core.storage.database import reading, writing
from tests.cast import Cast
from tests.services.test_uses import earned


def test_asked_once_and_counted(cast: Cast) -> None:
    token, now = earned(cast, cast.ada), cast.portal.now() + timedelta(days=80)
    with writing(cast.portal.database) as db:
        assert uses.to_ask(db, now) == [token] and uses.to_ask(db, cast.portal.now()) == []
        assert uses.ask(db, token, at=stamp(now)) and not uses.ask(db, token, at=stamp(now))
        assert uses.to_ask(db, now) == [] and uses.counts(db) == (1, {})
        assert [use.award_token for use in uses.unanswered(db, cast.ada.member_id)] == [token]
        uses.answer(db, token, "monthly", at=stamp(now))
    with reading(cast.portal.database) as db:
        assert uses.counts(db) == (1, {"monthly": 1}) and uses.unanswered(db, cast.ada.member_id) == []
        assert uses.about(db, token) == uses.Use(token, now.replace(microsecond=0), "monthly")
