"""Working on a rubric that is not finished: criteria come, go and move, levels too, and nothing written is lost on the way."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import ValidationError

from core.rules.drafts import Draft, DraftCriterion, DraftLevel, content_of
from core.rules.rubrics import WHOLE_WEIGHT_BP, Rubric

MOST_LEVELS, FEWEST_LEVELS, MOST_CRITERIA = 6, 2, 12
Row = TypeVar("Row")


def new_key(letter: str, taken: Iterable[str]) -> str:
    """The first key of the kind *C3* that is not taken.

    >>> new_key("C", ["C1", "C3"])
    'C2'
    """
    used = set(taken)
    return next(key for n in range(1, len(used) + 2) if (key := f"{letter}{n}") not in used)


def moved(rows: Sequence[Row], place: int, by: int) -> tuple[Row, ...]:
    """The rows with one of them moved; at an end it stays.

    >>> moved("abc", 2, -1)
    ('a', 'c', 'b')
    """
    there = min(max(place + by, 0), len(rows) - 1)
    kept = [*rows[:place], *rows[place + 1 :]]
    return (*kept[:there], rows[place], *kept[there:])


def add_criterion(draft: Draft) -> Draft:
    """One more criterion at the end, met at the same level as the one before it."""
    threshold = draft.criteria[-1].threshold if draft.criteria else min(2, len(draft.levels) - 1)
    new = DraftCriterion(key=new_key("C", (row.key for row in draft.criteria)), threshold=threshold, minimum=min(1, threshold))
    return draft.with_(criteria=(*draft.criteria, new))


def change_criterion(draft: Draft, key: str, **changes: object) -> Draft:
    """The draft with one criterion changed; a criterion that is gone stays gone."""
    return draft.with_(criteria=tuple(row.with_(**changes) if row.key == key else row for row in draft.criteria))


def describe(draft: Draft, key: str, level: int, text: str) -> Draft:
    """The draft with one cell of the rubric written."""
    row = next((row for row in draft.criteria if row.key == key), None)
    if row is None:
        return draft
    texts = [text if n == level else row.descriptor(n) for n in range(max(len(draft.levels), level + 1))]
    return change_criterion(draft, key, descriptors=tuple(texts))


def move_criterion(draft: Draft, key: str, by: int) -> Draft:
    place = next((n for n, row in enumerate(draft.criteria) if row.key == key), None)
    return draft if place is None else draft.with_(criteria=moved(draft.criteria, place, by))


def remove_criterion(draft: Draft, key: str) -> Draft:
    """Evidence that was to show the criterion no longer names it."""
    return draft.with_(
        criteria=tuple(row for row in draft.criteria if row.key != key),
        evidence=tuple(row.with_(criteria=tuple(one for one in row.criteria if one != key)) for row in draft.evidence),
    )


def name_level(draft: Draft, place: int, name: str) -> Draft:
    return draft.with_(levels=tuple(level.with_(name=name) if n == place else level for n, level in enumerate(draft.levels)))


def add_level(draft: Draft) -> Draft:
    """One more level at the top, worth one point more."""
    if len(draft.levels) >= MOST_LEVELS:
        return draft
    points = draft.levels[-1].points + 1 if draft.levels else 0
    return draft.with_(levels=(*draft.levels, DraftLevel(name="", points=points)))


def remove_level(draft: Draft) -> Draft:
    """The top level goes; what was written for it stays in the draft, for when it comes back."""
    if len(draft.levels) <= FEWEST_LEVELS:
        return draft
    top = len(draft.levels) - 2
    lower = tuple(row.with_(threshold=min(row.threshold, top), minimum=min(row.minimum, top)) for row in draft.criteria)
    return draft.with_(levels=draft.levels[:-1], criteria=lower)


def share_equally(draft: Draft) -> Draft:
    """Every criterion weighs the same; the first ones take the rest."""
    if not draft.criteria:
        return draft
    share, rest = divmod(WHOLE_WEIGHT_BP, len(draft.criteria))
    return draft.with_(criteria=tuple(row.with_(weight_bp=share + (n < rest)) for n, row in enumerate(draft.criteria)))


def rubric_of(draft: Draft) -> Rubric | None:
    """The rubric as reviewers would have it, or ``None`` while it cannot be used yet."""
    try:
        return Rubric.model_validate(content_of(draft.with_(benchmark="performance"))["rubric"])
    except ValidationError:
        return None
