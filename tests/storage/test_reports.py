from core.storage import reports
from core.storage.database import writing
from tests.cast import Cast


def test_what_one_person_reported_is_theirs(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        reports.add(db, "tip", "t", cast.ada.member_id, "Advertising.", at="2026-10-06T09:00:00Z")
        assert reports.by_member(db, "tip", cast.ada.member_id) == {"t"}
        assert reports.by_member(db, "post", cast.ada.member_id) == reports.by_member(db, "tip", cast.ben.member_id) == set()
