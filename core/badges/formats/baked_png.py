"""The badge as a picture that carries its signed document."""

import json

from core.badges.artwork import badge_png
from core.badges.baking import bake
from core.badges.reading import view_of


def render(document_text: str) -> bytes:
    """The picture, drawn anew from the document so that no older one can be in it, with the document baked in."""
    return bake(badge_png(view_of(json.loads(document_text))), document_text)
