from core.rules.tips import Tip
from core.storage import tips
from core.storage.database import writing
from tests.cast import Cast


def test_one_a_person_and_program(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        for number, words in enumerate(("Old.", "New.")):
            tips.save(db, Tip(f"t{number}", "COM-101", cast.ada.member_id, words, True, False, cast.clock()))
        assert [tip.words for tip in tips.of_program(db, "COM-101")] == ["New."]
        assert tips.remove(db, "COM-101", cast.ada.member_id) == 1 and tips.remove(db, "COM-101", cast.ada.member_id) == 0
