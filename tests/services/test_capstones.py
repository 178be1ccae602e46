"""Capstones on a real database: badges are earned as people earn them, and what follows for pathways is looked at."""

import json
from pathlib import Path

from core.queries.badges import public_badge
from core.rules.members import Actor
from core.rules.pathway_progress import evaluate, trace
from core.rules.pathways import Pathway
from core.rules.times import moment
from core.services import capstones, corrections, enrolments, pathways, programs, revocations, upkeep
from core.services.verification import verify
from core.storage import awards
from core.storage import enrolments as stored_enrolments
from core.storage import pathways as stored
from core.storage.awards import Award
from core.storage.database import reading
from tests.builders import a_pathway, a_performance_program, a_progress_program
from tests.cast import Cast
from tests.schema import problems
from tests.services import steps


def earn(cast: Cast, member: Actor, code: str) -> str:
    """COM-101 is judged, ORI-001 is completed; gives the token."""
    if code == "ORI-001":
        way = enrolments.enrol(cast.portal, member, code=code)
        for activity in ("A1", "A2"):
            enrolments.complete_activity(cast.portal, member, enrolment_id=way.id, activity=activity, attested=True)
        enrolments.confirm_activity(cast.portal, cast.mo, enrolment_id=way.id, activity="A3")
    else:
        steps.decide(cast, cast.rui, steps.a_submission(cast, member, code))
    with reading(cast.portal.database) as db:
        award = awards.active(db, member.member_id, code)
    assert award
    return award.token


def capstones_of(cast: Cast, member: Actor, code: str = "PTH-001") -> list[Award]:
    with reading(cast.portal.database) as db:
        return [award for award in awards.of_member(db, member.member_id) if award.program_code == code]


def test_the_capstone_comes_with_the_last_badge_and_rests_on_all(cast: Cast, vectors: Path) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    tokens = [earn(cast, cast.ada, "COM-101")]
    assert capstones_of(cast, cast.ada) == []
    cast.clock.pass_days(10)
    tokens.append(earn(cast, cast.ada, "ORI-001"))
    (capstone,) = capstones_of(cast, cast.ada)
    document = json.loads(capstone.credential)
    assert [item["id"].rpartition("/")[2] for item in document["evidence"]] == tokens
    assert {item["genre"] for item in document["evidence"]} == {"badge"}
    assert problems(document, vectors) == []
    assert verify(cast.portal, data=capstone.credential.encode()).verdict == "valid"
    assert capstone.enrolment_id is None and capstone.decision_id is None
    badge = public_badge(cast.portal, capstone.token)
    assert badge and badge.view.benchmark == "pathway" and badge.view.how == "Earned the 2 badges that the pathway asks for."


def test_the_kept_trace_is_replayed_from_what_is_stored(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    (capstone,) = capstones_of(cast, cast.ada)
    with reading(cast.portal.database) as db:
        parts = stored.parts_of(db, capstone.token)
        held = tuple(badge for badge in stored.held(db, cast.ada.member_id) if badge.token in parts)
    again = trace(evaluate(a_pathway().root, held, capstone.awarded_at), {"COM-101": "Brief occupants during an incident"})
    assert again.passed and capstone.result.passed
    assert [line.holds for line in again.trace] == [line.holds for line in capstone.result.trace]


def test_one_award_brings_two_pathways_forward_and_a_capstone_counts_for_another(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.publish(cast.portal, cast.dee, pathway=_of("PTH-002", "ORI-001", "COM-101"))
    pathways.publish(cast.portal, cast.dee, pathway=_of("PTH-003", "PTH-001", "PTH-002"))
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    assert [len(capstones_of(cast, cast.ada, code)) for code in ("PTH-001", "PTH-002", "PTH-003")] == [1, 1, 1]
    assert verify(cast.portal, data=capstones_of(cast, cast.ada, "PTH-003")[0].credential.encode()).verdict == "valid"


def _of(code: str, *programs: str, **node: object) -> Pathway:
    return a_pathway(
        code=code, title=f"Way {code}", root={"kind": "all_of", "of": [{"kind": "program", "program": one, **node} for one in programs]}
    )


def test_who_had_everything_before_gets_it_at_publication_and_never_twice(cast: Cast) -> None:
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    assert len(capstones_of(cast, cast.ada)) == 1
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="1.1"))
    upkeep.upkeep(cast.portal)
    assert capstones.settle(cast.portal) == 0 and len(capstones_of(cast, cast.ada)) == 1


def test_upkeep_issues_what_a_lifted_suspension_makes_due(cast: Cast) -> None:
    token = earn(cast, cast.ada, "COM-101")
    revocations.open_case(cast.portal, cast.mo, token=token, cause="integrity", explanation="Please look.", suspend=True)
    earn(cast, cast.ada, "ORI-001")
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    assert capstones_of(cast, cast.ada) == []
    revocations.lift(cast.portal, cast.mo, token=token)
    assert upkeep.upkeep(cast.portal).capstones_issued == 1 and len(capstones_of(cast, cast.ada)) == 1


def test_a_revoked_part_lowers_the_progress_and_leaves_the_capstone_to_a_person(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    token = earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    steps.revoke(cast, token)
    (capstone,) = capstones_of(cast, cast.ada)
    assert capstone.state == "active"
    with reading(cast.portal.database) as db:
        assert not evaluate(a_pathway().root, stored.held(db, cast.ada.member_id), cast.portal.now()).satisfied


def test_a_corrected_badge_counts_and_a_corrected_capstone_is_not_issued_anew(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    corrections.correct_name(cast.portal, cast.mo, token=earn(cast, cast.ada, "COM-101"), name="Ada O. Obi")
    earn(cast, cast.ada, "ORI-001")
    (capstone,) = capstones_of(cast, cast.ada)
    corrections.correct_name(cast.portal, cast.mo, token=capstone.token, name="Ada O. Obi")
    upkeep.upkeep(cast.portal)
    assert sorted(award.state for award in capstones_of(cast, cast.ada)) == ["active", "superseded"]


def test_a_capstone_that_has_run_out_is_renewed_by_a_badge_that_is_earned_anew(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", validity="P6M"))
    pathways.publish(cast.portal, cast.dee, pathway=_of("PTH-002", "COM-101", requires_valid=True).model_copy(update={"validity": "P3M"}))
    earn(cast, cast.ada, "COM-101")
    cast.clock.pass_days(120)
    capstones.settle(cast.portal)
    assert len(capstones_of(cast, cast.ada, "PTH-002")) == 1
    cast.clock.pass_days(120)
    earn(cast, cast.ada, "COM-101")
    renewed, first = capstones_of(cast, cast.ada, "PTH-002")
    assert (renewed.state, renewed.origin, renewed.replaces, first.state) == ("active", "renewal", first.token, "superseded")


def test_a_superseded_program_counts_through_its_equivalent(cast: Cast) -> None:
    earn(cast, cast.ada, "ORI-001")
    programs.publish(cast.portal, cast.dee, program=a_progress_program(code="ORI-002", title="Start your plan"))
    pathways.publish(cast.portal, cast.dee, pathway=_of("PTH-002", "ORI-002", equivalents=["ORI-001"]))
    (capstone,) = capstones_of(cast, cast.ada, "PTH-002")
    assert "by the badge of Start your learning plan" in capstone.result.trace[0].text


def test_a_way_of_more_than_a_year_keeps_its_progress_over_new_versions(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    earn(cast, cast.ada, "COM-101")
    cast.clock.pass_days(400)
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0"))
    programs.publish(cast.portal, cast.dee, program=a_progress_program(version="2.0"))
    harder = {"kind": "all_of", "of": [{"kind": "program", "program": code} for code in ("COM-101", "ORI-001", "ACC-115")]}
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="2.0", root=harder))
    earn(cast, cast.ada, "ORI-001")
    (capstone,) = capstones_of(cast, cast.ada)
    assert json.loads(capstone.credential)["credentialSubject"]["achievement"]["version"] == "1.0"
    assert moment(json.loads(capstone.credential)["credentialSubject"]["activityStartDate"]) < capstone.awarded_at
    with reading(cast.portal.database) as db:
        assert stored.active_enrolment(db, cast.ada.member_id, "PTH-001") is None
        assert all(row.program_code != "PTH-001" for row in stored_enrolments.of_member(db, cast.ada.member_id))
