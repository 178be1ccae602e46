"""The forms in which a badge is handed out: the same signed document in each; a new form is one line here."""

from functools import partial

from core.badges.appearance import LAYOUTS
from core.badges.formats import baked_png, baked_svg, credential_jwt, everything_zip, open_badge_json, pdf_certificate
from core.badges.formats.form import Format

__all__ = ["FORMATS", "Format"]

_FILES: dict[str, Format] = {
    "pdf": Format(
        "Certificate (PDF)", "application/pdf", "pdf", pdf_certificate.render, "layout", ("", *LAYOUTS),
        "Certificate", "To print, to hang up, to send with an application. The signed badge is attached inside.", slow=True,
    ),
    "png": Format(
        "Picture with the badge inside (PNG)", "image/png", "png", baked_png.render, "size", baked_png.SIZES,
        "Badge picture", "For profiles, e-mails and badge collections (backpacks): the picture holds the signed badge.",
    ),
    "svg": Format(
        "Sharp picture with the badge inside (SVG)", "image/svg+xml", "svg", baked_svg.render,
        name="Badge picture, sharp at any size", purpose="For web pages and for large prints. It holds the signed badge as well.",
    ),
    "json": Format(
        "Open Badge (JSON)", "application/vc+ld+json", "json", open_badge_json.render, "proof", open_badge_json.PROOF_FORMS,
        "Signed badge", "For programs: wallets, backpacks and verifiers that read Open Badges 3.0.", steady=False,
    ),
    "jwt": Format(
        "Open Badge as a token (JWT)", "application/vc+jwt", "jwt", credential_jwt.render,
        name="Signed badge as a token", purpose="For programs that take the JWT form of Open Badges 3.0 only.", steady=False,
    ),
}  # fmt: skip
FORMATS: dict[str, Format] = _FILES | {
    "zip": Format(
        "Everything in one folder (ZIP)", "application/zip", "zip", partial(everything_zip.render, _FILES),
        purpose="All of these files at once, with a page of plain words on what each is for.", slow=True,
    ),
}  # fmt: skip
