from core.rules.comfort import AS_IT_COMES, Comfort
from core.storage import comforts
from core.storage.database import reading, writing
from tests.cast import Cast


def test_the_last_choice_holds(cast: Cast) -> None:
    chosen = Comfort("largest", still=True, clear=True)
    with writing(cast.portal.database) as db:
        comforts.keep(db, cast.ada.member_id, Comfort("larger"))
        comforts.keep(db, cast.ada.member_id, chosen)
    with reading(cast.portal.database) as db:
        assert comforts.of_member(db, cast.ada.member_id) == chosen
        assert comforts.of_member(db, cast.ben.member_id) == AS_IT_COMES
