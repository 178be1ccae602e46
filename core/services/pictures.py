"""The association's logo: decoded and drawn again, so that nothing but the picture is kept."""

import io

from PIL import Image, UnidentifiedImageError

from core.badges.pictures.artwork import monogram_png
from core.errors import BadInput

LARGEST_BYTES = 2 * 1024 * 1024
LARGEST_SIDE = 4000
KEPT_SIDE = 512


def clean_logo(data: bytes) -> bytes:
    """A PNG of at most 512 px made from a PNG, JPEG or WebP. Refuses other content and pictures beyond 4000 px or 2 MB."""
    sentence = "Please choose a PNG, JPEG or WebP picture of at most 2 MB and 4000 pixels."
    if len(data) > LARGEST_BYTES:
        raise BadInput({"logo": sentence})
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if max(picture.size) > LARGEST_SIDE:  # read from the header, before any pixel is unpacked
                raise BadInput({"logo": sentence})
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise BadInput({"logo": sentence}) from problem
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE))
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return target.getvalue()


def mark_of(name: str, logo: bytes | None) -> bytes:
    """The mark of an association as it will look: its logo, or a monogram of its name. Refuses as ``clean_logo``."""
    return clean_logo(logo) if logo else monogram_png(name)
