"""Baking: a picture that carries its signed document (Open Badges 3.0, section 5.3).

A PNG has it in one iTXt chunk ``openbadgecredential``, an SVG in one element ``openbadges:credential``. Nothing else in
the picture changes.
"""

import re

from core.errors import DocumentProblem

# openbadgeslib is imported where it is needed: it brings much along, and most of the portal never bakes.
_OURS = "<svg "
# What XML 1.0 cannot hold (production 2), and the carriage return, which its readers turn into a line feed (section 2.11).
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWICE = "This picture carries a badge already. Please bake into the clean picture."


def bake(picture: bytes, document_text: str) -> bytes:
    """The PNG with the document in it. Refuses a picture that carries one: readers take the first chunk, which would be the old one."""
    from openbadgeslib.baking import ITXT_KEYWORD_OB3, bake_png, has_png

    if has_png(picture, keyword=ITXT_KEYWORD_OB3):
        raise DocumentProblem(_TWICE)
    return bake_png(picture, document_text, keyword=ITXT_KEYWORD_OB3)


def bake_svg(picture: str, document_text: str) -> str:
    """One of our SVG pictures with the document in it, directly after its first tag and as CDATA, as the standard has it.

    openbadgeslib would put escaped text at the end. Refuses a picture that carries a document or is of another make, and
    characters that XML cannot hold.
    """
    from openbadgeslib.baking import SVG_ELEMENT_OB3, SVG_NS_OB3

    if f"<{SVG_ELEMENT_OB3}" in picture:
        raise DocumentProblem(_TWICE)
    if not picture.startswith(_OURS):
        raise DocumentProblem("This is not an SVG picture that this portal drew.")
    if _NOT_XML.search(document_text):
        raise DocumentProblem("The badge document holds a character that an SVG picture cannot carry.")
    tag, _, drawing = picture.removeprefix(_OURS).partition(">")
    # A CDATA section ends at its first "]]>", so that sign is divided between two of them.
    carried = document_text.replace("]]>", "]]]]><![CDATA[>")
    element = f"<{SVG_ELEMENT_OB3}><![CDATA[{carried}]]></{SVG_ELEMENT_OB3}>"
    return f'{_OURS}xmlns:openbadges="{SVG_NS_OB3}" {tag}>{element}{drawing}'
