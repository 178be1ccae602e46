"""Paints a drawing in pixels (PNG)."""

from functools import partial
from io import BytesIO

from PIL import Image, ImageDraw

from core.badges.pictures.drawing import Arc, Drawing, Fade, Fill, Outline, Point, Tone, Words
from core.badges.typesetting import Pen

_FINER = 3
_STEPS = 180  # straight pieces of an arc


def painted(drawing: Drawing, size: int) -> Image.Image:
    """The drawing on a transparent square of ``size`` pixels a side."""
    fine = Image.new("RGBA", (size * _FINER, size * _FINER))
    for fill in drawing.fills:
        _fill(fine, fill)
    picture = fine.reduce(_FINER)
    for words in drawing.words:
        write(picture, words)
    return picture


def png(picture: Image.Image) -> bytes:
    """The picture as a file; nothing but pixels is in it."""
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def rounded_square(size: int, colour: str) -> Image.Image:
    """A ground for a few letters."""
    side = size * _FINER - 1
    fine = Image.new("RGBA", (side + 1, side + 1))
    ImageDraw.Draw(fine).rounded_rectangle((0, 0, side, side), side * 0.2, fill=colour)
    return fine.reduce(_FINER)


def _fill(picture: Image.Image, fill: Fill) -> None:
    corners = _corners(fill.outline, picture.width / 2)
    if not isinstance(fill.paint, Fade):
        ImageDraw.Draw(picture).polygon(corners, fill=fill.paint)
        return
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    picture.paste(_faded(fill.paint, picture.size), mask=mask)


def _corners(outline: Outline, half: float) -> list[Point]:
    points: list[Point] = []
    for step in outline:
        points += [step.at(number / _STEPS) for number in range(_STEPS + 1)] if isinstance(step, Arc) else [step]
    return [(half + x * half, half + y * half) for x, y in points]


def _faded(fade: Fade, size: tuple[int, int]) -> Image.Image:
    column = Image.new("RGBA", (1, size[1]))
    for row in range(size[1]):
        y = (row + 0.5) / size[1] * 2 - 1
        column.putpixel((0, row), tone_at(fade, y))
    return column.resize(size, Image.Resampling.NEAREST)


def tone_at(fade: Fade, y: float) -> Tone:
    """The colour at a height."""
    share = min(1.0, max(0.0, (y / fade.reach + 1) / 2))
    mixed = partial(_between, share)
    return mixed(fade.top[0], fade.bottom[0]), mixed(fade.top[1], fade.bottom[1]), mixed(fade.top[2], fade.bottom[2])


def _between(share: float, one: int, other: int) -> int:
    return round(one + (other - one) * share)


def write(picture: Image.Image, words: Words) -> None:
    """Lines of text on a picture that is there already."""
    pen, half = Pen(*picture.size), picture.width / 2
    for text, baseline, size, weight in words.rows:
        pen.write(text, half, half + baseline * half, size * half, weight, words.language)
    picture.paste(words.colour, mask=pen.mask())
