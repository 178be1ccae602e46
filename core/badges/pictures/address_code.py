"""An address as a QR code, for a screen or a slide."""

from io import BytesIO

import segno

_QUIET_ZONE = 4  # modules that stay white around it (ISO/IEC 18004, 9.1)


def code_png(address: str, *, dot: int = 10) -> bytes:
    """A PNG in black on white, level M; ``dot`` is the side of one module in pixels."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=dot, border=_QUIET_ZONE)
    return picture.getvalue()
