from datetime import timedelta

from core.rules.peers import Note
from core.services import enrolments
from core.storage import peers
from core.storage.database import change, writing
from core.storage.peers import Request
from tests.cast import Cast
from tests.services.steps import a_draft


def test_who_may_be_asked(cast: Cast) -> None:
    """Willing, in the program, active, and nobody who may ever judge."""
    for who in ("ada", "ben", "rui", "dee"):
        enrolments.enrol(cast.portal, cast.actors[who], code="COM-101")
    with writing(cast.portal.database) as db:
        for who in ("ada", "ben", "rui", "mo"):
            peers.set_willing(db, cast.actors[who].member_id, True, at="2026-10-06T09:00:00Z")
        assert {peer.member_id for peer in peers.candidates(db, "COM-101")} == {cast.ada.member_id, cast.ben.member_id}
        change(db, "UPDATE members SET active = 0 WHERE id = :id", id=cast.ben.member_id)
        assert {peer.member_id for peer in peers.candidates(db, "COM-101")} == {cast.ada.member_id}
        peers.set_willing(db, cast.ada.member_id, False, at="2026-10-06T09:00:00Z")
        assert peers.candidates(db, "COM-101") == []


def test_what_was_written_comes_back(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    now = cast.clock()
    with writing(cast.portal.database) as db:
        asked = Request("r", draft, cast.ada.member_id, "COM-101", "Is it clear?", True, now)
        peers.add_request(db, asked)
        assert peers.request_about(db, draft) == asked == peers.request(db, "r") and peers.unanswered(db) == [asked]
        peers.assign(db, "m", "r", cast.ben.member_id, at=now, until=now + timedelta(days=14))
        peers.save_notes(db, "m", {"C1": Note("Strong", "More", 2)}, anonymous=True)
        match = peers.match(db, "m")
        assert (match.notes, match.anonymous, match.state) == ({"C1": Note("Strong", "More", 2)}, True, "assigned")
        assert peers.helps_with(db, cast.ben.member_id, draft) and not peers.helps_with(db, cast.ada.member_id, draft)
        peers.set_state(db, "m", "given", given_at="2026-10-07T09:00:00Z")
        assert not peers.helps_with(db, cast.ben.member_id, draft)
        peers.report(db, "m", "rude", at="2026-10-07T09:00:00Z")
        assert [(found.id, reason) for found, reason in peers.reported(db)] == [("m", "rude")]
        peers.settle_report(db, "m", hide=True, at="2026-10-08T09:00:00Z")
        assert peers.reported(db) == [] and peers.match(db, "m").is_reported
        peers.report(db, "m", "still rude", at="2026-10-09T09:00:00Z")
        assert [reason for _, reason in peers.reported(db)] == ["still rude"]
        peers.settle_report(db, "m", hide=False, at="2026-10-10T09:00:00Z")
        assert peers.reported(db) == [] and not peers.match(db, "m").is_reported


def test_tasks_end(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    now = cast.clock()
    with writing(cast.portal.database) as db:
        peers.add_request(db, Request("r", draft, cast.ada.member_id, "COM-101", "", False, now))
        peers.assign(db, "m", "r", cast.ben.member_id, at=now, until=now)
        assert peers.expire(db, "2026-10-06T08:59:59Z") == 0
        assert peers.expire(db, "2026-10-06T09:00:00Z") == 1 and peers.match(db, "m").state == "expired"
