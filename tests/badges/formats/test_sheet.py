from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.badges.formats.sheet import Sheet


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    sheet = Sheet(["العربية", "Name Story x"], "en", "#0b5394", tmp_path)
    sheet.repeat("Running head", "Foot")
    sheet.add_page()
    return sheet


def pages(sheet: Sheet) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(bytes(sheet.output()))).pages]


def test_a_large_name_shrinks_to_one_line_until_it_would_be_too_small(sheet: Sheet) -> None:
    heights = []
    for name in ("Name", "Name " * 8, "Name " * 40):
        top = sheet.y
        sheet.one_line(name, 30, 16)
        heights.append(sheet.y - top)
    assert heights[1] < heights[0] < heights[2]
    assert len(pages(sheet)) == 1


def test_an_entry_that_does_not_fit_starts_a_page_together_with_its_heading(sheet: Sheet) -> None:
    sheet.set_y(240)
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
