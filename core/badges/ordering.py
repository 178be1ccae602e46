"""The order in which the characters of a line stand on paper: the Unicode Bidirectional Algorithm (UAX #9).

The library computes the order but hands back letters only. So every character is followed by its own index, written in
tag characters, which the algorithm carries along and otherwise passes over (class BN); read afterwards, they tell which
character came where, and in a right-to-left stretch they stand in reverse.
"""

from typing import Literal

from bidi import get_base_level, get_display  # type: ignore[import-untyped]

Side = Literal["L", "R"]

_TAGS, _BASE = 0xE0020, 32  # three digits of base 32, each with tags of its own
_FOREIGN = dict.fromkeys(range(_TAGS, _TAGS + 3 * _BASE), "\u2060")
_MOST = _BASE**3
_CLOSING = {"L": "\u200e", "R": "\u200f"}  # a mark at the end, or rule L1 would move the last index away from its character


def begins_at(text: str) -> Side:
    """The side at which the lines of a text begin: R for Arabic or Hebrew, else L (rules P2 and P3).

    >>> begins_at("שלום"), begins_at("Hello")
    ('R', 'L')
    """
    together = " ".join(text.split())  # else only the first line would be asked
    return "R" if together and get_base_level(together) else "L"


def _index(number: int) -> str:
    digits = number // _BASE**2, number // _BASE % _BASE, number % _BASE
    return "".join(chr(_TAGS + place * _BASE + digit) for place, digit in enumerate(digits))


def visual_order(line: str, base: Side) -> list[tuple[int, bool]]:
    """Which character stands where, from left to right: its index, and whether it is read from right to left.

    Refuses more than 32768 characters, which is no line (``ValueError``).

    >>> visual_order("a אב", "L")
    [(0, False), (1, False), (3, True), (2, True)]
    """
    if len(line) > _MOST:
        raise ValueError(f"a line of {len(line)} characters")
    numbered = "".join(character + _index(number) for number, character in enumerate(line.translate(_FOREIGN)))
    shown = get_display(numbered + _CLOSING[base], base_dir=base)
    tags = [ord(character) - _TAGS for character in shown if _TAGS <= ord(character) < _TAGS + 3 * _BASE]
    return [_read(tags[start : start + 3]) for start in range(0, len(tags), 3)]


def _read(tags: list[int]) -> tuple[int, bool]:
    high, middle, low = sorted(tags)
    return (high * _BASE + middle % _BASE) * _BASE + low % _BASE, tags[0] > tags[-1]
