"""The picture that other sites show beside a link to a badge (Open Graph, 1200 by 630 pixels).

It is often seen at half its size, so nothing on it is small.
"""

from functools import partial
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from core.badges.ordering import begins_at
from core.badges.pictures import raster
from core.badges.pictures.artwork import INK, WHITE, Artwork, colour_of
from core.badges.pictures.lettering import Room, fitted, rows
from core.badges.typesetting import Pen, line_width, tidy
from core.badges.view import BadgeView
from core.rules.programs import earned_word

WIDTH, HEIGHT = 1200, 630
_BADGE, _PANEL = 468, 540  # pixels: the picture, and the tinted ground that it stands on
_LEFT, _RIGHT = 588, 1152
_MARK = (200, 76)
_TINT = 0.14  # how much of the badge's colour is in its ground
_HOLDER_COLOUR = "#4b4b55"


def card_png(view: BadgeView, artwork: Artwork, mark: bytes, holder: str = "") -> bytes:
    """Badge, how it was earned, title, issuer with its ``mark`` (PNG); a name only where ``holder`` gives one."""
    colour = colour_of(view.category)
    card = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    tint = Image.blend(Image.new("RGB", (1, 1), WHITE), Image.new("RGB", (1, 1), colour), _TINT)
    card.paste(tint.resize((_PANEL, HEIGHT)))
    ImageDraw.Draw(card).rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), fill=colour)
    badge = Image.open(BytesIO(artwork.png_large)).convert("RGBA").resize((_BADGE, _BADGE), Image.Resampling.LANCZOS)
    card.paste(badge, ((_PANEL - _BADGE) // 2, (HEIGHT - 12 - _BADGE) // 2), badge)
    write = partial(_write, card, view.language)
    write(earned_word(view.benchmark), colour, middle=92, height=52, largest=42)
    write(view.title, INK, middle=262, height=250, largest=88)
    write(holder, _HOLDER_COLOUR, middle=432, height=64, largest=44, weight=500)
    left = _place(card, mark)
    write(view.issuer.name, INK, middle=542, height=92, largest=38, weight=600, left=left)
    return raster.png(card)


def _write(
    card: Image.Image, language: str, text: str, colour: str, *, middle: float, height: float, largest: float,
    weight: int = 700, left: float = _LEFT,
) -> None:  # fmt: skip
    """Text in the right column, as large as it can be, from the side at which its script begins."""
    width = _RIGHT - left
    room = Room(lambda _y: width / 2, 0, height, largest)
    rightwards = begins_at(tidy(text)) == "L"
    pen = Pen(WIDTH, HEIGHT)
    for line, baseline, size, heavy in rows(fitted(tidy(text), room, language), 0, weight):
        half = line_width(line, heavy, language) * size / 2
        pen.write(line, left + half if rightwards else _RIGHT - half, middle + baseline, size, heavy, language)
    card.paste(ImageColor.getrgb(colour), mask=pen.mask())


def _place(card: Image.Image, mark: bytes) -> float:
    """The issuer's mark at the foot of the right column; gives where text may begin beside it."""
    picture = Image.open(BytesIO(mark)).convert("RGBA")
    picture.thumbnail(_MARK, Image.Resampling.LANCZOS)
    card.paste(picture, (_LEFT, 542 - picture.height // 2), picture)
    return _LEFT + picture.width + 22
