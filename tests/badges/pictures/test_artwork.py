from io import BytesIO
from itertools import pairwise, product
from typing import get_args

import pytest
from PIL import Image, ImageColor

from core.badges.pictures.artwork import COLOURS, GOLD, INK, WHITE, badge_png, colour_of, contour, half_width, monogram_png, shade
from core.rules.programs import Category
from tests.badges.views import a_view, criteria, evidence

GOLDEN = ImageColor.getrgb(GOLD)


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGBA")


def around(image: Image.Image, kind: str = "soft") -> list[tuple[int, ...]]:
    """The colours on a walk round the middle of the ring, above the band."""
    half = image.width / 2
    points = [contour(kind, 0.885, turn / 720) for turn in range(720)]  # type: ignore[arg-type]
    return [image.getpixel((round(half + x * half), round(half + y * half))) for x, y in points if y < 0.2]  # type: ignore[misc]


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_category_has_a_colour_of_its_own_on_which_white_can_be_read() -> None:
    assert set(COLOURS) == set(get_args(Category))
    assert len(set(COLOURS.values())) == len(COLOURS)
    for colour in [*COLOURS.values(), colour_of("unheard of")]:
        assert contrast(ImageColor.getrgb(WHITE), shade(colour, 1.0)) >= 4.5
    assert contrast(ImageColor.getrgb(INK), GOLDEN) >= 7


def test_the_same_view_gives_the_same_picture_of_the_size_asked_for() -> None:
    assert badge_png(a_view(), 120) == badge_png(a_view(), 120)
    assert picture(badge_png(a_view(), 96)).size == (96, 96)


def test_the_ground_is_transparent_and_the_middle_is_not() -> None:
    image = picture(badge_png(a_view(), 200))
    assert [image.getpixel((x, y))[3] for x, y in product((0, 199), repeat=2)] == [0, 0, 0, 0]  # type: ignore[index]
    assert image.getpixel((100, 60))[3] == 255  # type: ignore[index]


def test_a_soft_skill_is_round_and_a_technical_one_has_six_sides() -> None:
    soft, technical = (picture(badge_png(a_view(skill_kind=kind), 200)) for kind in ("soft", "technical"))
    assert soft.getpixel((100, 5))[3] == 255  # type: ignore[index]
    assert technical.getpixel((100, 5))[3] == 0  # type: ignore[index]
    assert half_width("technical", 1, 0) == half_width("soft", 1, 0) == 1
    assert half_width("technical", 1, 0.9) == 0


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_ring_has_one_segment_for_each_criterion(count: int) -> None:
    walk = [pixel[:3] == GOLDEN for pixel in around(picture(badge_png(a_view(criteria=criteria(count)), 600)))]
    gaps = sum(before and not here for before, here in pairwise([*walk, walk[0]]))
    cuts = [number / count for number in range(count)] if count > 1 else []
    assert gaps == sum(1 for turn in cuts if contour("soft", 0.885, turn)[1] < 0.19)


def test_completed_activities_have_no_gold_and_judged_work_has() -> None:
    progress = around(picture(badge_png(a_view(benchmark="progress", criteria=(), evidence=evidence(3)), 300)))
    judged = around(picture(badge_png(a_view(), 300)))
    assert not any(pixel[:3] == GOLDEN for pixel in progress)
    assert sum(pixel[:3] == GOLDEN for pixel in judged) > len(judged) * 0.8


def test_the_colour_of_the_category_fills_the_shape() -> None:
    for category in ("safety", "finance"):
        image = picture(badge_png(a_view(category=category), 300))
        shown, wanted = image.getpixel((150, 48)), ImageColor.getrgb(COLOURS[category])
        assert max(abs(a - b) for a, b in zip(shown[:3], wanted, strict=True)) < 12  # type: ignore[index]


def test_the_title_is_part_of_the_picture_in_any_script() -> None:
    titles = ("Weld", "Meld", "المتابعة", "データ分析", "A🎉")
    assert len({badge_png(a_view(title=title), 96) for title in titles}) == len(titles)


def test_a_monogram_is_made_of_the_first_letters() -> None:
    assert monogram_png("Northshore AFP", 64) == monogram_png("Northshore AFP", 64)
    assert picture(monogram_png("東京協会", 64)).getpixel((32, 4))[3] == 255  # type: ignore[index]
    assert monogram_png("", 64) == monogram_png("?", 64) or picture(monogram_png("", 64)).size == (64, 64)
