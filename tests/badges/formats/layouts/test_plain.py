from core.badges.formats.layouts.plain import STOCK
from core.badges.formats.paper import Box
from core.badges.formats.sheet import INK, QUIET
from tests.badges.formats.layouts.pages import LONG, laid_out, lines, lowest, says


def test_a_common_badge_takes_one_sheet_of_paper() -> None:
    (only,) = laid_out("plain").pages
    assert "José Ñuñez" in says(only) and "Criterion 4" in says(only) and "Item 2" in says(only)


def test_it_takes_little_ink() -> None:
    (only,) = laid_out("plain").pages
    assert {line.colour for line in lines(only)} <= {INK, QUIET}
    assert sum(item.width * item.height for _, item in only.items if isinstance(item, Box)) < 100  # square millimetres


def test_it_is_read_from_top_to_bottom() -> None:
    (only,) = laid_out("plain").pages
    order = ["José Ñuñez", "Present with Confidence", "Judged by two reviewers.", "Issued by", "Criterion 1", "Item 1"]
    places = [lines(only)[says(only).index(said)].baseline for said in order]
    assert places == sorted(places)


def test_nothing_touches_the_small_print() -> None:
    assert all(lowest(page) < STOCK.height - STOCK.foot for page in laid_out("plain", LONG).pages)
