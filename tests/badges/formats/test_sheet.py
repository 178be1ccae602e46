from io import BytesIO

import pytest
from pypdf import PdfReader

from core.badges.formats.sheet import Sheet


@pytest.fixture
def sheet() -> Sheet:
    sheet = Sheet("en", "#0b5394")
    sheet.repeat("Running head", "Foot")
    sheet.add_page()
    return sheet


def pages(sheet: Sheet) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(sheet.output("Title", "Author", "Subject"))).pages]


def test_a_large_name_shrinks_to_one_line_until_it_would_be_too_small(sheet: Sheet) -> None:
    heights = []
    for name in ("Name", "Name " * 8, "Name " * 40):
        top = sheet.y
        sheet.one_line(name, 30, 16)
        heights.append(sheet.y - top)
    assert heights[1] < heights[0] < heights[2]
    assert len(pages(sheet)) == 1


def test_an_entry_that_does_not_fit_starts_a_page_together_with_its_heading(sheet: Sheet) -> None:
    sheet.y = 240
    sheet.section("Evidence", [("Story", "text", "x " * 900)])
    first, second = pages(sheet)
    assert "Evidence" not in first and "Story" not in first
    assert "Evidence" in second and "Story" in second and "Running head" in second


def test_entries_that_fit_stay_on_the_page(sheet: Sheet) -> None:
    sheet.section("Evidence", [("Story", "text", "x"), ("Name", "text", "x")])
    (only,) = pages(sheet)
    assert "Running head" not in only and "Foot · page 1 of 1" in only


def test_a_section_without_entries_has_no_heading(sheet: Sheet) -> None:
    sheet.section("Evidence", [])
    assert "Evidence" not in pages(sheet)[0]


def test_the_foot_of_the_first_page_is_written_without_moving_on(sheet: Sheet) -> None:
    sheet.add_page()
    place = sheet.y
    with sheet.foot_of_first_page(250):
        sheet.paragraph("Facts", 8)
    assert sheet.y == place
    first, second = pages(sheet)
    assert "Facts" in first and "Facts" not in second


def test_a_text_in_the_middle_is_as_far_from_both_edges(sheet: Sheet) -> None:
    sheet.paragraph("Middle", 20, align="C")
    (line,) = sheet.page.lines
    width = sum(run.advance for run in line.runs) / 1000 * 20 * 25.4 / 72
    assert abs(line.x + width / 2 - 105) < 0.01


def test_arabic_begins_at_the_right(sheet: Sheet) -> None:
    sheet.paragraph("العربية", 10)
    sheet.paragraph("Latin", 10)
    arabic, latin = sheet.page.lines
    assert arabic.x > 150 and latin.x == 22
