"""What words promise: seat time (L05), and whether the verb of the outcome can be seen (L06)."""

from collections.abc import Iterator

from core.rules.design_check.findings import Finding, Step, Surroundings
from core.rules.design_check.seat_time import seat_time
from core.rules.design_check.verbs import hidden_verb, sees_something
from core.rules.drafts import Draft

WORDS_AROUND = 5  # on each side of a quotation


def promised(draft: Draft) -> Iterator[tuple[str, Step, str]]:
    """The texts that people are judged by, with their places. What activities say of time is not among them: there it is welcome."""
    yield "outcome", "skill", draft.outcome
    if not draft.wants_performance:
        return
    for row in draft.criteria:
        yield f"criteria.{row.key}.title", "evidence", row.title
        yield f"criteria.{row.key}.description", "evidence", row.description
        for level in range(len(draft.levels)):
            yield f"criteria.{row.key}.descriptors.{level}", "evidence", row.descriptor(level)
    for item in draft.evidence:
        if item.minimum:
            yield f"evidence.{item.key}.title", "evidence", item.title
            yield f"evidence.{item.key}.prompt", "evidence", item.prompt


def seat_time_words(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    for place, step, text in promised(draft):
        if words := seat_time(text):
            yield Finding(
                severity="block",
                penalty=20,
                step=step,
                place=place,
                quoted=around_words(text, words),
                message=f"“{words}” measures time or presence, not what somebody can do.",
                why="A badge says what its holder can do. Being there and the hours it took prove nothing about that. What would a"
                " colleague see you do? Write that here; meetings and hours are welcome among the activities.",
            )


def around_words(text: str, words: str) -> str:
    """The words with what stands around them, cut at spaces where it is long.

    >>> around_words("Attend six webinars", "Attend"), around_words("word " * 30 + "seat time " + "word " * 30, "seat time")
    ('Attend six webinars', '… word word word word word seat time word word word word word …')
    """
    line = " ".join(text.split())
    start = line.find(words)
    before, after = line[:start].split(" "), line[start + len(words) :].split(" ")
    head = " ".join(before[-WORDS_AROUND - 1 :]) if len(before) <= WORDS_AROUND + 1 else "… " + " ".join(before[-WORDS_AROUND - 1 :])
    tail = " ".join(after[: WORDS_AROUND + 1]) + ("" if len(after) <= WORDS_AROUND + 1 else " …")
    return f"{head}{words}{tail}"


def observable_verb(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Blocks a judged program whose outcome has no verb that one can see; elsewhere it warns."""
    if not draft.outcome.strip():
        yield _verb_finding(draft, "outcome", "", "There is no outcome yet. Say what people can do afterwards.", seen=False)
    elif verb := hidden_verb(draft.outcome):
        yield _verb_finding(
            draft, "outcome", verb, f"“{verb}”: nobody can see that. Begin with what people do.", seen=sees_something(draft.outcome)
        )
    statement = draft.skills[0].statement if draft.skills else ""
    if verb := hidden_verb(statement):
        yield _verb_finding(draft, "skills.0.statement", verb, f"The skill says “{verb}”, which nobody can see.", seen=True)


def _verb_finding(draft: Draft, place: str, verb: str, message: str, *, seen: bool) -> Finding:
    return Finding(
        severity="block" if draft.wants_performance and not seen else "warn",
        penalty=8,
        step="skill",
        place=place,
        quoted=verb,
        message=message,
        why="A reviewer can only judge what can be seen or heard. Begin with a verb such as explains, compares, builds, records or"
        " recommends; the list of verbs beside the outcome is sorted by how much each asks for.",
    )
