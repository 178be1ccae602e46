import io

import pytest
from PIL import Image

from core.badges.pictures.artwork import badge_png, badge_svg
from core.badges.pictures.preview import preview, sketch
from core.rules.awards import Issuer
from core.rules.drafts import Draft, draft_of
from core.rules.programs import ProgramVersion
from tests.builders import a_performance_program, a_program_of_both, a_progress_program

ISSUER = Issuer(name="Northshore", url="https://northshore.example", email="office@northshore.example")


def test_the_ring_has_a_segment_for_each_thing_to_show() -> None:
    assert len(preview(a_performance_program(), ISSUER).criteria) == 4
    assert len(preview(a_progress_program(), ISSUER).evidence) == 3
    assert len(preview(a_program_of_both(), ISSUER).evidence) == 2  # two of three are asked for


def test_it_promises_the_levels_that_meet_the_criteria() -> None:
    rows = preview(a_performance_program(), ISSUER).criteria
    assert {row.required_level for row in rows} == {"Proficient"}
    assert all(row.met for row in rows)


def test_nobody_is_in_it() -> None:
    assert preview(a_performance_program(), ISSUER).holder_name == ""


def test_it_can_be_drawn() -> None:
    assert Image.open(io.BytesIO(badge_png(preview(a_progress_program(), ISSUER)))).size == (600, 600)


@pytest.mark.parametrize("draft", [Draft(), Draft(skills=(), benchmark="both", title="An emoji 🦊 and \u0007", language="xx-nothing")])
def test_a_draft_can_be_drawn_whatever_is_missing(draft: Draft) -> None:
    assert "<svg" in badge_svg(sketch(draft, "Northshore"))


@pytest.mark.parametrize("program", [a_performance_program(), a_progress_program()])
def test_a_draft_has_the_shape_and_the_ring_of_its_program(program: ProgramVersion) -> None:
    whole, so_far = preview(program, ISSUER), sketch(draft_of(program), ISSUER.name)
    assert (so_far.title, so_far.skill_kind, so_far.category) == (whole.title, whole.skill_kind, whole.category)
    assert (so_far.benchmark, len(so_far.criteria), len(so_far.evidence)) == (whole.benchmark, len(whole.criteria), len(whole.evidence))
