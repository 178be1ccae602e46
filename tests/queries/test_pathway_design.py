"""What designers of pathways look at."""

from core.queries import pathway_design as shown
from core.rules.pathway_drafts import PathwayDraft, draft_of
from core.services import pathways
from tests.builders import a_pathway
from tests.cast import Cast


def test_a_draft_is_checked_drawn_and_reckoned_while_it_is_made(cast: Cast) -> None:
    empty = shown.design(cast.portal, cast.dee, pathways.begin(cast.portal, cast.dee, draft=PathwayDraft()))
    assert empty.problems and not empty.picture
    whole = shown.design(cast.portal, cast.dee, pathways.begin(cast.portal, cast.dee, draft=draft_of(a_pathway())))
    assert whole.problems == () and whole.chain_weeks == 4 and "Brief occupants" in whole.picture


def test_everything_that_keeps_it_from_being_published_is_said(cast: Cast) -> None:
    strange = a_pathway(code="ORI-001", root={"kind": "program", "program": "NO-SUCH"})
    found = shown.design(cast.portal, cast.dee, pathways.begin(cast.portal, cast.dee, draft=draft_of(strange)))
    assert found.problems == (
        "There is no program NO-SUCH that was ever published.",
        "ORI-001 is the code of a program. A pathway needs a code of its own.",
    )


def test_what_can_be_named_are_programs_and_other_pathways(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    assert list(shown.programs_to_name(cast.portal, cast.dee)) == ["ACC-115", "COM-101", "ORI-001", "PTH-001"]
    pathways.retire(cast.portal, cast.dee, code="PTH-001")
    assert "PTH-001" not in shown.programs_to_name(cast.portal, cast.dee)
    assert shown.equivalents_to_name(cast.portal, cast.dee)["PTH-001"] == "Calm in every building"
