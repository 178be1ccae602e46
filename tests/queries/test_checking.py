import pytest

from core.errors import NotAllowed, NotFound
from core.queries import checking
from core.services import enrolments, versions
from tests.cast import Cast
from tests.drafting import TOO_LONG, a_draft_program, alone, keep, next_draft, with_designer


def test_drafts_wait_the_oldest_first_and_say_who_can_check_them(cast: Cast) -> None:
    three = with_designer(cast)
    first, second = keep(three, three.dee, a_draft_program()), next_draft(three, three.mo, version="1.1")
    keep(three, three.dee, a_draft_program(code="COM-300"))  # nobody asked
    versions.submit(three.portal, three.dee, draft_id=first)
    three.clock.pass_days(1)
    versions.submit(three.portal, three.mo, draft_id=second)
    found = checking.waiting(three.portal, three.dee)
    assert [(row.draft_id, row.submitted_by) for row in found] == [(first, "Dee Novak"), (second, "Mo Lind")]
    assert [bool(row.hindrance) for row in found] == [True, False]
    assert not any(row.hindrance for row in checking.waiting(three.portal, three.kit))


def test_a_draft_that_came_back_is_its_authors_until_they_ask_again(cast: Cast) -> None:
    three = with_designer(cast)
    draft_id = keep(three, three.dee, a_draft_program())
    versions.submit(three.portal, three.dee, draft_id=draft_id)
    assert checking.sent_back(three.portal, three.dee) == []
    versions.send_back(three.portal, three.kit, draft_id=draft_id, comment="Whose incident is it?")
    (back,) = checking.sent_back(three.portal, three.dee)
    assert (back.draft_id, back.title, back.comment) == (draft_id, "Close an incident", "Whose incident is it?")
    assert checking.sent_back(three.portal, three.kit) == []
    versions.submit(three.portal, three.dee, draft_id=draft_id)
    assert checking.sent_back(three.portal, three.dee) == []


def test_the_desk_says_who_can_check(cast: Cast) -> None:
    three = with_designer(cast)
    draft_id = keep(three, three.dee, a_draft_program())
    versions.submit(three.portal, three.dee, draft_id=draft_id)
    mine, others = (checking.check_desk(three.portal, who, draft_id) for who in (three.dee, three.kit))
    assert mine.checkers == others.checkers == ("Kit Moss", "Mo Lind")
    assert "somebody else" in mine.hindrance and not others.hindrance
    assert mine.may_take_back and not others.may_take_back


def test_who_designs_alone_needs_nobody(cast: Cast) -> None:
    one = alone(cast)
    desk = checking.check_desk(one.portal, one.dee, keep(one, one.dee, a_draft_program()))
    assert desk.alone and not desk.hindrance


def test_the_desk_of_a_revision_has_what_changes_and_for_whom(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    desk = checking.check_desk(cast.portal, cast.dee, next_draft(cast, cast.dee, version="1.1", title="Brief people"))
    assert desk.live is not None and desk.live.version == "1.0"
    assert [row.what for row in desk.changes] == ["The title"]
    assert [(row.version, row.people) for row in desk.mid_way] == [("1.0", 1)]


@pytest.mark.parametrize(
    ("version", "changes", "hint"),
    [
        ("1.1", {"title": "Brief people"}, ""),
        ("1.1", {"outcome": "Brief everybody in the house"}, "2.0"),
        ("2.0", {"outcome": "Brief everybody in the house"}, ""),
        ("1.0", {"title": "Brief people"}, "1.1"),
        ("1.0", {}, ""),
    ],
)
def test_the_number_that_fits_is_suggested(cast: Cast, version: str, changes: dict, hint: str) -> None:
    draft_id = next_draft(cast, cast.dee, version=version, **changes)
    assert checking.check_desk(cast.portal, cast.dee, draft_id).number_hint == hint


def test_a_draft_with_gaps_has_a_desk_too(cast: Cast) -> None:
    desk = checking.check_desk(cast.portal, cast.dee, keep(cast, cast.dee, a_draft_program().with_(outcome="", weeks=None)))
    assert desk.program is None and desk.changes == () and desk.live is None


def test_who_may_let_findings_pass(cast: Cast) -> None:
    three = with_designer(cast)
    draft_id = keep(three, three.dee, a_draft_program(**TOO_LONG))
    may = {who: checking.check_desk(three.portal, three.actors[who], draft_id).may_waive for who in ("dee", "mo", "kit")}
    assert may == {"dee": True, "mo": True, "kit": False}
    assert checking.check_desk(three.portal, three.kit, draft_id).owner_name == "Dee Novak"


def test_an_unknown_draft_has_no_desk(cast: Cast) -> None:
    with pytest.raises(NotFound):
        checking.check_desk(cast.portal, cast.dee, "nothing")


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_drafts_are_for_those_who_look_after_programs(cast: Cast, who: str) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    for ask in (
        lambda: checking.waiting(cast.portal, cast.actors[who]),
        lambda: checking.check_desk(cast.portal, cast.actors[who], draft_id),
    ):
        with pytest.raises(NotAllowed):
            ask()
