from datetime import date

from core.storage import wishes
from core.storage.database import writing
from core.storage.wishes import Wish
from tests.cast import Cast

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def test_what_most_wish_for_comes_first(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        wishes.add(db, cast.ada.member_id, "forklift", on=MONDAY)
        wishes.add(db, cast.ada.member_id, "snow plan", on=MONDAY)
        wishes.add(db, cast.ben.member_id, "snow plan", on=TUESDAY)
        assert wishes.open_ones(db) == [Wish("snow plan", 2, TUESDAY), Wish("forklift", 1, MONDAY)]
        assert wishes.of_member_on(db, cast.ada.member_id, MONDAY) == {"forklift", "snow plan"}


def test_settled_and_wished_again(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        wishes.add(db, cast.ada.member_id, "forklift", on=MONDAY)
        assert wishes.settle(db, "forklift", at="2026-10-06T09:00:00Z") == 1
        assert wishes.open_ones(db) == [] and wishes.settle(db, "forklift", at="2026-10-06T09:00:00Z") == 0
        wishes.add(db, cast.ada.member_id, "forklift", on=TUESDAY)
        assert wishes.open_ones(db) == [Wish("forklift", 1, TUESDAY)]
