"""The forms in which a badge is handed out. Each is made from the signed document alone; a new form is one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from core.badges.formats import baked_png, open_badge_json, pdf_certificate


@dataclass(frozen=True)
class Format:
    """``render`` makes the file from the text of the signed document."""

    label: str
    media_type: str
    suffix: str
    render: Callable[[str], bytes]


FORMATS: dict[str, Format] = {
    "json": Format("Open Badge (JSON)", "application/vc+ld+json", "json", open_badge_json.render),
    "png": Format("Picture with the badge inside (PNG)", "image/png", "png", baked_png.render),
    "pdf": Format("Certificate (PDF)", "application/pdf", "pdf", pdf_certificate.render),
}
