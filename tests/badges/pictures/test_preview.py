import io

from PIL import Image

from core.badges.pictures.artwork import badge_png
from core.badges.pictures.preview import preview
from core.rules.awards import Issuer
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
