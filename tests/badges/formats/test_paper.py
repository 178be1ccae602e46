from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from core.badges.formats.paper import HEIGHT, Line, Page, printed
from core.badges.typesetting import runs_of

INK = (0, 0, 0)
MM = 72 / 25.4  # points


def page_of(text: str) -> Page:
    return Page(lines=[Line(runs_of(text, base="L"), 20.0, 30.0, 12.0, INK)])


def read(*pages: Page) -> PdfReader:
    return PdfReader(BytesIO(printed(list(pages), "en", "Title", "Author", "Subject")), strict=True)


def test_a_line_stands_where_it_was_put() -> None:
    content = read(page_of("Hello")).pages[0].get_contents()
    assert content is not None
    ((_, _, _, _, x, y),) = [operands for operands, operator in content.operations if operator == b"Tm"]
    assert (float(x), float(y)) == pytest.approx((20 * MM, (HEIGHT - 30) * MM), abs=0.01)


def test_a_page_names_the_fonts_that_it_writes_with_and_no_other() -> None:
    (page,) = read(page_of("Hello")).pages
    assert [font["/BaseFont"] for font in page["/Resources"]["/Font"].values()] == ["/AAAAAA+NotoSans-400"]  # type: ignore[index]


def test_more_than_one_table_of_signs_still_reads_well() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    pages = [page_of(many[start : start + 60]) for start in range(0, 600, 60)]
    assert "".join(page.extract_text().strip() for page in read(*pages).pages) == many


def test_an_outline_is_not_filled_and_a_square_is() -> None:
    page = Page()
    page.box(10, 10, 50, 50, INK, 1)
    page.box(10, 10, 50, 50, INK)
    content = read(page).pages[0].get_contents()
    assert content is not None
    operators = [operator for _, operator in content.operations]
    assert operators.count(b"S") == 1 and operators.count(b"f*") == 1


def test_a_link_covers_its_square() -> None:
    page = Page()
    page.link("https://example.org/", 10, 20, 30)
    (link,) = read(page).pages[0]["/Annots"]  # type: ignore[misc]
    assert [round(float(edge) * 25.4 / 72) for edge in link.get_object()["/Rect"]] == [10, HEIGHT - 50, 40, HEIGHT - 20]


@pytest.mark.parametrize("text", ["محمد 12 علي", "אב 12 גד"])
def test_a_number_between_right_to_left_words_stands_between_them(text: str) -> None:
    runs = runs_of(text, base="L")
    ends = [0.0]
    for run in runs:
        ends.append(ends[-1] + run.advance)
    first, number, last = text.split()
    at = {run.text: span for run, span in zip(runs, pairwise(ends), strict=True)}
    assert at[last][1] < at[number][0] < at[number][1] < at[first][0]
