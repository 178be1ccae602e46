from io import BytesIO
from itertools import groupby, pairwise

import pytest
import segno
from pypdf import PageObject, PdfReader

from core.badges.formats.paper import MM, Box, Item, Line, Link, Page, Squares, drawn
from core.badges.formats.tags import Artifact, Element, Tree
from core.badges.typesetting import runs_of

WIDTH, HEIGHT = 210, 297
INK = (0, 0, 0)


def line(text: str) -> Line:
    return Line(runs_of(text, base="L"), 20.0, 30.0, 12.0, INK)


def page_of(*items: Item) -> Page:
    return Page(WIDTH, HEIGHT, [(Artifact(), item) for item in items])


def read(*pages: Page, root: Element | None = None) -> PdfReader:
    out = BytesIO()
    drawn(list(pages), Tree(root or Element("Document"))).write(out)
    return PdfReader(out, strict=True)


def operations(page: PageObject) -> list[tuple[list[float], bytes]]:
    content = page.get_contents()
    assert content is not None
    return content.operations


def numbers(page: PageObject, wanted: bytes) -> list[list[float]]:
    return [[float(operand) for operand in operands] for operands, operator in operations(page) if operator == wanted]


def test_a_line_stands_where_it_was_put() -> None:
    ((*_, x, y),) = numbers(read(page_of(line("Hello"))).pages[0], b"Tm")
    assert (x, y) == pytest.approx((20 * MM, (HEIGHT - 30) * MM), abs=0.01)


def test_a_document_names_the_fonts_that_it_writes_with_and_no_other() -> None:
    (page,) = read(page_of(line("Hello"))).pages
    assert [font["/BaseFont"] for font in page["/Resources"]["/Font"].values()] == ["/AAAAAA+NotoSans-400"]  # type: ignore[index]


def test_very_many_signs_still_read_well() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    pages = [page_of(line(many[start : start + 60])) for start in range(0, 600, 60)]
    assert "".join(page.extract_text().strip() for page in read(*pages).pages) == many


def test_an_outline_is_not_filled_and_a_square_is() -> None:
    page = page_of(Box(10, 10, 50, 50, INK, 1), Box(10, 10, 50, 50, INK))
    operators = [operator for _, operator in operations(read(page).pages[0])]
    assert operators.count(b"S") == 1 and operators.count(b"f") + operators.count(b"f*") == 1


def dots(squares: Squares) -> list[list[float]]:
    """The strokes of a code, counted in its squares from its upper left corner: column, row from below, width, height."""
    strokes = numbers(read(page_of(squares)).pages[0], b"re")
    left, top, dot = squares.x * MM, (HEIGHT - squares.y) * MM, squares.side * MM
    return [
        [round(number, 2) for number in ((x - left) / dot, (y - top) / dot, width / dot, height / dot)] for x, y, width, height in strokes
    ]


def test_the_squares_are_those_of_the_code() -> None:
    matrix = tuple(tuple(map(bool, row)) for row in segno.make("https://example.org/b/1", micro=False).matrix)
    shown = [[False] * len(matrix) for _ in matrix]
    for x, y, width, _height in dots(Squares(matrix, 20, 20, 1)):
        for column in range(int(x), int(x + width)):
            shown[-int(y) - 1][column] = True
    assert tuple(map(tuple, shown)) == matrix


def test_neighbours_in_a_code_are_one_stroke() -> None:
    assert dots(Squares(((True, True, False, True),), 20, 30, 2)) == [[0, -1, 2, 1], [3, -1, 1, 1]]


def test_a_link_covers_its_square() -> None:
    document = Element("Document", parts=[Element("Link")])
    page = page_of()
    page.links.append((document.parts[0], Link("https://example.org/", "There", 10, 20, 30, 30)))
    (link,) = read(page, root=document).pages[0]["/Annots"]  # type: ignore[misc]
    assert [round(float(edge) / MM) for edge in link.get_object()["/Rect"]] == [10, HEIGHT - 50, 40, HEIGHT - 20]
    assert link.get_object()["/A"]["/URI"] == "https://example.org/"


def test_what_is_moved_stands_lower_by_so_much() -> None:
    page = page_of(line("Stays"), line("Goes"), Box(1, 2, 3, 4, INK))
    page.move(1, 5)
    assert [getattr(item, "baseline", None) or getattr(item, "y", None) for _, item in page.items] == [30, 35, 7]


def test_neighbours_of_one_owner_are_one_piece_of_content() -> None:
    document = Element("Document", parts=[Element("P"), Element("P")])
    first, second = document.parts
    page = Page(WIDTH, HEIGHT, [(first, line("a")), (first, line("b")), (second, line("c")), (Artifact(), line("d"))])
    marks = [operands for operands, operator in operations(read(page, root=document).pages[0]) if operator == b"BDC"]
    assert [key for key, _ in groupby(str(mark[0]) for mark in marks)] == ["/P", "/Artifact"] and len(marks) == 3


@pytest.mark.parametrize("text", ["محمد 12 علي", "אב 12 גד"])
def test_a_number_between_right_to_left_words_stands_between_them(text: str) -> None:
    runs = runs_of(text, base="L")
    ends = [0.0]
    for run in runs:
        ends.append(ends[-1] + run.advance)
    first, number, last = text.split()
    at = {run.text: span for run, span in zip(runs, pairwise(ends), strict=True)}
    assert at[last][1] < at[number][0] < at[number][1] < at[first][0]
