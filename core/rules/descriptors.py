"""Helping to write descriptors: what changes from one level to the next, and the question that leads to a better one.

Levels that differ by an adverb only (*mostly*, *fully*) make reviewers guess; what one can see does not. The share of
such descriptors in a rubric is one of the design check's findings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"[\w’'-]+")
_OF_DEGREE = """
a all almost always barely completely consistently entirely fairly few fully generally hardly highly largely little many mostly
not occasionally often partially partly rarely really seldom sometimes some somewhat substantially thoroughly totally usually very
"""
DEGREES = frozenset(_OF_DEGREE.split())
Case = Literal["missing", "same", "degree", "fine"]


@dataclass(frozen=True)
class StepUp:
    """From one level to the next: the words that go and come, what kind of change it is, and what to ask oneself."""

    lower: str
    upper: str
    case: Case
    gone: tuple[str, ...]
    new: tuple[str, ...]
    question: str


def steps_up(levels: Sequence[str], descriptors: Sequence[str]) -> tuple[StepUp, ...]:
    """Each pair of neighbours. ``levels`` are names from the lowest to the highest; a missing descriptor is empty."""
    texts = [*descriptors, *[""] * (len(levels) - len(descriptors))]
    return tuple(_step(levels[n], levels[n + 1], texts[n], texts[n + 1]) for n in range(len(levels) - 1))


def _step(lower: str, upper: str, below: str, above: str) -> StepUp:
    before, after = _words(below), _words(above)
    gone, new = _changes(before, after)
    case = _case(before, after, gone, new)
    return StepUp(lower, upper, case, gone, new, _QUESTIONS[case].format(lower=lower, upper=upper, words=", ".join((*gone, *new))))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _changes(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only one of the two has, in their order, whatever their case."""
    matcher = SequenceMatcher(None, [word.casefold() for word in before], [word.casefold() for word in after], autojunk=False)
    gone: list[str] = []
    new: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            gone += before[i:j]
            new += after[k:m]
    return tuple(gone), tuple(new)


def _case(before: list[str], after: list[str], gone: Sequence[str], new: Sequence[str]) -> Case:
    if not before or not after:
        return "missing"
    if not gone and not new:
        return "same"
    return "degree" if all(word.casefold() in DEGREES for word in (*gone, *new)) else "fine"


_QUESTIONS: dict[Case, str] = {
    "missing": "What would a colleague see at {upper} that they do not see at {lower}?",
    "same": "{lower} and {upper} say the same. What is there at {upper} that one can point at?",
    "degree": "Only “{words}” changes from {lower} to {upper}. How would two reviewers agree on it? Name what one sees instead.",
    "fine": "From {lower} to {upper} something visible changes.",
}
