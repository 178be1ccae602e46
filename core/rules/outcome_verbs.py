"""Verbs that one can see somebody do, by the levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001)."""

import re
from collections.abc import Mapping

VERBS: Mapping[str, tuple[str, ...]] = {
    "Remember": ("Lists", "Names", "Locates", "Labels", "Recites"),
    "Explain": ("Explains", "Summarises", "Describes", "Compares", "Translates"),
    "Apply": ("Runs", "Uses", "Writes", "Records", "Operates", "Schedules", "Briefs"),
    "Analyse": ("Diagnoses", "Traces", "Sorts", "Investigates", "Tests"),
    "Evaluate": ("Checks", "Ranks", "Justifies", "Reviews", "Recommends"),
    "Create": ("Designs", "Plans", "Builds", "Drafts", "Facilitates"),
}
_SEEN = {verb.casefold() for verbs in VERBS.values() for verb in verbs}
_SUBJECT = re.compile(r"(?:the\s+)?(?:earner|learner|member|participant|candidate|person|you)s?\s+", re.IGNORECASE)
# A verb follows upon these.
_CAN = re.compile(
    r"(?:can|will|(?:is|are|be)?\s*able\s+to|(?:know|understand|learn)\w*\s+(?:how\s+)?to|(?:has|gains?)\s+the\s+ability\s+to)\s+",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?:know|understand|learn|appreciate|reali[sz]e|believe|comprehend|grasp)(?:s|ing)?\s+", re.IGNORECASE)


def with_verb(outcome: str, verb: str) -> str:
    """The outcome beginning with this verb: instead of the verb it began with, where that is plain to see, else before the rest.

    >>> with_verb("You can understand how to take minutes", "Writes"), with_verb("Runs a meeting", "Plans")
    ('Writes minutes', 'Plans a meeting')
    >>> with_verb("Meetings that end with decisions", "Runs")
    'Runs meetings that end with decisions'
    """
    rest, expects_verb = _without(_SUBJECT, outcome.strip())[0], False
    while (shorter := _without(_CAN, rest))[1]:
        rest, expects_verb = shorter
    rest, was_unseen = _without(_UNSEEN, rest)
    if was_unseen and (shorter := _without(_HOW_TO, rest))[1]:
        rest, expects_verb = shorter
    elif was_unseen:
        expects_verb = False
    first, _, after = rest.partition(" ")
    if expects_verb or first.casefold() in _SEEN:
        rest = after
    elif first[1:].islower():
        rest = rest[:1].lower() + rest[1:]
    return f"{verb} {rest}".strip()


_HOW_TO = re.compile(r"(?:how\s+)?to\s+", re.IGNORECASE)


def _without(beginning: re.Pattern[str], text: str) -> tuple[str, bool]:
    """The text without this beginning, and whether it had it."""
    found = beginning.match(text)
    return (text[found.end() :], True) if found else (text, False)
