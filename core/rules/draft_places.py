"""Places in a draft, written as the design check names them: ``outcome``, ``skills.0.name``, ``criteria.C1.descriptors.2``.

A row is named by its key (a survey by its moment) where it has one, else by its number, so that a change reaches its row after
others were moved.
"""

from collections.abc import Iterator
from typing import Any

from core.rules.drafts import Draft
from core.rules.texts import clean_text

LONGEST_TEXT = 10_000


def value_at(draft: Draft, place: str) -> Any:
    """What stands there; ``None`` where there is no such place (any more).

    >>> value_at(Draft(title="Run a meeting"), "title"), value_at(Draft(), "evidence.E1.title")
    ('Run a meeting', None)
    """
    here: Any = draft.model_dump(mode="json")
    for part in place.split("."):
        here = _inside(here, part)
    return here


def with_value(draft: Draft, place: str, value: object) -> Draft:
    """The draft with something else there; a row that is gone stays gone."""
    content = draft.model_dump(mode="json")
    *way, last = place.split(".")
    here: Any = content
    for part in way:
        here = _inside(here, part)
    if isinstance(here, list) and (number := _number(here, last)) is not None:
        here[number] = value
    elif isinstance(here, dict):
        here[last] = value
    else:
        return draft
    return Draft.model_validate(content)


def _inside(here: Any, part: str) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    number = _number(here, part) if isinstance(here, list) else None
    return None if number is None else here[number]


def _number(rows: list[Any], part: str) -> int | None:
    """Which row is meant."""
    for number, row in enumerate(rows):
        if part and _name(row) == part:
            return number
    return int(part) if part.isdecimal() and int(part) < len(rows) else None


def _name(row: Any) -> str:
    """What a row is called, if it is called anything; surveys are told apart by their moment."""
    return str(row.get("key") or row.get("moment") or "") if isinstance(row, dict) else ""


def texts(draft: Draft) -> dict[str, str]:
    """Every text of the draft by its place."""
    return dict(_texts(draft.model_dump(mode="json"), ""))


def _texts(here: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(here, str):
        yield place, here
    elif isinstance(here, dict):
        for name, value in here.items():
            yield from _texts(value, f"{place}.{name}" if place else str(name))
    elif isinstance(here, list):
        for number, row in enumerate(here):
            yield from _texts(row, f"{place}.{_name(row) or number}")


def refused_texts(draft: Draft) -> dict[str, str]:
    """A sentence for each text that no badge could carry (see ``texts``) or that is too long to keep."""
    refused = {}
    for place, text in texts(draft).items():
        try:
            if len(clean_text(text)) > LONGEST_TEXT:
                refused[place] = f"Please use at most {LONGEST_TEXT:,} characters."
        except ValueError as problem:
            refused[place] = str(problem)
    return refused
