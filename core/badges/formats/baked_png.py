"""The badge as a picture that carries its signed document."""

from core.badges.appearance import SignedBadge
from core.badges.baking import bake

SIZES = ("600", "1200")


def render(badge: SignedBadge, size: str) -> bytes:
    """The frozen picture, which has no document in it, with the document baked in; ``size`` in pixels a side."""
    artwork = badge.appearance.artwork
    return bake(artwork.png_large if size == "1200" else artwork.png, badge.document)
