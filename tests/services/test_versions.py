"""From draft to members and out of use: who may do what, what is refused, and what the history keeps."""

import json
from datetime import date

import pytest

from core.errors import BadInput, Conflict, NotAllowed, PortalError, RuleBroken
from core.queries import badges, catalogue, learning
from core.rules.design_snapshots import read_snapshot
from core.services import enrolments, programs, submissions, versions
from core.storage import drafts, program_events
from core.storage import programs as stored_programs
from core.storage.database import reading, rows, writing
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.drafting import (
    TOO_LONG,
    a_draft_program,
    alone,
    blocking,
    change,
    keep,
    next_draft,
    publish,
    published_by_two,
    stored,
    with_designer,
)
from tests.services.steps import a_draft, a_submission, all_at_once, decide

WEEKS = "L04:weeks"


def history(cast: Cast, code: str = "COM-201") -> list[tuple[str, str]]:
    """What happened, the oldest first."""
    with reading(cast.portal.database) as db:
        return [(row.event, row.words) for row in reversed(program_events.of_program(db, code))]


def events(cast: Cast, code: str = "COM-201") -> list[str]:
    return [event for event, _ in history(cast, code)]


def state_of(cast: Cast, version_id: str) -> str:
    with reading(cast.portal.database) as db:
        return stored_programs.get(db, version_id).state


def live(cast: Cast, code: str = "COM-101") -> str:
    """The id of the version that takes participants."""
    return catalogue.program(cast.portal, code).id


def test_from_a_draft_to_members(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    version_id = published_by_two(cast, draft_id)
    assert catalogue.program(cast.portal, "COM-201").id == version_id
    assert (stored(cast, draft_id).state, stored(cast, draft_id).version_id) == ("published", version_id)
    assert history(cast) == [("submit", ""), ("publish", "")]
    assert enrolments.enrol(cast.portal, cast.ada, code="COM-201").version_id == version_id


def test_every_step_is_in_the_audit_log_too(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    version_id = published_by_two(cast, draft_id)
    versions.suspend(cast.portal, cast.dee, version_id=version_id, reason="The law changed.")
    versions.resume(cast.portal, cast.dee, version_id=version_id)
    versions.retire(cast.portal, cast.dee, version_id=version_id, reason="Nobody needs it.")
    with reading(cast.portal.database) as db:
        log = rows(
            db, "SELECT action, actor_id FROM audit_log WHERE entity = 'program' AND entity_id IN (:d, :v)", d=draft_id, v=version_id
        )
    assert [row["action"].removeprefix("program.") for row in log] == ["submitted", "published", "suspended", "resumed", "retired"]
    assert events(cast) == ["submit", "publish", "suspend", "resume", "retire"]


def test_the_author_does_not_check_their_own_draft(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    with pytest.raises(RuleBroken, match="somebody else has to check"):
        publish(cast, cast.dee, draft_id)
    with pytest.raises(PortalError):
        catalogue.program(cast.portal, "COM-201")


def test_publishing_without_asking_is_no_way_round_the_second_person(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    for who in (cast.dee, cast.mo):  # whoever publishes a draft that nobody asked to be checked has submitted it
        with pytest.raises(RuleBroken, match="somebody else"):
            publish(cast, who, draft_id)
    assert stored(cast, draft_id).state == "draft"
    assert events(cast) == []


def test_who_designs_alone_publishes_and_the_history_says_so(cast: Cast) -> None:
    one = alone(cast)
    draft_id = keep(one, one.dee, a_draft_program())
    publish(one, one.dee, draft_id)
    assert [event for event, _ in history(one)] == ["submit", "publish"]
    assert "checked by nobody else" in history(one)[-1][1]


def test_a_checker_who_worked_on_the_draft_is_an_author(cast: Cast) -> None:
    three = with_designer(cast)
    draft_id = keep(three, three.dee, a_draft_program())
    change(three, three.kit, draft_id, tags=("calm",))
    versions.submit(three.portal, three.dee, draft_id=draft_id)
    with pytest.raises(RuleBroken, match="worked on this draft"):
        publish(three, three.kit, draft_id)
    publish(three, three.mo, draft_id)


def test_where_all_worked_on_it_whoever_did_not_submit_publishes(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    change(cast, cast.mo, draft_id, tags=("calm",))
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    publish(cast, cast.mo, draft_id)
    assert "one of its authors" in history(cast)[-1][1]


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_members_and_reviewers_have_no_part_in_it(cast: Cast, who: str) -> None:
    draft_id, actor = keep(cast, cast.dee, a_draft_program()), cast.actors[who]
    version_id = live(cast)
    acts = [
        lambda: versions.submit(cast.portal, actor, draft_id=draft_id),
        lambda: versions.take_back(cast.portal, actor, draft_id=draft_id),
        lambda: versions.send_back(cast.portal, actor, draft_id=draft_id, comment="No."),
        lambda: versions.waive(cast.portal, actor, draft_id=draft_id, finding=WEEKS, reason="The law asks."),
        lambda: versions.unwaive(cast.portal, actor, draft_id=draft_id, finding=WEEKS),
        lambda: versions.publish(cast.portal, actor, draft_id=draft_id, seen=1),
        lambda: versions.suspend(cast.portal, actor, version_id=version_id, reason="So."),
        lambda: versions.resume(cast.portal, actor, version_id=version_id),
        lambda: versions.retire(cast.portal, actor, version_id=version_id, reason="So."),
        lambda: versions.change_owner(cast.portal, actor, code="COM-101", owner=actor.member_id),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_what_is_missing_is_said_with_its_place_in_words(cast: Cast) -> None:
    draft = a_draft_program()
    descriptors = (*draft.criteria[0].descriptors[:2], "", draft.criteria[0].descriptors[3])
    rows_of_rubric = (draft.criteria[0].with_(descriptors=descriptors), *draft.criteria[1:])
    draft_id = keep(cast, cast.dee, draft.with_(outcome="", weeks=None, criteria=[row.model_dump() for row in rows_of_rubric]))
    with pytest.raises(BadInput) as refusal:
        versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    assert set(refusal.value.fields) == {"What the earner can do", "The length", "Criterion 1, level 3"}
    assert "What the earner can do: Please fill this in." in refusal.value.fields.values()


def test_words_that_no_certificate_can_print_are_refused(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(title="Close an incident \N{PARTY POPPER}"))
    with pytest.raises(BadInput, match="cannot print"):
        versions.submit(cast.portal, cast.dee, draft_id=draft_id)


def test_blocking_findings_stop_submitting_and_publishing(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    assert WEEKS in blocking(cast, a_draft_program(**TOO_LONG))
    with pytest.raises(RuleBroken):
        versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    one = alone(cast)
    with pytest.raises(RuleBroken):
        publish(one, one.dee, draft_id)


def let_all_pass(cast: Cast, draft_id: str, reason: str = "The ministry prescribes the hours.") -> list[str]:
    keys = blocking(cast, stored(cast, draft_id).draft)
    for key in keys:
        versions.waive(cast.portal, cast.dee, draft_id=draft_id, finding=key, reason=reason)
    return keys


def test_the_owner_lets_findings_pass_with_a_reason_that_stays(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    keys = let_all_pass(cast, draft_id)
    version_id = published_by_two(cast, draft_id)
    assert [event for event, words in history(cast) if "The ministry prescribes" in words] == ["waive"] * len(keys)
    with reading(cast.portal.database) as db:
        kept = read_snapshot(stored_programs.get(db, version_id).design_check)
    assert kept is not None
    assert {row.key for row in kept.waived} == set(keys)
    assert {(row.because, row.waived_by) for row in kept.waived} == {("The ministry prescribes the hours.", cast.dee.id)}
    assert kept.score <= 100 and len(kept.seals) == 5


@pytest.mark.parametrize(("reason", "sentence"), [("  ", "fill this in"), ("x", "say in a sentence"), ("Because so.", "say in a sentence")])
def test_without_a_reason_nothing_passes(cast: Cast, reason: str, sentence: str) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    with pytest.raises(BadInput, match=sentence):
        versions.waive(cast.portal, cast.dee, draft_id=draft_id, finding=WEEKS, reason=reason)
    assert stored(cast, draft_id).waivers == ()


@pytest.mark.parametrize("finding", ["L18:goals", "L04:no-such-place", ""])
def test_only_what_blocks_can_be_let_pass(cast: Cast, finding: str) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    with pytest.raises(RuleBroken, match="does not say this"):
        versions.waive(cast.portal, cast.dee, draft_id=draft_id, finding=finding, reason="The law asks.")


def test_a_waiver_taken_back_blocks_again(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    let_all_pass(cast, draft_id)
    versions.unwaive(cast.portal, cast.dee, draft_id=draft_id, finding=WEEKS)
    with pytest.raises(RuleBroken):
        versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    assert history(cast, "COM-201")[-1][0] == "unwaive" and "9 weeks" in history(cast, "COM-201")[-1][1]


def test_the_same_waiver_twice_keeps_the_later_reason_and_both_events(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program(**TOO_LONG))
    for reason in ("The first reason.", "The second reason."):
        versions.waive(cast.portal, cast.dee, draft_id=draft_id, finding=WEEKS, reason=reason)
    assert [waiver.reason for waiver in stored(cast, draft_id).waivers] == ["The second reason."]
    assert events(cast) == ["waive", "waive"]


def test_who_may_let_findings_pass(cast: Cast) -> None:
    three = with_designer(cast)
    new = keep(three, three.dee, a_draft_program(**TOO_LONG))
    revised = next_draft(three, three.kit, version="1.1", **TOO_LONG)  # of a program that Dee looks after
    for draft_id, who, may in (
        (new, "kit", False),
        (new, "dee", True),
        (revised, "kit", False),
        (revised, "dee", True),
        (revised, "mo", True),
    ):
        if may:
            versions.waive(three.portal, three.actors[who], draft_id=draft_id, finding=WEEKS, reason="The law asks.")
        else:
            with pytest.raises(NotAllowed, match="Only the owner"):
                versions.waive(three.portal, three.actors[who], draft_id=draft_id, finding=WEEKS, reason="The law asks.")


def test_a_backup_owner_stands_in(cast: Cast) -> None:
    three = with_designer(cast)
    versions.change_owner(three.portal, three.dee, code="COM-101", owner=three.dee.member_id, backup=three.kit.member_id)
    draft_id = next_draft(three, three.kit, version="1.1", **TOO_LONG)
    versions.waive(three.portal, three.kit, draft_id=draft_id, finding=WEEKS, reason="The law asks.")
    assert history(three, "COM-101")[-2] == ("own", "Dee Novak and, as backup, Kit Moss")


def test_a_draft_sent_back_carries_the_comment(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    with pytest.raises(BadInput):
        versions.send_back(cast.portal, cast.mo, draft_id=draft_id, comment=" ")
    versions.send_back(cast.portal, cast.mo, draft_id=draft_id, comment="The third level needs words.")
    assert (stored(cast, draft_id).state, stored(cast, draft_id).comment) == ("draft", "The third level needs words.")
    assert history(cast)[-1] == ("send_back", "The third level needs words.")
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    assert stored(cast, draft_id).comment == ""


def test_authors_take_back_and_nobody_else_does(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    with pytest.raises(RuleBroken, match="Take it back"):
        versions.send_back(cast.portal, cast.dee, draft_id=draft_id, comment="Hm.")
    with pytest.raises(RuleBroken, match="Only those who worked"):
        versions.take_back(cast.portal, cast.mo, draft_id=draft_id)
    versions.take_back(cast.portal, cast.dee, draft_id=draft_id)
    assert (stored(cast, draft_id).state, stored(cast, draft_id).submitted_by) == ("draft", None)


def test_of_two_checkers_one_publishes_and_the_other_reads_a_sentence(cast: Cast) -> None:
    three = with_designer(cast)
    draft_id = keep(three, three.dee, a_draft_program())
    versions.submit(three.portal, three.dee, draft_id=draft_id)
    seen = stored(three, draft_id).row_version
    said = all_at_once(
        three,
        [lambda own, who=who: versions.publish(own.portal, own.actors[who], draft_id=draft_id, seen=seen) for who in ("mo", "kit")],
    )
    assert sorted(said)[0] == "" and sorted(said)[1] in ("rule_broken", "conflict")
    assert events(three) == ["submit", "publish"]
    with pytest.raises(RuleBroken, match="published already"):
        versions.publish(three.portal, three.kit, draft_id=draft_id, seen=seen)


def test_what_changed_since_it_was_seen_is_not_published(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    seen = stored(cast, draft_id).row_version
    versions.take_back(cast.portal, cast.dee, draft_id=draft_id)
    change(cast, cast.dee, draft_id, outcome="Something that nobody checked")
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    with pytest.raises(Conflict, match="look at it again"):
        versions.publish(cast.portal, cast.mo, draft_id=draft_id, seen=seen)


def test_the_next_version_supersedes_and_members_stay(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    before = live(cast)
    new = published_by_two(cast, next_draft(cast, cast.dee, version="1.1", title="Brief people"))
    assert (state_of(cast, before), state_of(cast, new)) == ("superseded", "published")
    assert learning.participation(cast.portal, cast.ada, started.id).program.version == "1.0"
    assert history(cast, "COM-101")[-2:] == [("supersede", "1.1 took its place"), ("publish", "")]


def test_a_suspended_version_is_superseded_too(cast: Cast) -> None:
    before = live(cast)
    versions.suspend(cast.portal, cast.dee, version_id=before, reason="An error in the rubric.")
    published_by_two(cast, next_draft(cast, cast.dee, version="1.1"))
    assert state_of(cast, before) == "superseded"
    with pytest.raises(RuleBroken, match="newer version"):
        versions.resume(cast.portal, cast.dee, version_id=before)


def test_the_number_must_rise(cast: Cast) -> None:
    draft_id = next_draft(cast, cast.dee, version="1.0")
    with pytest.raises(RuleBroken, match=r"raise the number, to 1\.1 .* or 2\.0"):
        versions.submit(cast.portal, cast.dee, draft_id=draft_id)


def test_the_code_of_another_program_is_not_taken_over(cast: Cast) -> None:
    new = keep(cast, cast.dee, a_draft_program(code="COM-101", version="9.0"))
    with pytest.raises(RuleBroken, match="another code"):
        published_by_two(cast, new)
    cloned = next_draft(cast, cast.dee, code="ACC-115", version="9.0")
    change(cast, cast.dee, cloned, code="COM-101")
    with pytest.raises(RuleBroken, match="another code"):
        published_by_two(cast, cloned)


def test_whoever_began_a_program_owns_it_and_checking_changes_nothing(cast: Cast) -> None:
    published_by_two(cast, keep(cast, cast.dee, a_draft_program()))
    published_by_two(cast, next_draft(cast, cast.dee, "COM-201", version="1.1"))
    with reading(cast.portal.database) as db:
        assert program_events.owners(db, "COM-201").owner == cast.dee.id


def test_owners_are_people_who_can_publish(cast: Cast) -> None:
    dee = cast.dee.member_id
    for owner, backup, field in ((cast.ada.member_id, None, "owner"), (dee, cast.rui.member_id, "backup"), (dee, dee, "backup")):
        with pytest.raises(BadInput) as refusal:
            versions.change_owner(cast.portal, cast.mo, code="COM-101", owner=owner, backup=backup)
        assert set(refusal.value.fields) == {field}


def test_a_suspended_version_takes_nobody_new_and_work_goes_on(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    versions.suspend(cast.portal, cast.dee, version_id=live(cast), reason="A law changed.")
    with pytest.raises(RuleBroken, match="takes no new participants"):
        enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    assert decide(cast, cast.rui, submission) == "approved"
    token = badges.all_awards(cast.portal, cast.mo)[0].token
    assert badges.public_badge(cast.portal, token).standing == "valid"


def test_suspending_and_retiring_need_a_reason(cast: Cast) -> None:
    for act in (versions.suspend, versions.retire):
        with pytest.raises(BadInput, match="fill this in"):
            act(cast.portal, cast.dee, version_id=live(cast), reason="\n")


def test_a_suspended_version_is_resumed(cast: Cast) -> None:
    version_id = live(cast)
    versions.suspend(cast.portal, cast.dee, version_id=version_id, reason="A law changed.")
    with pytest.raises(RuleBroken, match="suspended already"):
        versions.suspend(cast.portal, cast.dee, version_id=version_id, reason="Again.")
    versions.resume(cast.portal, cast.dee, version_id=version_id)
    assert enrolments.enrol(cast.portal, cast.ben, code="COM-101").version_id == version_id


def test_a_version_with_open_submissions_is_retired_with_a_last_day(cast: Cast) -> None:
    submission, version_id = a_submission(cast, cast.ada), live(cast)
    with pytest.raises(RuleBroken, match="1 submission without a decision"):
        versions.retire(cast.portal, cast.dee, version_id=version_id, reason="Nobody needs it.")
    versions.retire(cast.portal, cast.dee, version_id=version_id, reason="Nobody needs it.", teach_out_on=date(2026, 10, 20))
    assert "20 October 2026" in history(cast, "COM-101")[-1][1]
    cast.clock.pass_days(30)
    assert decide(cast, cast.rui, submission) == "approved"  # what was handed in is decided, also later
    assert badges.public_badge(cast.portal, badges.all_awards(cast.portal, cast.mo)[0].token).standing == "valid"


def test_people_finish_until_the_last_day_and_not_after(cast: Cast) -> None:
    waiting, later = a_draft(cast, cast.ada), enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    versions.retire(cast.portal, cast.dee, version_id=live(cast), reason="Nobody needs it.", teach_out_on=date(2026, 10, 20))
    cast.clock.pass_days(14)  # the last day itself
    submissions.submit(cast.portal, cast.ada, submission_id=waiting, own_work=True)
    submissions.take_back(cast.portal, cast.ada, submission_id=waiting)
    cast.clock.pass_days(1)
    for act in (
        lambda: submissions.submit(cast.portal, cast.ada, submission_id=waiting, own_work=True),
        lambda: submissions.open_draft(cast.portal, cast.ben, enrolment_id=later.id),
    ):
        with pytest.raises(RuleBroken, match="20 October 2026"):
            act()


def test_without_a_last_day_enrolments_go_on(cast: Cast) -> None:
    started, version_id = enrolments.enrol(cast.portal, cast.ada, code="COM-101"), live(cast)
    versions.retire(cast.portal, cast.dee, version_id=version_id, reason="Nobody needs it.")
    cast.clock.pass_days(100)
    assert submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id).version_id == version_id
    for act in (
        lambda: versions.resume(cast.portal, cast.dee, version_id=version_id),
        lambda: versions.retire(cast.portal, cast.dee, version_id=version_id, reason="Again."),
    ):
        with pytest.raises(RuleBroken, match="retired"):
            act()


def test_a_retired_program_comes_back_as_a_new_version(cast: Cast) -> None:
    versions.retire(cast.portal, cast.dee, version_id=live(cast), reason="Nobody needs it.")
    published_by_two(cast, next_draft(cast, cast.dee, version="2.0"))
    assert catalogue.program(cast.portal, "COM-101").program.version == "2.0"


def test_a_file_published_directly_is_in_the_history_with_its_design_check(cast: Cast) -> None:
    version_id = programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", **TOO_LONG))
    assert history(cast, "COM-101")[-1] == ("publish", "straight from a file")
    with reading(cast.portal.database) as db:
        kept = json.loads(stored_programs.get(db, version_id).design_check)
    assert WEEKS in {row["key"] for row in kept["findings"]}


def test_the_history_cannot_be_changed(cast: Cast) -> None:
    published_by_two(cast, keep(cast, cast.dee, a_draft_program()))
    for sql in ("UPDATE program_events SET words = 'x'", "DELETE FROM program_events"):
        with pytest.raises(Exception, match="append only"), writing(cast.portal.database) as db:
            db.execute(sql)


def test_a_refused_step_leaves_no_trace(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    programs.publish(cast.portal, cast.mo, program=a_performance_program(code="COM-201"))  # meanwhile

    def kept() -> tuple[object, ...]:
        with reading(cast.portal.database) as db:
            return program_events.of_program(db, "COM-201"), drafts.get(db, draft_id), rows(db, "SELECT count(*) AS n FROM audit_log")

    before = kept()
    with pytest.raises(RuleBroken, match="another code"):
        publish(cast, cast.mo, draft_id)
    assert kept() == before
