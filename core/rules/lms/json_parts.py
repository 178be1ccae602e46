"""The objects of a large JSON file one after the other: of an array, of ``{"statements": […]}``, one alone, or one on every line.

Nothing is parsed until an object is whole, and an object is small, so that memory is bounded whatever the file holds
(docs/decisions/0048-reading-learning-systems.md). An object that is broken harms none after it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from core.errors import BadInput
from core.rules.lms.lines import PIECE, pieces
from core.rules.lms.rows import Bad

LARGEST_OBJECT = 256 * 1024
DEEPEST = 40
_WRAPPER = re.compile(r'\s*\{\s*(?:"more"\s*:\s*"[^"]*"\s*,\s*)?"statements"\s*:\s*\[')
_OUTSIDE, _IN_STRING = re.compile(r'["{}\[\]]'), re.compile(r'["\\]')


@dataclass(frozen=True)
class Part:
    """One object of the file and the line on which it begins."""

    line: int
    value: dict[str, Any]


def objects(stream: BinaryIO) -> Iterator[Part | Bad]:
    """Every object of the file; refuses a file that holds none."""
    splitter, found = _Splitter(), False
    for line, text in splitter.split(fragments(stream)):
        found = True
        yield read_object(line, text)
    if not found:
        raise BadInput({"file": "There is no statement in this file: it should hold JSON objects."})


def fragments(stream: BinaryIO) -> Iterator[str]:
    """The lines with their ends, a very long one in several fragments; without the wrapper that some files have."""
    rest, is_head = "", True
    for piece in pieces(stream):
        if is_head:
            piece, is_head = _WRAPPER.sub(lambda found: "\n" * found[0].count("\n"), piece, count=1), False
        *whole, rest = (rest + piece).split("\n")
        yield from (f"{line}\n" for line in whole)
        if len(rest) > PIECE:
            yield rest
            rest = ""
    yield rest


def read_object(line: int, text: str | None) -> Part | Bad:
    """The object in this text, with its numbers as they were written; a member that stands there twice says two things, and none."""
    if text is None:
        return Bad(line, f"What begins here is not at its end after {LARGEST_OBJECT // 1024} kB, or is nested too deep.")
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_constant, parse_int=_short)
    except (ValueError, RecursionError) as problem:
        return Bad(line, f"What begins here is not valid JSON ({getattr(problem, 'msg', problem)}).")
    return Part(line, value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a member stands there twice")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _short(digits: str) -> int:
    if len(digits) > 30:
        raise ValueError("a number has too many digits")
    return int(digits)


class _Splitter:
    """Cuts text into objects by counting brackets outside of strings. Keeps the text of one object at most.

    A line that begins as the line of an open object did, with a bracket after the same space, begins the next one: the one before was
    never closed. Strings end at the end of their line.
    """

    def __init__(self) -> None:
        self.line, self.depth, self.in_string, self.skip = 1, 0, False, False
        self.begin, self.indent, self.kept, self.size = 0, -1, [""], 0

    def split(self, texts: Iterable[str]) -> Iterator[tuple[int, str | None]]:
        """The first line of each object and its text; ``None`` for one that is too large or too deep."""
        at_start = True
        for text in texts:
            space = len(text) - len(text.lstrip(" \t"))
            opens = at_start and text[space : space + 1] == "{"
            if opens and self.depth and space == self.indent:
                yield self._end("")
            yield from self._scan(text, space if opens else -1)
            at_start = text.endswith("\n")
            if at_start:
                self.line, self.in_string, self.skip = self.line + 1, False, False
        if self.depth:
            yield self._end("")

    def _scan(self, text: str, indent: int) -> Iterator[tuple[int, str | None]]:
        start, place = 0, int(self.skip)
        self.skip = False
        while match := (_IN_STRING if self.in_string else _OUTSIDE).search(text, place):
            sign, place = match[0], match.end()
            if sign == "\\":
                self.skip, place = place == len(text), place + 1
            elif sign == '"':
                self.in_string = not self.in_string
            elif sign in "{[":
                if self.depth == 0:
                    if sign == "[":
                        continue
                    start = match.start()
                    self.begin, self.indent, self.kept, self.size = self.line, indent if start == indent else -1, [], 0
                self.depth += 1
                self.size += LARGEST_OBJECT * (self.depth > DEEPEST)
            elif self.depth:
                self.depth -= 1
                if self.depth == 0:
                    yield self._end(text[start:place])
        if self.depth:
            self._keep(text[start:])

    def _keep(self, text: str) -> None:
        self.size += len(text)
        if self.size <= LARGEST_OBJECT:
            self.kept.append(text)
        else:
            self.kept = []

    def _end(self, last: str) -> tuple[int, str | None]:
        self._keep(last)
        text = "".join(self.kept) if self.size <= LARGEST_OBJECT else None
        self.kept, self.depth, self.in_string = [], 0, False
        return self.begin, text
