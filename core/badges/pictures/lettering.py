"""Setting a title into a shape: where lines break, and how large the letters can be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from core.badges.typesetting import line_width

LEADING = 1.18  # from one baseline to the next, in sizes
_BASELINE = 0.36  # of the size, below the middle of a line: capitals then stand in the middle
_BOLD = 700
_MOST_LINES = 4
_HAIR = 1e-6
# Han and kana break anywhere, but never before a closing mark, a lengthening mark or a small kana.
_HAN = r"[\u2e80-\u9fff][、。，：；！？）」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
_PIECES = re.compile(_HAN + r"|[^\s\u2e80-\u9fff]+")

Row = tuple[str, float, float, int]
"""A line of text, the height of its baseline, its size and its weight."""


@dataclass(frozen=True)
class Room:
    """Where text may stand: centred on the height ``middle``, so high, in letters up to ``largest``."""

    half_width_at: Callable[[float], float]
    middle: float
    height: float
    largest: float


def balanced(pieces: list[str], widths: list[float], glue: str, count: int) -> list[str]:
    """The pieces in at most ``count`` lines, of which the longest is as short as can be.

    >>> balanced(["Present", "with", "confidence"], [7, 4, 10], " ", 2)
    ['Present with', 'confidence']
    """
    ends = [0.0, *accumulate(widths)]
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for _ in range(min(count, len(pieces))):
        longer: dict[int, tuple[float, list[str]]] = {}
        for start, (longest, lines) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                width = max(longest, ends[end] - ends[start])
                if end not in longer or width < longer[end][0]:
                    longer[end] = (width, [*lines, glue.join(pieces[start:end])])
        best = longer
    return best[len(pieces)][1]


def _size_of(lines: list[str], room: Room, language: str) -> float:
    """The largest size at which these lines stay inside. A smaller text is less tall and so has more room: a few steps settle."""
    size = min(room.largest, room.height / (LEADING * len(lines)))
    for _ in range(8):
        edges = [room.middle + (row - len(lines) / 2) * LEADING * size for row in range(len(lines) + 1)]
        spaces = [2 * min(map(room.half_width_at, pair)) for pair in pairwise(edges)]
        size *= min(1.0, *(space / max(line_width(line, _BOLD, language) * size, _HAIR) for space, line in zip(spaces, lines, strict=True)))
    return size


def fitted(text: str, room: Room, language: str) -> tuple[float, list[str]]:
    """The size and the lines in which the text becomes largest; nothing is ever left out."""
    words = text.split()
    pieces, glue = (words, " ") if len(words) > 1 else (_PIECES.findall(text), "")
    widths = [line_width(piece + glue, _BOLD, language) for piece in pieces]
    options = [balanced(pieces, widths, glue, count) for count in range(1, _MOST_LINES + 1)]
    sizes = [(_size_of(lines, room, language), lines) for lines in options if lines]
    return max(sizes, key=lambda setting: (round(setting[0], 4), -len(setting[1])), default=(room.largest, []))


def rows(setting: tuple[float, list[str]], middle: float, weight: int) -> list[Row]:
    """The lines of ``fitted`` one below the other around the height ``middle``."""
    size, lines = setting
    first = middle - (len(lines) - 1) * LEADING * size / 2 + _BASELINE * size
    return [(line, first + row * LEADING * size, size, weight) for row, line in enumerate(lines)]
