"""Working on a quiz that is not finished: questions come, go and move; choices are lines of text."""

from collections.abc import Callable
from typing import Any

from core.rules.activity_drafts import NEW_QUESTION, change_activity
from core.rules.drafts import Draft
from core.rules.rubric_drafts import moved

MOST_QUESTIONS = 40
Questions = list[dict[str, Any]]


def quiz_of(draft: Draft, key: str) -> dict[str, Any]:
    """The quiz of an activity as it is written so far; empty when there is none."""
    return next((row.quiz for row in draft.activities if row.key == key and row.quiz), {})


def change_quiz(draft: Draft, key: str, **changes: object) -> Draft:
    """Pass mark and tries."""
    return change_activity(draft, key, quiz=quiz_of(draft, key) | changes)


def _questions(draft: Draft, key: str, change: Callable[[Questions], Questions]) -> Draft:
    return change_quiz(draft, key, questions=change([dict(question) for question in quiz_of(draft, key).get("questions", ())]))


def add_question(draft: Draft, key: str) -> Draft:
    return _questions(draft, key, lambda rows: [*rows, dict(NEW_QUESTION)][:MOST_QUESTIONS])


def remove_question(draft: Draft, key: str, place: int) -> Draft:
    return _questions(draft, key, lambda rows: [row for n, row in enumerate(rows) if n != place])


def move_question(draft: Draft, key: str, place: int, by: int) -> Draft:
    return _questions(draft, key, lambda rows: list(moved(rows, place, by)) if 0 <= place < len(rows) else rows)


def change_question(draft: Draft, key: str, place: int, **changes: object) -> Draft:
    """One question changed. What another kind does not need stays for when the kind changes back; one answer has one right choice."""

    def changed(row: dict[str, Any]) -> dict[str, Any]:
        new = row | changes
        return new | {"right": list(new.get("right", ()))[:1]} if new.get("kind") == "single" else new

    return _questions(draft, key, lambda rows: [changed(row) if n == place else row for n, row in enumerate(rows)])


def write_choices(draft: Draft, key: str, place: int, text: str) -> Draft:
    """One choice per line. What was right stays right where its words are still there, or where only words changed."""
    questions, lines = quiz_of(draft, key).get("questions", ()), lines_of(text)
    if not 0 <= place < len(questions):
        return draft
    before, right = list(questions[place].get("choices", ())), list(questions[place].get("right", ()))
    if len(before) != len(lines):
        kept = [before[choice] for choice in right if choice < len(before)]
        right = [choice for choice, words in enumerate(lines) if words in kept]
    return change_question(draft, key, place, choices=lines, right=right)


def lines_of(text: str) -> list[str]:
    """
    >>> lines_of(" Lock \\n\\n Tag ")
    ['Lock', 'Tag']
    """
    return [line.strip() for line in text.splitlines() if line.strip()]
