"""The design check on a real portal: what it knows of other programs, of people, and of how a program did."""

from datetime import timedelta

from core.queries.design_checks import report_on
from core.rules.design_check import Finding, check
from core.rules.drafts import Draft, draft_of
from core.rules.members import Actor
from core.services import enrolments
from core.services import members as member_service
from core.storage import members, program_events
from core.storage.database import change, reading, writing
from tests.builders import a_performance_program, a_person, a_progress_program
from tests.cast import Cast
from tests.services.steps import GOOD, NEARLY, REASON, a_submission, decide

DRAFT = draft_of(a_performance_program())


def found(cast: Cast, draft: Draft, rule: str, part: str = "") -> list[Finding]:
    return [row for row in report_on(cast.portal, draft).findings if row.id == rule and part in row.key]


def some_members(cast: Cast, many: int) -> list[Actor]:
    with writing(cast.portal.database) as db:
        ids = [member_service.add_member(db, cast.portal, a_person(f"Member{n} Test")) for n in range(many)]
    with reading(cast.portal.database) as db:
        return [Actor.of(members.get(db, member_id)) for member_id in ids]


def test_another_program_that_promises_the_same_is_found_and_the_own_code_is_not(cast: Cast) -> None:
    assert not found(cast, DRAFT.with_(outcome=DRAFT.outcome), "L30", "COM-101")
    (finding,) = found(cast, DRAFT.with_(code="NEW-100", outcome=f"{DRAFT.outcome}."), "L30")
    assert finding.key.startswith("L30:outcome:") and finding.quoted == DRAFT.outcome
    assert not found(cast, DRAFT.with_(code="NEW-100", outcome="Draw a floor plan of one storey by hand"), "L30")


def test_one_reviewer_is_too_few(cast: Cast) -> None:
    assert not found(cast, DRAFT, "L32", "reviewers")
    member_service.change_roles(cast.portal, cast.mo, member_id=cast.sol.id, roles=cast.sol.roles, active=False)
    assert found(cast, DRAFT, "L32", "reviewers")
    assert not found(cast, draft_of(a_progress_program()), "L32", "reviewers")


def test_an_owner_needs_somebody_who_stands_in(cast: Cast) -> None:
    assert not found(cast, DRAFT.with_(code="NEW-100"), "L32")  # nobody owns it yet
    with writing(cast.portal.database) as db:
        program_events.set_owners(db, "COM-101", owner=cast.dee.id, backup=None)
    assert [row.key for row in found(cast, DRAFT, "L32")] == ["L32:owner"]
    with writing(cast.portal.database) as db:
        program_events.set_owners(db, "COM-101", owner=cast.dee.id, backup=cast.mo.id)
    assert not found(cast, DRAFT, "L32")


def test_the_country_is_the_associations(cast: Cast) -> None:
    assert not found(cast, DRAFT, "L27", "country")
    with writing(cast.portal.database) as db:
        change(db, "UPDATE association SET country = ''")
    assert found(cast, DRAFT, "L27", "country")


def test_what_happened_to_the_published_version_is_measured(cast: Cast) -> None:
    for number, member in enumerate(some_members(cast, 21)):
        submission = a_submission(cast, member)
        if number < 16:  # 6 of 16 are approved at once, the last criterion holds up the others
            decide(cast, cast.rui, submission, GOOD if number < 6 else NEARLY, {} if number < 6 else REASON)
    assert [row.key for row in found(cast, DRAFT, "L29")] == ["L29:first_tries:measured", "L29:criteria.C4:measured"]
    assert "6 of 16" in found(cast, DRAFT, "L29")[0].message
    assert {row.key for row in found(cast, DRAFT, "L23")} == {"L23:what_good_looks_like", "L23:common_mistakes"}
    assert not found(cast, DRAFT.with_(code="NEW-100"), "L29") + found(cast, DRAFT.with_(code="NEW-100"), "L23")


def test_weeks_are_those_of_three_quarters_of_the_people(cast: Cast) -> None:
    starters = some_members(cast, 8)
    submitted = []
    for number, member in enumerate(starters):
        submitted.append(a_submission(cast, member))
        if number == 1:
            cast.clock.time += timedelta(days=1)
    cast.clock.pass_days(15)
    for submission in submitted[:7]:
        decide(cast, cast.rui, submission, GOOD, {})
    assert not found(cast, DRAFT, "L29", "weeks")  # seven are too few to say
    decide(cast, cast.rui, submitted[7], GOOD, {})
    (finding,) = found(cast, DRAFT, "L29", "weeks")
    assert "8 people" in finding.message and "2.1 weeks" in finding.message


def test_waivers_are_handed_on_and_the_rest_is_the_rule(cast: Cast) -> None:
    long = DRAFT.with_(weeks=9)
    report = report_on(cast.portal, long, waivers=["L04:weeks"])
    assert [row.waived for row in report.findings if row.id == "L04"] == [True]
    assert {row.key for row in report.findings} > {row.key for row in check(long).findings}


def test_activities_of_a_program_without_judging_are_no_submissions(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert not found(cast, draft_of(a_progress_program()), "L23") + found(cast, draft_of(a_progress_program()), "L29")
