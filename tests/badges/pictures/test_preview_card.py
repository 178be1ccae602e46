"""The picture beside a link."""

import io

import pytest
from PIL import Image, ImageChops, ImageColor

from core.badges.pictures.artwork import colour_of, monogram_png
from core.badges.pictures.preview_card import HEIGHT, WIDTH, card_png
from tests.badges.appearances import pictures_of
from tests.badges.pictures.test_artwork import picture
from tests.badges.pictures.test_vector import BADGES
from tests.badges.views import a_view

MARK = monogram_png("Northshore AFP")


def a_mark(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("name", BADGES)
def test_it_has_the_size_that_sites_ask_for_and_is_not_heavy(name: str) -> None:
    view = BADGES[name]
    card = card_png(view, pictures_of(view), MARK)
    assert picture(card).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(card) < 300_000


def changed(one: bytes, other: bytes) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(picture(one).convert("RGB"), picture(other).convert("RGB")).getbbox()


def test_a_name_is_on_it_only_where_it_was_asked_for() -> None:
    view = a_view(holder_name="José Ñuñez")
    artwork = pictures_of(view)
    without = card_png(view, artwork, MARK)
    assert without == card_png(view, artwork, MARK)
    assert without == card_png(a_view(holder_name="Somebody Else"), artwork, MARK)
    left, top, right, bottom = changed(without, card_png(view, artwork, MARK, "José Ñuñez")) or (0, 0, 0, 0)
    assert left >= 580 and 390 < top < bottom < 475 and right <= 1160


@pytest.mark.parametrize("title", ["Weld", "Brief " * 20, "المتابعة", "データ分析" * 8, "W" * 60])
def test_no_title_leaves_its_place(title: str) -> None:
    view = a_view()
    artwork = pictures_of(view)
    left, top, right, bottom = changed(card_png(a_view(title=""), artwork, MARK), card_png(a_view(title=title), artwork, MARK)) or (
        0,
        0,
        0,
        0,
    )
    assert 580 <= left < right <= 1160 and 125 < top < bottom < 400


@pytest.mark.parametrize("size", [(2000, 10), (10, 2000), (1, 1), (512, 512)])
def test_a_mark_of_any_shape_stays_at_its_place(size: tuple[int, int]) -> None:
    view = a_view()
    artwork = pictures_of(view)
    place = changed(card_png(view, artwork, a_mark((64, 64))), card_png(view, artwork, a_mark(size)))
    assert place is None or (place[0] >= 588 and place[1] > 490 and place[3] < 600)


def test_the_colour_is_that_of_the_category() -> None:
    card = picture(card_png(a_view(category="safety"), pictures_of(a_view()), MARK))
    assert card.getpixel((600, 625))[:3] == ImageColor.getrgb(colour_of("safety"))  # type: ignore[index]
