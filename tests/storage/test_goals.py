from datetime import date
from decimal import Decimal

import pytest

from core.errors import NotFound
from core.rules.goals import GoalDetails, IndicatorDetails, Observation
from core.storage import goals
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide

AT = "2026-10-06T09:00:00Z"
CALLS = IndicatorDetails(name="Calls", direction="down", baseline="14.5", target=5)


def test_what_was_written_down_comes_back(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        goals.save(db, "g", GoalDetails(title="Fewer calls"), at=AT)
        goals.save(db, "g", GoalDetails(title="Far fewer calls"), at=AT)
        goals.save_indicator(db, "i", "g", CALLS, at=AT)
        assert [goal.details.title for goal in goals.everything(db)] == ["Far fewer calls"]
        assert goals.indicators(db, "g")[0].details == CALLS == goals.indicator(db, "i").details
        goals.observe(db, "i", Observation(date(2026, 5, 1), Decimal("9.25"), 3, "spring"))
        goals.observe(db, "i", Observation(date(2026, 4, 1), Decimal(12)))
        goals.observe(db, "i", Observation(date(2026, 4, 1), Decimal(11)))
        assert [seen.value for seen in goals.observations(db, "i")] == [Decimal(11), Decimal("9.25")]
        assert goals.forget(db, "i", date(2026, 4, 1)) == 1 and goals.forget(db, "i", date(2026, 4, 1)) == 0
        for read in (goals.get, goals.indicator):
            with pytest.raises(NotFound):
                read(db, "nowhere")


def test_badges_month_by_month(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    cast.clock.pass_days(40)
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    with writing(cast.portal.database) as db:
        assert goals.awards_by_month(db, {"COM-101"}) == [("2026-10", 1), ("2026-11", 1)]
        assert goals.awards_by_month(db, {"ORI-001"}) == goals.awards_by_month(db, set()) == []
