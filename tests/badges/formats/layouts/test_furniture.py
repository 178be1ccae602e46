from dataclasses import replace
from itertools import pairwise

import pytest
import segno

from core.badges.formats.layouts import LAYOUTS, furniture
from core.badges.formats.paper import Line, Squares
from core.badges.formats.sheet import INK, Sheet
from core.badges.view import EvidenceView
from tests.badges.formats.layouts.pages import content, lines, says
from tests.badges.views import a_view, criteria


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(LAYOUTS["plain"].stock, "en", INK, LAYOUTS["plain"].ground)


def test_the_code_is_the_address_with_a_quiet_zone_of_four(sheet: Sheet) -> None:
    """ISO/IEC 18004, 9.1."""
    furniture.code(sheet, content(), 20, 30, 40)
    (squares,) = [item for _, item in sheet.page.items if isinstance(item, Squares)]
    assert [list(map(int, row)) for row in squares.rows] == [list(row) for row in segno.make(a_view().url, error="m", micro=False).matrix]
    assert (squares.x - 20, squares.y - 30) == pytest.approx((4 * squares.side, 4 * squares.side))
    assert squares.width + 8 * squares.side == pytest.approx(40)
    assert [link.url for _, link in sheet.page.links] == [a_view().url]


def test_what_is_no_web_address_opens_nothing(sheet: Sheet) -> None:
    urn = content(a_view(url="urn:uuid:1", issuer=replace(a_view().issuer, url="")))
    furniture.code(sheet, urn, 20, 30, 40)
    furniture.facts(sheet, urn)
    assert sheet.page.links == []


def test_the_height_of_the_facts_is_known_before(sheet: Sheet) -> None:
    for issuer in ("Short", "A very long name of an association, with everything that it looks after, " * 3):
        printed, top = content(a_view(issuer=replace(a_view().issuer, name=issuer))), sheet.y
        sheet.width = 120
        furniture.facts(sheet, printed)
        assert sheet.y - top == pytest.approx(furniture.height_of_facts(sheet, printed, 120))


@pytest.mark.parametrize("beside", [True, False])
def test_an_entry_that_does_not_fit_starts_a_page_together_with_its_heading(sheet: Sheet, beside: bool) -> None:
    sheet.y = 250
    story = EvidenceView("Story", "text", "x " * 900, "", "")
    furniture.details(sheet, content(a_view(criteria=(), evidence=(story,))), 84, beside=beside)
    first, second = map(says, sheet.pages)
    assert first == [] and "Evidence" in second and "Story" in second


@pytest.mark.parametrize("beside", [True, False])
def test_entries_that_fit_stay_on_the_page(sheet: Sheet, beside: bool) -> None:
    furniture.details(sheet, content(), 84, beside=beside)
    (only,) = map(says, sheet.pages)
    assert only.index("Criterion 1") < only.index("Reached: Exemplary") < only.index("Criterion 2") < only.index("Evidence")


@pytest.mark.parametrize("beside", [True, False])
def test_nothing_is_written_over_something_else(sheet: Sheet, beside: bool) -> None:
    long = tuple(replace(row, title="A long title " * 12, required_text="Reaches it. " * 9) for row in criteria(9))
    furniture.details(sheet, content(a_view(criteria=long)), 84, beside=beside)
    for page in sheet.pages:
        left = sorted(item.baseline for _, item in page.items if isinstance(item, Line) and item.x == sheet.stock.left)
        assert all(later - earlier > 2.9 for earlier, later in pairwise(left))
        assert max(left) < sheet.stock.height - sheet.stock.bottom


def test_without_entries_there_is_no_heading(sheet: Sheet) -> None:
    furniture.details(sheet, content(a_view(criteria=(), evidence=())), 84, beside=False)
    assert says(sheet.page) == []


def test_what_was_not_reached_is_said(sheet: Sheet) -> None:
    (row,) = criteria(1)
    furniture.details(sheet, content(a_view(criteria=(replace(row, achieved_level="Developing", met=False),))), 100, beside=False)
    assert "Reached: Developing (below what was required)" in " ".join(says(sheet.page))


def test_a_title_from_right_to_left_changes_sides_with_its_remark(sheet: Sheet) -> None:
    item = EvidenceView("العربية", "document", "", "", "")
    furniture.details(sheet, content(a_view(criteria=(), evidence=(item,))), 104, beside=False)
    _, title, remark = lines(sheet.page)
    assert remark.x == sheet.stock.left and title.x > 150
