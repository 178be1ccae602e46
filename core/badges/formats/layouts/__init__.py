"""The looks of the certificate: a file for each, and one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from core.badges.formats.layouts import classic, modern, plain
from core.badges.formats.layouts.furniture import Content
from core.badges.formats.paper import Colour
from core.badges.formats.sheet import INK, Sheet, Stock


@dataclass(frozen=True)
class Layout:
    """The paper, what lies beneath the text of every page, and how the text is laid out on it.

    ``colour`` takes the place of the colour of the badge's category.
    """

    stock: Stock
    ground: Callable[[Sheet], None]
    lay_out: Callable[[Sheet, Content], None]
    colour: Colour | None = None


LAYOUTS: dict[str, Layout] = {
    "classic": Layout(classic.STOCK, classic.ground, classic.lay_out),
    "modern": Layout(modern.STOCK, modern.ground, modern.lay_out),
    "plain": Layout(plain.STOCK, plain.ground, plain.lay_out, INK),
}
