"""The badge as a vector picture that carries its signed document: sharp on a screen as on a wall."""

from core.badges.appearance import SignedBadge
from core.badges.baking import bake_svg


def render(badge: SignedBadge, _choice: str) -> bytes:
    return bake_svg(badge.appearance.artwork.svg, badge.document).encode()
