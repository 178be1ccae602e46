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
_SLUG = re.compile(r"[A-Z0-9][A-Z0-9-]{0,31}")


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
    """Text of one line: as ``clean_text``, runs of white space become one space, direction overrides are refused."""
    if _DIRECTION_OVERRIDES.search(text):
        raise ValueError("The text holds an invisible mark that turns the reading direction. Please type it again.")
    return " ".join(clean_text(text).split())


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
    if not _SLUG.fullmatch(code := text.strip().upper()):
        raise ValueError("A code has capital letters, digits and hyphens only, at most 32, for example COM-101.")
    return code


Line = Annotated[str, AfterValidator(filled_line)]
Prose = Annotated[str, AfterValidator(filled_text)]
OptionalLine = Annotated[str, AfterValidator(clean_line)]
OptionalProse = Annotated[str, AfterValidator(clean_text)]
Code = Annotated[str, AfterValidator(_program_code)]
OptionalCode = Annotated[str, AfterValidator(lambda text: _program_code(text) if text.strip() else "")]
