from datetime import date

from core.storage import recommendations
from core.storage.database import writing
from tests.cast import Cast


def test_the_last_time_counts(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        for day in (1, 3):
            recommendations.dismiss(db, cast.ada.member_id, "COM-101", on=date(2026, 10, day))
        assert recommendations.dismissed(db, cast.ada.member_id) == {"COM-101": date(2026, 10, 3)}
        assert recommendations.dismissed(db, cast.ben.member_id) == {}
