"""Renewing a badge, in every way that a program may choose."""

import io
import json

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, RuleBroken
from core.queries.badges import public_badge
from core.rules.pathway_progress import evaluate
from core.rules.renewals import judged
from core.rules.times import add_duration, end_of_day
from core.services import enrolments, pathways, programs, renewals, revocations, submissions
from core.services.verification import verify
from core.storage import awards, messages
from core.storage import pathways as stored_pathways
from core.storage import renewals as stored
from core.storage import submissions as stored_submissions
from core.storage.database import reading
from tests.builders import a_pathway
from tests.cast import Cast
from tests.services.renewing import (
    a_judged_program_that_ends,
    a_program_that_ends,
    answer,
    badge,
    earn,
    hand_in,
    publish,
    to_days_before_the_end,
)
from tests.services.steps import all_at_once, decide, fill_draft


def test_evidence_of_practice_renews_a_badge(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 30)
    practice_id = hand_in(cast, cast.ada, old)
    token = answer(cast, practice_id)
    new = badge(cast, cast.ada)
    assert (new.token, new.origin, new.replaces, new.state) == (token, "renewal", old.token, "active")
    assert old.valid_until and new.valid_until == end_of_day(add_duration(old.valid_until, "P1Y").date())  # 30 days early cost none
    before = public_badge(cast.portal, old.token)
    assert before and (before.standing, before.replaced_by, before.replaced_how) == ("superseded", token, "renewal")
    document = json.loads(new.credential)
    assert "judged by 1 reviewer" in new.credential and "Renews the badge awarded on" in new.credential
    assert "Ada" not in json.dumps(document["evidence"])
    assert verify(cast.portal, data=new.credential.encode()).verdict == "valid"
    with reading(cast.portal.database) as db:
        practice = stored.led_to(db, new.token)
        assert practice is not None and judged(practice) == new.result and new.result.passed
        told = messages.unread(db, cast.ada.member_id)[0]
    assert told.subject.startswith("Your badge “Verify lockouts END-100” is renewed")


def test_a_renewal_in_the_grace_counts_from_its_day(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, -29)
    practice_id = hand_in(cast, cast.ada, old)
    cast.clock.pass_days(10)  # handed in in time, read after it
    answer(cast, practice_id)
    new = badge(cast, cast.ada)
    assert new.valid_until == end_of_day(add_duration(cast.clock.time, "P1Y").date())


def test_what_is_returned_can_be_handed_in_again(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    first = hand_in(cast, cast.ada, old, "I did one.")
    with pytest.raises(BadInput, match="what is missing"):
        answer(cast, first, "returned")
    assert answer(cast, first, "returned", "Which machine, and when?") is None
    draft = renewals.open_draft(cast.portal, cast.ada, token=old.token)
    assert (draft.id != first, draft.piece.text) == (True, "I did one.")
    renewals.give_text(cast.portal, cast.ada, practice_id=draft.id, text="The chiller, in May.")
    renewals.hand_in(cast.portal, cast.ada, practice_id=draft.id, own_work=True)
    assert answer(cast, draft.id)


@pytest.mark.parametrize(("days_left", "words"), [(61, "can be renewed from"), (-31, "time to renew this badge ended")])
def test_outside_the_time_to_renew_nothing_begins(cast: Cast, days_left: int, words: str) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, days_left)
    with pytest.raises(RuleBroken, match=words):
        renewals.open_draft(cast.portal, cast.ada, token=old.token)


def test_nobody_judges_their_own_nor_reads_anothers(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    own, other = earn(cast, cast.rui), earn(cast, cast.ada)
    to_days_before_the_end(cast, own, 20)
    practice_id = hand_in(cast, cast.rui, own)
    with pytest.raises(NotFound):
        answer(cast, practice_id)  # by Rui
    with pytest.raises(NotAllowed):
        renewals.judge(cast.portal, cast.mo, practice_id=practice_id, seen=3, answer="renewed", reason="")
    with pytest.raises(NotFound):
        renewals.open_draft(cast.portal, cast.ben, token=other.token)
    draft = renewals.open_draft(cast.portal, cast.ada, token=other.token)
    with pytest.raises(NotFound):
        renewals.give_text(cast.portal, cast.ben, practice_id=draft.id, text="Mine now.")
    with pytest.raises(NotFound):
        renewals.judge(cast.portal, cast.rui, practice_id=draft.id, seen=1, answer="renewed", reason="")


def test_what_is_missing_is_said_at_once(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    draft = renewals.open_draft(cast.portal, cast.ada, token=old.token)
    renewals.give_text(cast.portal, cast.ada, practice_id=draft.id, text="")
    with pytest.raises(BadInput) as refusal:
        renewals.hand_in(cast.portal, cast.ada, practice_id=draft.id, own_work=False)
    assert set(refusal.value.fields) == {"PRACTICE", "own_work"}
    with pytest.raises(BadInput, match="web address"):
        renewals.give_link(cast.portal, cast.ada, practice_id=draft.id, url="javascript:alert(1)")
    with pytest.raises(BadInput, match="content is something else"):
        renewals.give_file(cast.portal, cast.ada, practice_id=draft.id, file_name="proof.pdf", stream=io.BytesIO(b"MZ\x90\x00 not a pdf"))
    with pytest.raises(BadInput, match="title"):
        renewals.describe(cast.portal, cast.ada, practice_id=draft.id, title=" ", description="")


def test_a_file_is_for_its_holder_and_for_reviewers_without_its_name(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    draft = renewals.open_draft(cast.portal, cast.ada, token=old.token)
    renewals.give_file(cast.portal, cast.ada, practice_id=draft.id, file_name="ada-obi.txt", stream=io.BytesIO(b"In May.\n"))
    with pytest.raises(NotFound):
        renewals.open_file(cast.portal, cast.rui, practice_id=draft.id)
    renewals.hand_in(cast.portal, cast.ada, practice_id=draft.id, own_work=True)
    item, path = renewals.open_file(cast.portal, cast.rui, practice_id=draft.id)
    assert "ada" not in item.file_name and path.read_bytes() == b"In May.\n"
    assert renewals.open_file(cast.portal, cast.ada, practice_id=draft.id)[0].file_name == "ada-obi.txt"
    with pytest.raises(NotFound):
        renewals.open_file(cast.portal, cast.ben, practice_id=draft.id)
    renewals.take_back(cast.portal, cast.ada, practice_id=draft.id)
    renewals.take_out(cast.portal, cast.ada, practice_id=draft.id)
    with pytest.raises(NotFound):
        renewals.open_file(cast.portal, cast.ada, practice_id=draft.id)


def test_two_reviewers_at_the_same_moment_issue_one_badge(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    practice_id = hand_in(cast, cast.ada, old)
    with reading(cast.portal.database) as db:
        seen = stored.get(db, practice_id).row_version
    tries = [
        lambda own, who=who: renewals.judge(own.portal, who, practice_id=practice_id, seen=seen, answer="renewed", reason="")
        for who in (cast.rui, cast.sol)
    ]
    assert sorted(all_at_once(cast, tries)) == ["", "rule_broken"]
    with reading(cast.portal.database) as db:
        assert len(awards.of_member(db, cast.ada.member_id)) == 2


def test_what_was_taken_back_meanwhile_is_not_answered(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    practice_id = hand_in(cast, cast.ada, old)
    with reading(cast.portal.database) as db:
        seen = stored.get(db, practice_id).row_version
    renewals.take_back(cast.portal, cast.ada, practice_id=practice_id)
    renewals.give_text(cast.portal, cast.ada, practice_id=practice_id, text="Something else.")
    renewals.hand_in(cast.portal, cast.ada, practice_id=practice_id, own_work=True)
    with pytest.raises(Conflict):
        renewals.judge(cast.portal, cast.rui, practice_id=practice_id, seen=seen, answer="renewed", reason="")


def test_a_suspended_badge_waits_for_its_case(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    practice_id = hand_in(cast, cast.ada, old)
    revocations.open_case(cast.portal, cast.mo, token=old.token, cause="integrity", explanation="Please see.", suspend=True)
    with pytest.raises(RuleBroken, match="not in force"):
        answer(cast, practice_id)
    revocations.lift(cast.portal, cast.mo, token=old.token)
    assert answer(cast, practice_id)


def test_reassessing_is_open_while_the_badge_is_valid_and_only_in_its_time(cast: Cast) -> None:
    publish(cast, a_judged_program_that_ends())
    started = enrolments.enrol(cast.portal, cast.ada, code="JDG-100")
    submissions.submit(cast.portal, cast.ada, submission_id=fill_draft(cast, cast.ada, started.id), own_work=True)
    decide(cast, cast.rui, started_submission(cast, started.id))
    old = badge(cast, cast.ada, "JDG-100")
    with pytest.raises(RuleBroken, match="already hold"):
        enrolments.enrol(cast.portal, cast.ada, code="JDG-100")
    to_days_before_the_end(cast, old, 45)
    again = enrolments.enrol(cast.portal, cast.ada, code="JDG-100")
    submissions.submit(cast.portal, cast.ada, submission_id=fill_draft(cast, cast.ada, again.id), own_work=True)
    decide(cast, cast.rui, started_submission(cast, again.id))
    new = badge(cast, cast.ada, "JDG-100")
    assert (new.origin, new.replaces) == ("renewal", old.token)
    assert old.valid_until and new.valid_until == end_of_day(add_duration(old.valid_until, "P1Y").date())
    with reading(cast.portal.database) as db:
        assert awards.get(db, old.token).state == "superseded"
    with pytest.raises(RuleBroken, match="already hold"):
        enrolments.enrol(cast.portal, cast.ada, code="JDG-100")


def started_submission(cast: Cast, enrolment_id: str) -> str:
    with reading(cast.portal.database) as db:
        return stored_submissions.of_enrolment(db, enrolment_id)[-1].id


def test_a_suspended_badge_is_not_earned_again(cast: Cast) -> None:
    publish(cast, a_program_that_ends(renewal={"kind": "reassess"}))
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 45)
    revocations.open_case(cast.portal, cast.mo, token=old.token, cause="integrity", explanation="Please see.", suspend=True)
    with pytest.raises(RuleBroken, match="already hold"):
        enrolments.enrol(cast.portal, cast.ada, code="END-100")


def test_an_update_program_renews_what_it_updates(cast: Cast) -> None:
    update = {"kind": "update_program", "program": "UPD-101"}
    publish(cast, a_program_that_ends(renewal=update), a_program_that_ends("UPD-101", renewal={"kind": "none"}))
    old = earn(cast, cast.ada)
    early = earn(cast, cast.ada, "UPD-101")  # before its time: nothing is renewed
    assert badge(cast, cast.ada).token == old.token
    to_days_before_the_end(cast, old, 20)
    again = earn(cast, cast.ada, "UPD-101")  # though that badge is still valid
    new = badge(cast, cast.ada)
    assert (new.replaces, new.origin, again.replaces) == (old.token, "renewal", early.token)
    assert "Renewed by earning “Verify lockouts UPD-101”" in new.credential and f"/b/{again.token}" in new.credential
    assert new.result.passed and verify(cast.portal, data=new.credential.encode()).verdict == "valid"


def test_a_promise_that_came_later_helps_those_who_hold_the_badge(cast: Cast) -> None:
    publish(cast, a_program_that_ends(renewal={"kind": "none"}))
    old = earn(cast, cast.ada)
    to_days_before_the_end(cast, old, 20)
    with pytest.raises(RuleBroken, match="not renewed by evidence"):
        renewals.open_draft(cast.portal, cast.ada, token=old.token)
    programs.publish(cast.portal, cast.dee, program=a_program_that_ends(version="1.1"))
    assert answer(cast, hand_in(cast, cast.ada, old))


def test_on_a_pathway_that_asks_for_valid_badges_the_renewed_one_counts(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    root = {"kind": "program", "program": "END-100", "requires_valid": True}
    way = a_pathway(root={"kind": "all_of", "of": [root, {"kind": "program", "program": "COM-101"}]})
    pathways.publish(cast.portal, cast.dee, pathway=way)

    def percent() -> int:
        with reading(cast.portal.database) as db:
            return evaluate(way.root, stored_pathways.held(db, cast.ada.member_id), cast.portal.now()).percent

    old = earn(cast, cast.ada)
    assert percent() == 50
    to_days_before_the_end(cast, old, -5)
    assert percent() == 0
    answer(cast, hand_in(cast, cast.ada, old))
    assert percent() == 50
