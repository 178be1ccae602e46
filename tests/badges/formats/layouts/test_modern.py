import pytest

from core.badges.formats.layouts.modern import STOCK
from core.badges.formats.paper import Box
from core.badges.view import BadgeView
from tests.badges.formats.layouts.pages import LONG, laid_out, lines, lowest, says


@pytest.mark.parametrize("view", [None, LONG], ids=["common", "long"])
def test_no_word_stands_on_the_colour(view: BadgeView | None) -> None:
    for page in laid_out("modern", view).pages:
        (field, *_) = [item for _, item in page.items if isinstance(item, Box)]
        assert field.height == STOCK.height
        assert all(line.x > field.width for line in lines(page))


def test_the_field_of_colour_is_wide_on_the_first_page_only() -> None:
    first, second = (next(item for _, item in page.items if isinstance(item, Box)) for page in laid_out("modern").pages)
    assert first.width > 90 > 10 > second.width


def test_details_have_titles_at_the_left_and_words_beside_them() -> None:
    _, details = laid_out("modern").pages
    at = dict(zip(says(details), lines(details), strict=True))
    title, text = at["Criterion 1"], at["Required: Proficient. Reaches point 1 in time."]
    assert title.baseline == pytest.approx(text.baseline, abs=0.5) and text.x > title.x + 80


@pytest.mark.parametrize("view", [None, LONG], ids=["common", "long"])
def test_nothing_touches_the_small_print(view: BadgeView | None) -> None:
    assert all(lowest(page) < STOCK.height - STOCK.foot for page in laid_out("modern", view).pages)
