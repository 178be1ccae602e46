"""One thing at a time: one skill, a few hours, a few weeks, one outcome in one clear sentence (L01-L04, L07, L08)."""

import re
from collections.abc import Iterator
from math import ceil, isfinite

from core.rules.design_check.findings import Finding, Fix, Surroundings
from core.rules.design_check.readability import grade, sentences, words
from core.rules.design_check.verbs import joined_verbs
from core.rules.drafts import Draft, DraftSkill

MOST_SUPPORTING, FEW_HOURS, MOST_HOURS, FEWEST_HOURS = 2, 15, 20, 1
FEW_WEEKS, MOST_WEEKS = 3, 4
LONGEST_TITLE, MOST_WORDS, HIGHEST_GRADE = 60, 30, 12
ENOUGH_WORDS = 8  # a grade of fewer words says nothing
_ONE_THING = "One badge says one thing that its holder can do. Whoever reads it, an employer or a colleague, can act on that."


def named_skills(draft: Draft) -> tuple[DraftSkill, ...]:
    """The skills of which anything was written."""
    return tuple(row for row in draft.skills if (row.name + row.statement + row.code).strip())


def one_skill(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Exactly one skill; the split assistant, or the first one supported by the others."""
    many = len(named_skills(draft))
    if many != 1:
        yield Finding(
            severity="block",
            penalty=30,
            step="skill",
            place="skills",
            message=f"This is about {many} skills. A program is about one." if many else "No skill is named yet.",
            why=f"{_ONE_THING} Several skills are several programs, and a pathway holds them together: the split assistant proposes them."
            if many
            else _ONE_THING,
            fixes=(Fix(f"Keep “{_name(named_skills(draft)[0])}”; the others support it", keep_first_skill),) if many else (),
        )


def _name(skill: DraftSkill) -> str:
    return (skill.name or skill.statement or skill.code).strip()


def keep_first_skill(draft: Draft) -> Draft:
    """The first skill stays; names of the others are added to those that support it."""
    kept, *others = named_skills(draft) or (DraftSkill(),)
    return draft.with_(skills=(kept,), supporting_skills=(*draft.supporting_skills, *map(_name, others)))


def few_supporting(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    extra = len(draft.supporting_skills) - MOST_SUPPORTING
    if extra > 0:
        yield Finding(
            severity="warn",
            penalty=8 * extra,
            step="skill",
            place="supporting_skills",
            message=f"{len(draft.supporting_skills)} supporting skills are named; more than two blur what the badge is about.",
            why=_ONE_THING,
            fixes=(Fix("Keep the first two", lambda old: old.with_(supporting_skills=old.supporting_skills[:MOST_SUPPORTING])),),
        )


def few_hours(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    hours = draft.effort_hours
    if hours is None:
        return
    if not hours <= FEW_HOURS:
        blocks = not hours <= MOST_HOURS
        yield Finding(
            severity="block" if blocks else "warn",
            penalty=20 if blocks else 8,
            step="promise",
            place="effort_hours",
            quoted=f"{hours:g} hours",
            message=f"{hours:g} hours are more than one micro-credential should take; {FEW_HOURS} are plenty.",
            why="People fit a program of a few hours beside their work; a long one they leave half-way. Take activities out, or split the"
            " program and let a pathway add up the parts.",
        )
    elif hours < FEWEST_HOURS:
        yield Finding(
            severity="advise",
            penalty=2,
            step="promise",
            place="effort_hours",
            message="Less than an hour of work: is it enough to show a skill?",
            why="A badge for very little weighs little, and takes weight from the others.",
        )


def weeks_needed(draft: Draft) -> int | None:
    """The hours spread over weeks of the assumed length, rounded up; ``None`` where that cannot be said."""
    hours, weekly = draft.effort_hours, draft.weekly_hours
    if hours is None or not (isfinite(hours) and isfinite(weekly) and hours > 0 and weekly > 0) or hours / weekly > 10_000:
        return None
    return ceil(hours / weekly)


def few_weeks(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """At most a few weeks, and enough of them for the hours."""
    needed, weeks = weeks_needed(draft), draft.weeks
    if weeks is None:
        return
    if weeks > FEW_WEEKS:
        blocks = weeks > MOST_WEEKS
        yield Finding(
            severity="block" if blocks else "warn",
            penalty=20 if blocks else 6,
            step="promise",
            place="weeks",
            quoted=f"{weeks} weeks",
            message=f"{weeks} weeks are long for one skill; {FEW_WEEKS} or fewer are best.",
            why="A few weeks have an end in sight. What takes longer is a pathway of several programs, each with a badge on the way.",
            fixes=_set_weeks(needed) if needed and needed <= FEW_WEEKS else (),
        )
    if needed and needed > weeks:
        yield Finding(
            severity="block",
            penalty=12,
            step="promise",
            place="weeks",
            part="hours",
            message=f"{draft.effort_hours:g} hours do not fit into {weeks} weeks of {draft.weekly_hours:g} hours.",
            why="A promise about time that cannot be kept makes people give up, and think that it was their fault.",
            fixes=_set_weeks(needed) if needed <= MOST_WEEKS else (),
        )


def _set_weeks(weeks: int) -> tuple[Fix, ...]:
    return (Fix(f"Set it to {weeks} week{'' if weeks == 1 else 's'}", lambda draft: draft.with_(weeks=weeks)),)


_SLASH = re.compile(r"\b[^\W\d_]{3,}\s?/\s?[^\W\d_]{3,}")
_AND = re.compile(r"\s(?:and|&|plus)\s", re.IGNORECASE)
# Pairs that are the name of one thing.
_ONE_NAME = re.compile(
    r"\b(?:health (?:and|&) safety|profit (?:and|&) loss|terms (?:and|&) conditions|roles? (?:and|&) responsibilit\w+|before (?:and|&)"
    r" after"
    r"|supply (?:and|&) demand|question\w* (?:and|&) answer\w*|cause (?:and|&) effect|search (?:and|&) rescue|hot (?:and|&) cold"
    r"|give (?:and|&) take|pros (?:and|&) cons|research (?:and|&) development|lock(?:out)? (?:and|&) tag(?:out)?|cost (?:and|&) benefit\w*"
    r"|fire (?:and|&) rescue|and/or|either/or|open/close|start/stop|input/output|client/server|pass/fail)\b",
    re.IGNORECASE,
)


def one_outcome(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """No two things in the title, no two verbs with objects of their own in the outcome."""
    title, outcome = _ONE_NAME.sub("one", draft.title), _ONE_NAME.sub("one", draft.outcome)
    if found := _AND.search(title) or _SLASH.search(title):
        yield _two_things("title", found[0].strip(), "The title names two things.")
    if found := _SLASH.search(outcome):
        yield _two_things("outcome", found[0], "The outcome names two things at once.")
    elif second := second_act(outcome):
        yield _two_things("outcome", second, f"The outcome asks for two things: after the first it goes on with “{second}”.")


def second_act(outcome: str) -> str:
    """The second verb of a sentence where both have an object of their own; *plan and run a meeting* is one act.

    >>> second_act("Ranks assets and sets intervals"), second_act("Plans and runs a meeting")
    ('sets', '')
    """
    for found in joined_verbs(outcome):
        object_before = [word for word in outcome[: found.start()].split()[1:] if not word.endswith("ly")]
        if object_before and (found["join"] or "").casefold() in ("and", "then") and outcome[found.end() :].strip(" ."):
            return found["verb"]
    return ""


def _two_things(place: str, quoted: str, message: str) -> Finding:
    return Finding(
        severity="warn",
        penalty=8,
        step="skill",
        place=place,
        quoted=quoted,
        message=message,
        why="Somebody may do the one well and the other not: then nobody knows what the badge says. Keep the one that matters most, or make"
        " two programs.",
    )


def clear_words(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Short, one sentence, easily read."""
    outcome = draft.outcome
    for part, is_so, message in (
        ("words", words(outcome) > MOST_WORDS, f"The outcome has {words(outcome)} words; {MOST_WORDS} are enough."),
        ("sentences", sentences(outcome) > 1, "The outcome is more than one sentence."),
        (
            "grade",
            words(outcome) >= ENOUGH_WORDS and grade(outcome) > HIGHEST_GRADE,
            f"The outcome is hard to read: school grade {grade(outcome):.0f}.",
        ),
    ):
        if is_so:
            yield _unclear("outcome", part, message)
    if len(draft.title.strip()) > LONGEST_TITLE:
        yield _unclear("title", "length", f"The title has {len(draft.title.strip())} characters; {LONGEST_TITLE} fit on the badge.")


def _unclear(place: str, part: str, message: str) -> Finding:
    return Finding(
        severity="advise",
        penalty=2,
        step="skill",
        place=place,
        part=part,
        message=message,
        why="Title and outcome stand on the badge. People read them on a phone, many of them not in their first language: short words and"
        " one short sentence.",
    )
