import pytest

from core.badges.formats.paper import Box, Line, Page, Picture
from core.badges.formats.sheet import Sheet, Stock, Style
from core.badges.formats.tags import Artifact, Element
from tests.badges.formats.certificates import artwork

A4 = Stock(width=210, height=297, left=22, right=22, top=22, bottom=20, foot=14)
TEXT = Style(10)


@pytest.fixture
def sheet() -> Sheet:
    sheet = Sheet(A4, "en", (11, 83, 148), lambda sheet: sheet.rule(10))
    sheet.running_head = "Running head"
    return sheet


def lines(page: Page) -> list[Line]:
    return [item for _, item in page.items if isinstance(item, Line)]


def says(page: Page) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines(page)]


def width_of(line: Line) -> float:
    return sum(run.advance for run in line.runs) / 1000 * line.size * 25.4 / 72


def test_a_large_name_shrinks_to_one_line_until_it_would_be_too_small(sheet: Sheet) -> None:
    for name in ("Name", "Name " * 8, "Name " * 40):
        sheet.headline(name, Style(30), smallest=16, lines=1, tag="H1")
    sizes = [line.size for line in lines(sheet.page)]
    assert sizes[0] == 30 and 16 < sizes[1] < 30 and len(sizes) > 3 and set(sizes[2:]) == {16}


def test_what_does_not_fit_at_its_smallest_is_still_as_small(sheet: Sheet) -> None:
    assert sheet.fitting("x" * 40, TEXT, 100, smallest=7, lines=1) == TEXT
    assert sheet.fitting("x" * 400, TEXT, 100, smallest=7, lines=1).size == 7


def test_the_lines_of_a_long_name_are_about_as_long_as_each_other(sheet: Sheet) -> None:
    sheet.headline("Name " * 24, Style(30), smallest=16, lines=1, tag="H1")
    widths = [width_of(line) for line in lines(sheet.page)]
    assert len(widths) == 3 and max(widths) - min(widths) < 0.2 * max(widths)
    assert sheet.x == A4.left and sheet.width == A4.room


def test_what_does_not_fit_goes_on_below_the_running_head(sheet: Sheet) -> None:
    sheet.y = 270
    sheet.paragraph("x " * 400, TEXT)
    first, second = sheet.pages
    assert says(second)[0] == "Running head" and "Running head" not in says(first)
    assert max(line.baseline for line in lines(first)) < A4.height - A4.bottom


def test_a_paragraph_that_goes_on_is_still_one_element(sheet: Sheet) -> None:
    sheet.y = 270
    sheet.paragraph("x " * 400, TEXT)
    owners = {owner for page in sheet.pages for owner, item in page.items if isinstance(owner, Element)}
    assert owners == {sheet.root.parts[0]}


def test_every_page_has_its_ground_and_nobody_reads_it(sheet: Sheet) -> None:
    sheet.add_page()
    grounds = [[owner for owner, item in page.items if isinstance(item, Box)] for page in sheet.pages]
    assert grounds == [[Artifact()], [Artifact()]]
    assert [owner for owner, item in sheet.page.items if isinstance(item, Line)] == [Artifact("Header")]


def test_room_is_made_only_where_a_page_would_be_large_enough(sheet: Sheet) -> None:
    sheet.y = 200
    sheet.make_room(60)
    sheet.make_room(500)
    assert len(sheet.pages) == 1
    sheet.make_room(90)
    assert len(sheet.pages) == 2


def test_the_first_page_is_left_once(sheet: Sheet) -> None:
    sheet.leave_first_page()
    place = sheet.y
    sheet.leave_first_page()
    assert len(sheet.pages) == 2 and sheet.y == place


def test_one_writes_elsewhere_without_moving_on(sheet: Sheet) -> None:
    sheet.add_page()
    place = sheet.x, sheet.y, sheet.width, sheet.floor
    with sheet.elsewhere(0, 30, 250, 50):
        sheet.paragraph("Facts", TEXT)
    assert (sheet.x, sheet.y, sheet.width, sheet.floor) == place
    first, second = map(says, sheet.pages)
    assert "Facts" in first and "Facts" not in second


def test_what_is_centred_has_as_much_room_above_as_below(sheet: Sheet) -> None:
    with sheet.centred_above(200):
        sheet.picture(artwork().png, "Badge", 30, sheet.y, 50, 50)
        sheet.y += 50
    (picture,) = [item for _, item in sheet.page.items if isinstance(item, Picture)]
    assert picture.y - A4.top == pytest.approx(200 - (picture.y + 50))


def test_what_goes_on_over_the_page_is_not_centred(sheet: Sheet) -> None:
    with sheet.centred_above(200):
        sheet.paragraph("x\n" * 100, TEXT)
    assert lines(sheet.pages[0])[0].baseline < A4.top + 5


def test_a_text_in_the_middle_is_as_far_from_both_edges(sheet: Sheet) -> None:
    sheet.paragraph("Middle", Style(20), align="C")
    (line,) = lines(sheet.page)
    assert abs(line.x + width_of(line) / 2 - 105) < 0.01


def test_arabic_begins_at_the_right(sheet: Sheet) -> None:
    sheet.paragraph("العربية", TEXT)
    sheet.paragraph("Latin", TEXT)
    arabic, latin = lines(sheet.page)
    assert arabic.x > 150 and latin.x == 22


@pytest.mark.parametrize("word", ["word", "كلمة"])
def test_a_space_that_nobody_sees_parts_the_lines(sheet: Sheet, word: str) -> None:
    sheet.width = 30
    sheet.paragraph(f"{word} " * 9 + word, TEXT)
    *full, last = says(sheet.page)
    assert all(line.endswith(" ") or line.startswith(" ") for line in full) and last.strip() == last
    edge = {round(line.x + width_of(line) if word == "word" else line.x, 3) for line in lines(sheet.page)[:2]}
    assert len(edge) == 1


def test_no_space_is_put_between_the_parts_of_a_broken_word(sheet: Sheet) -> None:
    sheet.width = 30
    sheet.paragraph("x" * 100, TEXT)
    assert "".join(says(sheet.page)) == "x" * 100


def test_each_line_of_a_long_address_opens_it(sheet: Sheet) -> None:
    url = "https://example.org/" + "a" * 200
    sheet.paragraph(url, TEXT, tag="Link", url=url)
    assert [link.url for _, link in sheet.page.links] == [url] * len(lines(sheet.page))
    assert "".join(link.says for _, link in sheet.page.links) == url
    assert {owner.kind for owner, _ in sheet.page.links} == {"Link"}


def test_nothing_to_say_leaves_no_trace(sheet: Sheet) -> None:
    place = sheet.y
    sheet.paragraph("", TEXT, gap=9)
    assert sheet.y == place and not sheet.root.parts


def test_a_picture_keeps_its_proportions(sheet: Sheet) -> None:
    sheet.picture(artwork().png, "Badge", 22, 22, 100, 50, "L")
    (picture,) = [item for _, item in sheet.page.items if isinstance(item, Picture)]
    assert (picture.x, picture.y, picture.width, picture.height) == (22, 22, 50, 50)
    assert sheet.root.parts[0].alt == "Badge"
