"""The completion rule as members read it: headings over groups, what comes first, where a statement comes from."""

from collections.abc import Mapping, Sequence

from core.rules.completion import AllOf, Completion, CompletionRule, Done, InOrder, KOf, Source, percent

SAID_BY: dict[Source, str] = {
    "self": "by you",
    "import": "by a list of the organisers",
    "quiz": "by the quiz",
    "facilitator": "confirmed by the facilitator",
}

_STATED: dict[Source, str] = {
    "self": "Completed by own statement on",
    "import": "Completion listed by the organisers as of",
    "quiz": "Quiz passed on",
    "facilitator": "Completion confirmed by the facilitator on",
}


def heading(group: AllOf | KOf | InOrder) -> str:
    """What a group wants, above its parts.

    >>> heading(KOf(k=2, of=("A", "B", "C"))), heading(InOrder(of=("A", "B"))), heading(AllOf(of=("A",)))
    ('Any 2 of these 3', 'All 2, in this order', 'This one')
    """
    many = len(group.of)
    if isinstance(group, KOf) and group.k < many:
        return f"Any {group.k} of these {many}"
    if many == 1:
        return "This one"
    return f"All {many}, in this order" if isinstance(group, InOrder) else f"All {many}"


def in_a_sentence(rule: CompletionRule, titles: Mapping[str, str]) -> str:
    """What a part asks for, to stand in a sentence.

    >>> in_a_sentence(KOf(k=1, of=("A", InOrder(of=("B", "C")))), {"A": "Read", "B": "Draw", "C": "Show"})
    'any 1 of “Read” or (“Draw”, then “Show”)'
    """
    if isinstance(rule, Done):
        return f"“{titles[rule.activity]}”"
    parts = [f"({words})" if not isinstance(part, Done) else words for part in rule.of if (words := in_a_sentence(part, titles))]
    match rule:
        case KOf() if rule.k < len(rule.of):
            return f"any {rule.k} of {_listed(parts, 'or')}"
        case InOrder():
            return ", then ".join(parts)
        case _:
            return _listed(parts, "and")


def _listed(parts: Sequence[str], word: str) -> str:
    """
    >>> _listed(["a", "b", "c"], "and")
    'a, b and c'
    """
    return f" {word} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def whence(statement: Completion) -> str:
    """Where a statement comes from, after the day: *by you*, *from Moodle*, *waived by the facilitator: done in an earlier job*."""
    if statement.state == "waived":
        return "waived by the facilitator" + (f": {statement.note}" if statement.note else "")
    if statement.source == "import" and statement.note:
        return f"from {statement.note.removeprefix('from ')}"
    return SAID_BY[statement.source]


def stated_in_words(statement: Completion) -> str:
    """The public sentence about a completed activity, for the badge. Why somebody was let off stays between them and the facilitator."""
    words = "Waived by the facilitator on" if statement.state == "waived" else _STATED[statement.source]
    score = f" Score: {percent(statement.score_bp)}." if statement.score_bp is not None else ""
    return f"{words} {statement.at:%d %B %Y}.{score}"
