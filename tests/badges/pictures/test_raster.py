from PIL import Image

from core.badges.pictures.drawing import Arc, Drawing, Fade, Fill, Words
from core.badges.pictures.raster import painted, png, rounded_square, tone_at, write
from tests.badges.pictures.test_artwork import picture

RED, BLUE, BLACK = (255, 0, 0), (0, 0, 255), (0, 0, 0)


def a_drawing(*fills: Fill, words: tuple[Words, ...] = ()) -> Drawing:
    return Drawing(fills, words, "", "")


def test_what_is_filled_later_lies_on_top_and_the_rest_stays_open() -> None:
    disk, box = Fill((Arc(0.9, 0, 1),), RED), Fill(((-0.2, -0.2), (0.2, -0.2), (0.2, 0.2), (-0.2, 0.2)), BLUE)
    image = painted(a_drawing(disk, box), 100)
    assert image.getpixel((50, 50)) == (*BLUE, 255) and image.getpixel((50, 10)) == (*RED, 255)
    assert image.getpixel((2, 2))[3] == 0  # type: ignore[index]


def test_a_fade_goes_from_one_colour_to_the_other_and_stays_there() -> None:
    fade = Fade(RED, BLUE, 0.5)
    assert [tone_at(fade, y) for y in (-1, -0.5, 0, 0.5, 1)] == [RED, RED, (128, 0, 128), BLUE, BLUE]
    column = painted(a_drawing(Fill(((-1, -1), (1, -1), (1, 1), (-1, 1)), fade)), 100)
    assert column.getpixel((50, 5)) == (*RED, 255) and column.getpixel((50, 95)) == (*BLUE, 255)


def test_words_stand_in_the_middle_and_touch_nothing_else() -> None:
    image = Image.new("RGBA", (200, 200), "white")
    write(image, Words((("Middle", 0.1, 0.4, 700),), BLACK, ""))
    left, top, right, bottom = Image.eval(image.convert("L"), lambda level: 255 - level).getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 3 and 60 < top < bottom < 115


def test_a_file_holds_the_same_pixels() -> None:
    square = rounded_square(40, "#336699")
    assert picture(png(square)).tobytes() == square.tobytes()
    assert square.getpixel((0, 0))[3] == 0 and square.getpixel((20, 0))[3] == 255  # type: ignore[index]
