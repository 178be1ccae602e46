import pytest

from core.badges.formats.layouts.classic import STOCK
from core.badges.formats.paper import Box, Line
from core.badges.view import BadgeView
from tests.badges.formats.layouts.pages import LONG, laid_out, lines, lowest, says
from tests.badges.views import a_view


def test_the_page_for_the_wall_is_complete_and_details_follow_on_the_next() -> None:
    wall, details = laid_out("classic").pages
    assert "José Ñuñez" in says(wall) and "14 April 2026" in says(wall) and "Criterion 1" not in says(wall)
    assert "Criterion 1" in says(details)


def test_a_badge_of_one_page_has_no_empty_second_one() -> None:
    (_,) = laid_out("classic", a_view(criteria=(), evidence=())).pages


@pytest.mark.parametrize("view", [a_view(), LONG], ids=["common", "long"])
def test_nothing_touches_the_small_print(view: BadgeView) -> None:
    assert all(lowest(page) < STOCK.height - STOCK.foot for page in laid_out("classic", view).pages)


def test_all_that_stands_in_the_middle_is_in_the_middle() -> None:
    sheet = laid_out("classic")
    name = next(line for line in lines(sheet.page if len(sheet.pages) == 1 else sheet.pages[0]) if line.size == 36)
    assert name.x + sum(run.advance for run in name.runs) / 1000 * 36 * 25.4 / 72 / 2 == pytest.approx(STOCK.width / 2, abs=2)


def test_every_page_has_both_frames() -> None:
    for page in laid_out("classic").pages:
        frames = [item for _, item in page.items if isinstance(item, Box) and item.thickness]
        assert len(frames) == 2
        assert all(frames[1].x < item.x for _, item in page.items if isinstance(item, Line))
