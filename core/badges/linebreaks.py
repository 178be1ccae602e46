"""Where a text may go on in the next line: between words, and between Han characters and kana.

What is wider than a line, such as an address or a Thai sentence (which has no spaces), is broken between letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

# A closing mark, a lengthening mark or a small kana begins no line; an opening mark ends none.
_HAN = r"[（〔［「『【《]*[\u2e80-\u9fff][、。，．：；！？）〕］」』】》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
_PIECES = re.compile(_HAN + r"|[ \u200b\u3000]+|[^ \u200b\u3000\u2e80-\u9fff]+")
_SPACES = " \u200b\u3000"
_JOINERS = "\u200c\u200d\u2060"
_VIRAMA = 9  # the canonical combining class of the marks that tie a letter to the next
_LONGEST_WORD = 200

Measure = Callable[[str], float]


def units(word: str) -> list[str]:
    """The letters of a word, each with its marks and whatever it is tied to.

    >>> units("กำแพงé")
    ['กำ', 'แ', 'พ', 'ง', 'é']
    """
    parts: list[str] = []
    for character in word:
        tied = parts and (character in _JOINERS or parts[-1][-1] in _JOINERS or unicodedata.combining(parts[-1][-1]) == _VIRAMA)
        if parts and (tied or character == "ำ" or unicodedata.category(character).startswith("M")):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _pieces(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    for piece in _PIECES.findall(paragraph):
        if piece[0] not in _SPACES and (len(piece) > _LONGEST_WORD or measure(piece) > width):
            yield from units(piece)
        else:
            yield piece


def _filled(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for piece in _pieces(paragraph, width, measure):
        room = measure(piece)
        if line and piece[0] not in _SPACES and used + room > width:
            yield line.rstrip(_SPACES)
            line, used = "", 0.0
        line, used = line + piece, used + room
    yield line.rstrip(_SPACES)


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """The lines of a text, none wider than ``width`` unless a single letter is; ``measure`` gives the width of a piece.

    >>> broken("to be or not", 5, len)
    ['to be', 'or', 'not']
    """
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, width, measure)]
