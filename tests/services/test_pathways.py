"""Publishing, retiring and following pathways on a real database, and what it refuses."""

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import catalogue, pathway_design
from core.queries import pathways as shown
from core.queries.batches import programs_to_issue
from core.rules.members import Actor
from core.rules.pathway_drafts import PathwayDraft, draft_of, stack
from core.services import batches, enrolments, pathways, programs
from core.services.sample_stage import FOLDER
from core.storage import pathways as stored
from core.storage.database import change, reading, rows, writing
from tests.builders import a_pathway, a_performance_program, a_progress_program, sample_programs
from tests.cast import Cast
from tests.services.test_capstones import earn


def one(code: str, **more: object) -> dict[str, object]:
    return {"kind": "program", "program": code, **more}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"root": one("NO-SUCH")}, "There is no program NO-SUCH that was ever published."),
        ({"root": one("COM-101", equivalents=["NO-SUCH"])}, "There is no program NO-SUCH"),
        ({"root": one("COM-101", min_version="9.0")}, "COM-101 has no version 9.0 yet."),
        ({"code": "ORI-001", "root": one("COM-101")}, "ORI-001 is the code of a program."),
    ],
)
def test_a_pathway_that_cannot_stand_is_refused(cast: Cast, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        pathways.publish(cast.portal, cast.dee, pathway=a_pathway(**changes))
    with reading(cast.portal.database) as db:
        assert stored.every_public(db) == [] and rows(db, "SELECT 1 FROM program_versions WHERE benchmark = 'pathway'") == []


def test_a_version_number_is_used_once_and_a_new_version_supersedes(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    with pytest.raises(RuleBroken, match="raise the number"):
        pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="1.1"))
    assert {(row.version, row.state) for row in pathway_design.public_ones(cast.portal, cast.dee)} == {
        ("1.0", "superseded"),
        ("1.1", "published"),
    }


def test_a_code_belongs_to_a_program_or_to_a_pathway(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    with pytest.raises(RuleBroken, match="code of a pathway"):
        programs.publish(cast.portal, cast.dee, program=a_performance_program(code="PTH-001", version="2.0"))


def test_pathways_that_would_wait_for_each_other_are_refused(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(code="PTH-002", root=one("PTH-001")))
    with pytest.raises(RuleBroken, match="would wait for each other"):
        pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="1.1", root=one("PTH-002")))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_only_designers_design(cast: Cast, who: str) -> None:
    actor = cast.actors[who]
    for attempt in (
        lambda: pathways.publish(cast.portal, actor, pathway=a_pathway()),
        lambda: pathways.begin(cast.portal, actor),
        lambda: pathways.retire(cast.portal, actor, code="PTH-001"),
        lambda: pathway_design.drafts(cast.portal, actor),
        lambda: pathway_design.design(cast.portal, actor, "any"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(NotSignedIn):
        pathways.start(cast.portal, Actor.visitor(), code="PTH-001")


def test_nobody_enrols_in_a_capstone_or_issues_it_and_the_catalogue_does_not_hold_it(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    with pytest.raises(RuleBroken, match=r"is a pathway\. Its badge comes by itself"):
        enrolments.enrol(cast.portal, cast.ada, code="PTH-001")
    with pytest.raises(RuleBroken, match="is a pathway"):
        batches.preview(cast.portal, cast.mo, code="PTH-001", data=b"email,name\n")
    for words in ("", "calm"):
        found = catalogue.search(cast.portal, catalogue.CatalogueFilter(words=words))
        assert "PTH-001" not in {card.program.code for card in found}
    assert "PTH-001" not in {program.code for program in programs_to_issue(cast.portal, cast.mo)}
    assert "PTH-001" not in {row.code for row in catalogue.versions(cast.portal)}
    assert catalogue.program_version(cast.portal, "PTH-001", "1.0").benchmark == "pathway"  # its public address answers


def test_what_was_published_never_changes_and_never_vanishes(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    for statement in (
        "UPDATE pathway_versions SET content = '{}'",
        "DELETE FROM pathway_versions",
        "UPDATE capstone_parts SET part = capstone",
        "DELETE FROM capstone_parts",
    ):
        with pytest.raises(Exception, match="never"), writing(cast.portal.database) as db:
            change(db, statement)


def test_following_has_a_planned_day_and_is_left_again_without_losing_anything(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    started = pathways.start(cast.portal, cast.ada, code="PTH-001")
    assert started.target_on.isoformat() == "2027-07-06"
    with pytest.raises(RuleBroken, match="already"):
        pathways.start(cast.portal, cast.ada, code="PTH-001")
    pathways.leave(cast.portal, cast.ada, code="PTH-001")
    with pytest.raises(RuleBroken, match="not following"):
        pathways.leave(cast.portal, cast.ada, code="PTH-001")
    assert shown.pathway(cast.portal, cast.ada, "PTH-001").evaluation.percent == 50


def test_who_holds_the_badge_need_not_follow(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    with pytest.raises(RuleBroken, match="hold the badge"):
        pathways.start(cast.portal, cast.ada, code="PTH-001")


def test_retiring_lets_those_who_follow_complete_it(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    pathways.retire(cast.portal, cast.dee, code="PTH-001")
    with pytest.raises(NotFound):
        pathways.start(cast.portal, cast.ben, code="PTH-001")
    for member in (cast.ada, cast.ben):
        earn(cast, member, "COM-101")
        earn(cast, member, "ORI-001")
    (row,) = pathway_design.public_ones(cast.portal, cast.dee)
    assert (row.state, row.followers, row.badges) == ("retired", 0, 1)


def test_a_pathway_that_another_asks_for_is_not_retired(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(code="PTH-002", title="All of it", root=one("PTH-001")))
    with pytest.raises(RuleBroken, match="“All of it” asks for the badge"):
        pathways.retire(cast.portal, cast.dee, code="PTH-001")


def test_changing_to_an_easier_version_can_complete_it(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    earn(cast, cast.ada, "COM-101")
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="1.1", root=one("COM-101")))
    view = shown.pathway(cast.portal, cast.ada, "PTH-001")
    assert view.capstone is not None  # today's version was satisfied: nobody is kept waiting by having started earlier


def test_a_member_changes_version_only_when_they_ask_for_it(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(version="2.0"))
    view = shown.pathway(cast.portal, cast.ada, "PTH-001")
    assert (view.pathway.version, view.is_newer) == ("1.0", True)
    pathways.switch(cast.portal, cast.ada, code="PTH-001")
    view = shown.pathway(cast.portal, cast.ada, "PTH-001")
    assert (view.pathway.version, view.is_newer) == ("2.0", False)


def test_a_milestone_is_told_once_and_stays_reached(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    earn(cast, cast.ada, "COM-101")
    (told,) = shown.milestones_to_tell(cast.portal, cast.ada)
    assert (told.reached.title, told.title) == ("First step", "Calm in every building")
    pathways.thank(cast.portal, cast.ada, code="PTH-001", milestone=told.reached.milestone)
    earn(cast, cast.ada, "ORI-001")
    assert shown.milestones_to_tell(cast.portal, cast.ada) == []


def test_drafts_are_kept_change_by_change_and_published(cast: Cast) -> None:
    draft_id = pathways.begin(cast.portal, cast.dee, draft=stack("Two steps", ["COM-101", "ORI-001"], in_order=True))
    with pytest.raises(BadInput):
        pathways.publish_draft(cast.portal, cast.dee, draft_id=draft_id)
    pathways.change(cast.portal, cast.dee, draft_id=draft_id, change=lambda draft: draft.with_(code="PTH-009", outcome="Look after it"))
    pathways.change(cast.portal, cast.mo, draft_id=draft_id, change=lambda draft: draft.with_(description="For everybody."))
    assert pathway_design.design(cast.portal, cast.dee, draft_id).problems == ()
    pathways.publish_draft(cast.portal, cast.dee, draft_id=draft_id)
    assert pathway_design.drafts(cast.portal, cast.dee) == []
    assert shown.pathway(cast.portal, Actor.visitor(), "PTH-009").pathway.title == "Two steps"
    with pytest.raises(NotFound):
        pathways.change(cast.portal, cast.dee, draft_id=draft_id, change=lambda draft: draft)


def test_a_change_that_no_draft_can_hold_is_refused_in_words(cast: Cast) -> None:
    draft_id = pathways.begin(cast.portal, cast.dee)
    with pytest.raises(BadInput):
        pathways.change(cast.portal, cast.dee, draft_id=draft_id, change=lambda draft: draft.with_(months="many"))


def test_a_draft_that_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    draft_id = pathways.begin(cast.portal, cast.dee)
    with writing(cast.portal.database) as db:
        seen = stored.get_draft(db, draft_id)
        stored.save_draft(db, seen, by=cast.dee.id, at=cast.portal.now())
        with pytest.raises(Conflict):
            stored.save_draft(db, seen, by=cast.dee.id, at=cast.portal.now())


def test_a_draft_is_thrown_away_and_a_published_one_cannot_be(cast: Cast) -> None:
    draft_id = pathways.begin(cast.portal, cast.dee, draft=PathwayDraft())
    pathways.drop(cast.portal, cast.dee, draft_id=draft_id)
    version_id = pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    for gone in (draft_id, version_id):
        with pytest.raises(NotFound):
            pathways.drop(cast.portal, cast.dee, draft_id=gone)


def test_the_next_version_begins_with_what_is_published(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    draft_id = pathways.begin_next_version(cast.portal, cast.dee, code="PTH-001")
    assert pathway_design.design(cast.portal, cast.dee, draft_id).draft == draft_of(a_pathway(version="1.1"))


def test_a_file_that_is_no_pathway_is_refused_place_by_place() -> None:
    with pytest.raises(BadInput, match="TOML"):
        pathways.read_pathway("= nothing")
    with pytest.raises(BadInput) as refused:
        pathways.read_pathway('code = "PTH-001"\n[root]\nkind = "all_of"\nof = []\n')
    assert {"title", "months", "root › all_of › of"} <= set(refused.value.fields)


def test_the_sample_pathways_name_programs_of_the_sample() -> None:
    read = [pathways.read_pathway(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "pathways").glob("*.toml"))]
    named = {leaf for pathway in read for leaf in shown.codes(pathway.root)}
    assert len(read) >= 3 and named <= set(sample_programs())


def test_a_program_that_takes_nobody_is_named_only_as_an_equivalent(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_progress_program(code="ORI-002", title="Start anew"))
    with writing(cast.portal.database) as db:
        change(db, "UPDATE program_versions SET state = 'retired' WHERE code = 'ORI-001'")
    with pytest.raises(RuleBroken, match="ORI-001 takes nobody at present"):
        pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    root = {"kind": "all_of", "of": [one("COM-101"), one("ORI-002", equivalents=["ORI-001"])]}
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(root=root))
