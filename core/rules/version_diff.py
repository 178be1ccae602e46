"""What is different between two versions of a program, in a reader's words: section by section, criterion by criterion.

Every difference says whether it changes what is asked for (the rubric, the evidence, a rule) or only how it is said: that
decides whether the next version is 2.0 or 1.3.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from core.rules.programs import ProgramVersion
from core.rules.version_words import ACTIVITY, CRITERION, EVIDENCE, FIELDS, Field, Section, completion_words, levels_words, pass_words

Kind = Literal["added", "removed", "changed", "moved"]
_AROUND_WORDS = " .,;:!?…\"'“”„‘’«»()[]"


@dataclass(frozen=True)
class Difference:
    """``what`` names the place, for example *Criterion “Ends calmly”: Proficient*; ``of_substance``: something else is asked for."""

    section: Section
    what: str
    kind: Kind
    before: str
    after: str
    of_substance: bool


def differences(old: ProgramVersion, new: ProgramVersion) -> tuple[Difference, ...]:
    """Everything that a reader of the new version would find changed, in the order in which programs are read.

    Code, version number and the change note are left out: they are what the two are called.
    """
    found = [*_fields(FIELDS, "", old, new), *_evidence(old, new), *_judging(old, new), *_activities(old, new)]
    order = {section: place for place, section in enumerate(dict.fromkeys(field.section for field in FIELDS))}
    return tuple(sorted(found, key=lambda one: order[one.section]))


def is_of_substance(found: Iterable[Difference]) -> bool:
    """Whether something else is asked for than before."""
    return any(one.of_substance for one in found)


def same_words(before: str, after: str) -> bool:
    """Whether two texts differ in case, punctuation and space at most.

    >>> same_words("Names who does what.", "names who, does what"), same_words("by ten", "by eleven")
    (True, False)
    """
    return _bare(before) == _bare(after)


def _bare(text: str) -> list[str]:
    return [word for each in text.casefold().split() if (word := each.strip(_AROUND_WORDS))]


def _one(field: Field, what: str, before: str, after: str) -> Iterator[Difference]:
    if before == after:
        return
    kind: Kind = "changed" if before and after else "added" if after else "removed"
    yield Difference(field.section, what, kind, before, after, field.of_substance and not same_words(before, after))


def _fields(fields: Iterable[Field], of: str, old: Any, new: Any) -> Iterator[Difference]:
    for field in fields:
        what = f"{of}: {field.label}" if of else field.label
        yield from _one(field, what, field.words(old), field.words(new))


def _rows(
    noun: str, fields: Sequence[Field], old: Sequence[Any], new: Sequence[Any], inside: Callable[[Any, Any], Iterable[Difference]]
) -> Iterator[Difference]:
    """Rows that have a key: taken out, moved, changed, new."""
    before, after = {row.key: row for row in old}, {row.key: row for row in new}
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    section = fields[0].section
    for key, row in before.items():
        if key not in after:
            yield Difference(section, f"{noun} “{row.title}”", "removed", _whole(fields, row), "", True)
    for place, (key, row) in enumerate(after.items(), 1):
        name = f"{noun} “{row.title}”"
        if key not in before:
            yield Difference(section, name, "added", "", _whole(fields, row), True)
            continue
        if key in moved:
            earlier = list(before).index(key) + 1
            yield Difference(section, name, "moved", f"number {earlier}", f"number {place}", False)
        yield from inside(before[key], row)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest keys that have to be taken elsewhere to make one order of the other."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stayed = {old[block.a + n] for block in matcher.get_matching_blocks() for n in range(block.size)}
    return set(old) - stayed


def _whole(fields: Sequence[Field], row: Any) -> str:
    """Everything about a row in one text."""
    said = ((field.label, field.words(row)) for field in fields)
    return " ".join(f"{label}: {words.rstrip('.')}." for label, words in said if words)


def _evidence(old: ProgramVersion, new: ProgramVersion) -> Iterator[Difference]:
    def inside(before: Any, after: Any) -> Iterable[Difference]:
        return _fields(EVIDENCE, f"“{after.title}”", before, after)

    return _rows("Evidence", EVIDENCE, old.evidence, new.evidence, inside)


def _judging(old: ProgramVersion, new: ProgramVersion) -> Iterator[Difference]:
    scale, rule = Field("How work is judged", "The levels", str), Field("How work is judged", "When the badge is earned", str)
    yield from _one(scale, scale.label, levels_words(old), levels_words(new))
    yield from _rows("Criterion", CRITERION, _criteria(old), _criteria(new), lambda before, after: _criterion(old, new, before, after))
    yield from _one(rule, rule.label, pass_words(old), pass_words(new))


def _criteria(program: ProgramVersion) -> tuple[Any, ...]:
    return program.rubric.criteria if program.rubric else ()


def _criterion(old: ProgramVersion, new: ProgramVersion, before: Any, after: Any) -> Iterator[Difference]:
    """A criterion level by level. A level is found again by its name; where the scale has other names, by its place."""
    name = f"Criterion “{after.title}”"
    fields = [field for field in CRITERION if field.label != "Levels"]
    yield from _fields([field for field in fields if field.counts is None or field.counts(old, new)], name, before, after)
    was, now = _by_level(old, before), _by_level(new, after)
    level = Field("How work is judged", "", str)
    if not set(was) & set(now):
        was = dict(zip(now, was.values(), strict=False))
    for step in dict.fromkeys([*now, *was]):
        yield from _one(level, f"{name}: {step}", was.get(step, ""), now.get(step, ""))


def _by_level(program: ProgramVersion, criterion: Any) -> dict[str, str]:
    names = [level.name for level in program.rubric.levels] if program.rubric else []
    return dict(zip(names, criterion.descriptors, strict=True))


def _activities(old: ProgramVersion, new: ProgramVersion) -> Iterator[Difference]:
    def inside(before: Any, after: Any) -> Iterable[Difference]:
        return _fields(ACTIVITY, f"“{after.title}”", before, after)

    yield from _rows("Activity", ACTIVITY, old.activities, new.activities, inside)
    rule = Field("What people do", "What has to be completed", str)
    yield from _one(rule, rule.label, completion_words(old), completion_words(new))


Piece = tuple[Literal["same", "gone", "new"], str]


def word_by_word(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one: the words that stayed, those that went and those that came.

    >>> word_by_word("Names the place.", "Names the exact place.")
    (('same', 'Names the'), ('new', 'exact'), ('same', 'place.'))
    """
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", " ".join(old[a:b])))
            continue
        pieces += [("gone", " ".join(old[a:b]))] if b > a else []
        pieces += [("new", " ".join(new[c:d]))] if d > c else []
    return tuple(pieces)


def have_much_in_common(before: str, after: str) -> bool:
    """Whether showing two texts as one helps: else they are read one after the other."""
    old, new = before.split(), after.split()
    return min(len(old), len(new)) > 3 and SequenceMatcher(None, old, new, autojunk=False).ratio() >= 0.5
