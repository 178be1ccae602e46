from core.storage import groups, reports
from core.storage.database import writing
from tests.cast import Cast
from tests.services.test_groups import with_people, write


def test_relations_are_kept_once_and_taken_back(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben)
    post = write(cast, cast.ada, group, "Hello")
    with writing(cast.portal.database) as db:
        for _ in range(2):
            groups.relate(db, post, cast.ben.member_id, "thanks")
        assert groups.related(db, group, "thanks") == [(post, cast.ben.member_id)]
        groups.relate(db, post, cast.ben.member_id, "thanks", holds=False)
        assert groups.related(db, group, "thanks") == []


def test_what_is_deleted_keeps_no_words(cast: Cast) -> None:
    group = with_people(cast, cast.ada)
    post = write(cast, cast.ada, group, "Hello")
    with writing(cast.portal.database) as db:
        groups.set_post_state(db, post, "deleted")
        assert groups.post(db, post).body == ""


def test_a_settled_report_can_be_made_again(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        for who, reason in ((cast.ada, "Rude."), (cast.ben, "Wrong.")):
            reports.add(db, "post", "p", who.member_id, reason, at="2026-10-06T09:00:00Z")
        assert set(reports.open_ones(db)[0].reasons) == {"Rude.", "Wrong."}
        reports.settle(db, "post", "p", at="2026-10-07T09:00:00Z")
        assert reports.open_ones(db) == [] and reports.by_member(db, "post", cast.ada.member_id) == {"p"}
        reports.add(db, "post", "p", cast.ada.member_id, "Again.", at="2026-10-08T09:00:00Z")
        assert reports.open_ones(db)[0].reasons == ("Again.",)
