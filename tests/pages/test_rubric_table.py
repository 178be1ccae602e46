from html.parser import HTMLParser

from pages.shared.rubric_table import CAPTION, rubric_html
from tests.builders import a_performance_program

RUBRIC = a_performance_program().rubric


def html(**changes):
    given = {"highlight": True, "reached": {}, "caption": CAPTION, "show_weights": False} | changes
    return rubric_html(RUBRIC, **given)


class Cells(HTMLParser):
    """The header cells by scope and the data cells' words."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes: list[str] = []
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "th":
            self.scopes.append(dict(attrs)["scope"])
        self._inside = self._inside or tag == "td"
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "td"

    def handle_data(self, data):
        if self._inside:
            self.cells[-1] += data


def read(page: str) -> Cells:
    cells = Cells()
    cells.feed(page)
    return cells


def test_levels_head_columns_and_criteria_head_rows() -> None:
    cells = read(html())
    assert cells.scopes.count("col") == len(RUBRIC.levels) + 1
    assert cells.scopes.count("row") == len(RUBRIC.criteria)
    assert len(cells.cells) == len(RUBRIC.levels) * len(RUBRIC.criteria)


def test_the_threshold_is_marked_by_a_word_once_per_criterion() -> None:
    marked = [cell for cell in read(html()).cells if "Meets the criterion" in cell]
    assert len(marked) == len(RUBRIC.criteria)
    assert all(RUBRIC.levels[row.threshold].name in cell for row, cell in zip(RUBRIC.criteria, marked, strict=True))
    assert "Meets the criterion" not in html(highlight=False)


def test_the_level_reached_is_marked_in_its_own_cell() -> None:
    first = RUBRIC.criteria[0]
    reached = [cell for cell in read(html(reached={first.key: 1})).cells if "Level reached" in cell]
    assert len(reached) == 1
    assert first.descriptors[1] in reached[0]


def test_what_could_not_be_judged_is_said() -> None:
    assert "Could not be judged" in html(reached={RUBRIC.criteria[0].key: None})


def test_typed_text_stays_text() -> None:
    first, *others = RUBRIC.criteria
    hostile = RUBRIC.model_copy(update={"criteria": (first.model_copy(update={"title": "<img src=x onerror=alert(1)>"}), *others)})
    page = rubric_html(hostile, True, {}, "<b>caption</b>", False)
    assert "<img" not in page
    assert "<b>" not in page
