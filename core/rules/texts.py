"""What text the portal accepts, so that every badge it goes into verifies in every program.

Canonicalizers disagree on control characters and noncharacters: a badge that holds one would verify in one program
and fail in another (RDF Dataset Canonicalization 1.0, section on canonical N-Quads escapes). They are refused at input.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

_KEPT_CONTROLS = "\t\n\r"
# Embedding, override and isolate marks can make "gpj.exe" read "exe.jpg" and one name read as another.
_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Soft hyphens, zero-width spaces and tag characters: nobody sees them, and one name with them looks like another without.
_NEVER_SEEN = re.compile("[\u00ad\u200b\u2060\ufeff\U000e0000-\U000e007f]")
_JOINERS = re.compile("[\u200c\u200d]+")  # Persian, the scripts of India and pictures are written with them
_NEEDS_NO_JOINER = ("LATIN", "GREEK", "CYRILLIC", "DIGIT", "SPACE", "HYPHEN")
SLUG = re.compile(r"[A-Z0-9][A-Z0-9-]{0,31}")


def _is_forbidden(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    point = ord(character)
    is_noncharacter = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return is_noncharacter or unicodedata.category(character) in ("Cc", "Cs")


def clean_text(text: str) -> str:
    """Text of several lines, NFC-normalised, line ends unified, outer space removed.

    Refuses control characters other than TAB and line ends, lone surrogates and Unicode noncharacters.

    >>> clean_text(" first\\r\\nsecond ")
    'first\\nsecond'
    """
    if any(_is_forbidden(character) for character in text):
        raise ValueError("The text holds an invisible control character. Please type it again or paste it as plain text.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(text: str) -> str:
    """Text of one line: as ``clean_text``, runs of white space become one space, direction overrides are refused.

    What nobody can see is taken out, joiners only where the script does not need them.

    >>> clean_line("A\\u00adda\\u200d  Obi\\ufeff")
    'Ada Obi'
    """
    if _DIRECTION_OVERRIDES.search(text):
        raise ValueError("The text holds an invisible mark that turns the reading direction. Please type it again.")
    visible = _NEVER_SEEN.sub("", clean_text(text))
    visible = _JOINERS.sub(lambda found: found[0] if _is_needed(visible, found.start()) else "", visible)
    return unicodedata.normalize("NFC", " ".join(visible.split()))  # what stands side by side now may be one character


def _is_needed(text: str, place: int) -> bool:
    """Whether the character before a joiner belongs to a script that is written with joiners."""
    return place > 0 and not unicodedata.name(text[place - 1], "SPACE").startswith(_NEEDS_NO_JOINER)


def filled_line(text: str) -> str:
    """As ``clean_line``, and not empty."""
    if not (line := clean_line(text)):
        raise ValueError("Please fill this in.")
    return line


def filled_text(text: str) -> str:
    """As ``clean_text``, and not empty."""
    if not (cleaned := clean_text(text)):
        raise ValueError("Please fill this in.")
    return cleaned


def _program_code(text: str) -> str:
    if not SLUG.fullmatch(code := text.strip().upper()):
        raise ValueError("A code has capital letters, digits and hyphens only, at most 32, for example COM-101.")
    return code


Line = Annotated[str, AfterValidator(filled_line)]
Prose = Annotated[str, AfterValidator(filled_text)]
OptionalLine = Annotated[str, AfterValidator(clean_line)]
OptionalProse = Annotated[str, AfterValidator(clean_text)]
Code = Annotated[str, AfterValidator(_program_code)]
OptionalCode = Annotated[str, AfterValidator(lambda text: _program_code(text) if text.strip() else "")]
