"""Baking: a PNG that carries its signed document in one iTXt chunk ``openbadgecredential`` (Open Badges 3.0, section 5.3.1)."""

import zlib

from core.errors import DocumentProblem

# openbadgeslib is imported where it is needed: it brings much along, and most of the portal never bakes.


def bake(picture: bytes, document_text: str) -> bytes:
    """The PNG with the document in it. Refuses a picture that carries one: readers take the first chunk, which would be the old one."""
    from openbadgeslib.baking import ITXT_KEYWORD_OB3, bake_png, has_png

    if has_png(picture, keyword=ITXT_KEYWORD_OB3):
        raise DocumentProblem("This picture carries a badge already. Please bake into the clean picture.")
    return bake_png(picture, document_text, keyword=ITXT_KEYWORD_OB3)


def unbake(picture: bytes) -> str:
    """The document in a PNG. Refuses damaged pictures, pictures without one, and compressed ones that grow beyond 256 KiB."""
    import png  # type: ignore[import-untyped]
    from openbadgeslib.baking import ITXT_KEYWORD_OB3, extract_png
    from openbadgeslib.errors import DecompressionLimitExceeded

    try:
        text = extract_png(picture, keyword=ITXT_KEYWORD_OB3)
    except (png.Error, zlib.error, DecompressionLimitExceeded, ValueError, EOFError) as error:
        raise DocumentProblem("The picture is damaged.") from error
    if text is None:
        raise DocumentProblem("There is no badge in this picture.")
    return text
