"""What people can take away of a badge: each file with its name, a sentence on what it is good for, and its address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.badges.formats import FORMATS
from core.badges.formats.names import content_disposition, file_name
from core.badges.pictures.preview_card import HEIGHT, WIDTH, card_png
from core.badges.reading import view_of
from core.portal import Portal
from core.services.badge_files import badge_file, signed_badge

CARD_SIZE = (WIDTH, HEIGHT)
_SHOWN_BY_BROWSERS = ("image/", "application/pdf")


@dataclass(frozen=True)
class Download:
    """A file as a browser gets it: ``disposition`` says under which name, and whether it is shown or saved."""

    data: bytes
    media_type: str
    disposition: str


@dataclass(frozen=True)
class Wish:
    """Which file somebody asks for; ``choice`` is empty for the usual one. ``slow`` and ``steady`` are those of its format."""

    kind: str
    choice: str
    slow: bool = False
    steady: bool = False


@dataclass(frozen=True)
class Offer:
    """A file that can be had: ``address`` is what follows the badge's own address."""

    label: str
    purpose: str
    address: str


def offers(*, with_jwt: bool) -> tuple[Offer, ...]:
    """Every file of a badge; the JWT form only where there is one."""
    forms = [form for kind, form in FORMATS.items() if kind != "jwt" or with_jwt]
    large = Offer("Large picture with the badge inside (PNG, 1200 pixels)", "For print and slides.", ".png?size=1200")
    usual = [Offer(form.label, form.purpose, f".{form.suffix}") for form in forms]
    after_small = next(number for number, offer in enumerate(usual, 1) if offer.address == ".png")
    return (*usual[:after_small], large, *usual[after_small:])


def wish_of(kind: str, asked: Mapping[str, str]) -> Wish:
    """What an address asks for: its ending, and of its parameters the one that the format knows."""
    form = FORMATS.get(kind)
    if form is None:
        return Wish(kind, "")
    return Wish(kind, asked.get(form.option, "") if form.option else "", form.slow, form.steady)


def download(portal: Portal, *, token: str, wish: Wish) -> Download:
    """A file of a badge. Refuses unknown badges, formats and choices."""
    file = badge_file(portal, token=token, kind=wish.kind, choice=wish.choice)
    shown = file.media_type.startswith(_SHOWN_BY_BROWSERS)
    return Download(file.data, file.media_type, content_disposition(file.name, inline=shown))


def link_card(portal: Portal, *, token: str) -> Download:
    """The picture that other sites show beside a link to the badge: 1200 by 630 pixels, with the holder's name."""
    badge = signed_badge(portal, token=token)
    view = view_of(json.loads(badge.document))
    picture = card_png(view, badge.appearance.artwork, badge.appearance.mark, holder=view.holder_name)
    return Download(picture, "image/png", content_disposition(file_name(view, "png"), inline=True))
