"""Progress programs: which activities were completed, and does that satisfy the completion rule?

The rule is built from ``all``, ``k_of`` and ``in_order`` of activities or of further rules; an activity may ask for a score.
Where several sources speak about one activity the strongest counts (facilitator before quiz before an imported list
before self), and of equals the latest; of the same second the one that says more for the member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.quizzes import Quiz
from core.rules.texts import Code, Line, OptionalLine, OptionalProse

Source = Literal["self", "import", "quiz", "facilitator"]
State = Literal["complete", "passed", "failed", "not_complete", "waived"]
ActivityKind = Literal[
    "read", "watch", "quiz", "practice", "discussion", "peer_feedback", "workplace_task", "live_session", "external_course"
]
LmsScheme = Literal["xapi", "moodle", "scorm", "d2l", "other"]
PRIORITY: dict[str, int] = {"self": 0, "import": 1, "quiz": 2, "facilitator": 3}
SOURCE_WORDS: dict[Source, str] = {
    "self": "own statement",
    "import": "by a list of the organisers",
    "quiz": "by the quiz",
    "facilitator": "confirmed by the facilitator",
}
SATISFYING: frozenset[State] = frozenset({"complete", "passed", "waived"})
WHOLE_BP = 10_000
DEEPEST = 4


class LmsReference(BaseModel):
    """What a learning management system calls the activity: its xAPI id, Moodle name, SCORM identifier, Brightspace object id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scheme: LmsScheme
    value: Line


class Activity(BaseModel):
    """Something to do. ``source`` says who may tick it off; ``attestation`` is the sentence a member agrees to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Code
    title: Line
    kind: ActivityKind = "practice"
    instructions: OptionalProse = ""
    link: OptionalLine = ""
    minutes: int = Field(default=0, ge=0, le=10_000)
    source: Source = "self"
    attestation: OptionalLine = ""
    quiz: Quiz | None = None
    lms: tuple[LmsReference, ...] = ()

    @model_validator(mode="after")
    def _quiz_ticks_off(self) -> Self:
        if (self.source == "quiz") != (self.quiz is not None):
            raise ValueError(f"“{self.title}” needs a quiz exactly when the quiz ticks it off.")
        return self


class Done(BaseModel):
    """One activity; ``min_score_bp`` is the score that it needs, in basis points (10,000 is everything right)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["activity"] = "activity"
    activity: Code
    min_score_bp: int | None = Field(default=None, ge=0, le=WHOLE_BP)


class AllOf(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["all"] = "all"
    of: tuple[Part, ...] = Field(min_length=1)


class KOf(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["k_of"] = "k_of"
    k: int = Field(ge=1)
    of: tuple[Part, ...] = Field(min_length=1)


class InOrder(BaseModel):
    """All of them, each open only once the one before is satisfied. The order holds back; it never takes away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["in_order"] = "in_order"
    of: tuple[Part, ...] = Field(min_length=1)


def _spelled_out(part: Any) -> Any:
    """An activity may be written as its key alone."""
    return {"kind": "activity", "activity": part} if isinstance(part, str) else part


def _written(part: Done | AllOf | KOf | InOrder) -> Any:
    """And is written so where there is nothing else to say."""
    if isinstance(part, Done):
        return part.activity if part.min_score_bp is None else part.model_dump()
    return part.model_dump()


CompletionRule = Annotated[AllOf | KOf | InOrder | Done, Field(discriminator="kind")]
Part = Annotated[CompletionRule, BeforeValidator(_spelled_out), PlainSerializer(_written)]
for _model in (AllOf, KOf, InOrder):
    _model.model_rebuild()


class Completion(BaseModel):
    """One statement about one activity: who said what, when; ``note`` says where it comes from, as people read it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: Code
    state: State
    source: Source
    at: datetime
    score_bp: int | None = Field(default=None, ge=0, le=WHOLE_BP)
    note: OptionalLine = ""

    @property
    def is_good(self) -> bool:
        """Whether it satisfies an activity in which no score is asked for."""
        return self.state in SATISFYING


def leaves(rule: CompletionRule) -> Iterator[Done]:
    """The activities that a rule names, in its order, with the scores it asks for."""
    if isinstance(rule, Done):
        yield rule
    else:
        for part in rule.of:
            yield from leaves(part)


def named(rule: CompletionRule) -> tuple[str, ...]:
    """The keys of the activities that a rule names, in its order."""
    return tuple(leaf.activity for leaf in leaves(rule))


def depth(rule: CompletionRule) -> int:
    """How many groups stand inside each other; 0 for one activity."""
    return 0 if isinstance(rule, Done) else 1 + max(depth(part) for part in rule.of)


def why_never(rule: CompletionRule, activities: Iterable[Activity]) -> str:
    """Why nobody could ever satisfy the rule, or nobody could read it, as a sentence; empty when all is well."""
    keys, asked = named(rule), {leaf.activity: leaf.min_score_bp for leaf in leaves(rule)}
    by_key = {activity.key: activity for activity in activities if activity.key in asked}
    if set(keys) - set(by_key):
        return "The completion rule names an activity that the program does not have."
    if len(set(keys)) != len(keys) or any(group.k > len(group.of) for group in _groups(rule) if isinstance(group, KOf)):
        return "The completion rule can never be satisfied."
    if depth(rule) > DEEPEST:
        return f"The completion rule is nested more than {DEEPEST} deep. Nobody could follow it."
    return next((reason for activity in by_key.values() if (reason := _why_over(asked[activity.key], activity))), "")


def _why_over(asked: int | None, activity: Activity) -> str:
    """A quiz takes no more tries once it is passed, so its pass mark must be enough for the rule."""
    if asked is None or activity.quiz is None or asked <= activity.quiz.pass_bp:
        return ""
    return (
        f"The completion rule asks for {percent(asked)} in “{activity.title}”, but its quiz is passed and over with"
        f" {percent(activity.quiz.pass_bp)}. Raise the pass mark of the quiz."
    )


def _groups(rule: CompletionRule) -> Iterator[AllOf | KOf | InOrder]:
    if not isinstance(rule, Done):
        yield rule
        for part in rule.of:
            yield from _groups(part)


def effective(completions: Iterable[Completion]) -> dict[str, Completion]:
    """Per activity the statement that counts: the strongest source, of equals the latest."""
    chosen: dict[str, Completion] = {}
    for statement in sorted(completions, key=_weight):
        chosen[statement.activity] = statement
    return chosen


def _weight(statement: Completion) -> tuple[object, ...]:
    """What stands last counts. Times are whole seconds, and the order of storing must not decide."""
    says_more = (statement.is_good, -1 if statement.score_bp is None else statement.score_bp, statement.state, statement.note)
    return (PRIORITY[statement.source], statement.at, *says_more)


Said = Mapping[str, Completion]


def satisfied(rule: CompletionRule, said: Said) -> bool:
    """Whether what counts (``effective``) satisfies the rule. Who was let off an activity needs no score in it either."""
    match rule:
        case Done():
            statement = said.get(rule.activity)
            if statement is None or not statement.is_good:
                return False
            return rule.min_score_bp is None or statement.state == "waived" or (statement.score_bp or 0) >= rule.min_score_bp
        case KOf():
            return sum(satisfied(part, said) for part in rule.of) >= rule.k
        case _:
            return all(satisfied(part, said) for part in rule.of)


def unlocked(rule: CompletionRule, said: Said) -> frozenset[str]:
    """The activities whose turn has come: in an order, up to and including the first part that is not satisfied."""
    if isinstance(rule, Done):
        return frozenset({rule.activity})
    reached: set[str] = set()
    for part in rule.of:
        reached |= unlocked(part, said)
        if isinstance(rule, InOrder) and not satisfied(part, said):
            break
    return frozenset(reached)


def comes_first(rule: CompletionRule, said: Said, activity: str) -> CompletionRule | None:
    """What an order wants done before this activity: the part at which its turn waits; ``None`` when its turn has come."""
    if isinstance(rule, Done):
        return None
    for place, part in enumerate(rule.of):
        if activity in named(part):
            before = rule.of[:place] if isinstance(rule, InOrder) else ()
            return next((one for one in before if not satisfied(one, said)), None) or comes_first(part, said, activity)
    return None


@dataclass(frozen=True)
class Count:
    """How many activities are done of those that are needed; of a choice, the parts that are nearest to done."""

    done: int
    needed: int

    @property
    def left(self) -> int:
        return self.needed - self.done


def count(rule: CompletionRule, said: Said) -> Count:
    """How far one is, in activities."""
    if isinstance(rule, Done):
        return Count(int(satisfied(rule, said)), 1)
    parts = [count(part, said) for part in rule.of]
    if isinstance(rule, KOf):
        parts = sorted(parts, key=lambda part: (part.left, part.needed))[: rule.k]
    return Count(sum(part.done for part in parts), sum(part.needed for part in parts))


def evaluate(rule: CompletionRule, activities: Iterable[Activity], completions: Iterable[Completion]) -> RuleResult:
    """Apply the completion rule to what has been stated so far."""
    titles = {activity.key: activity.title for activity in activities}
    said = effective(completions)
    lines = tuple(_lines(rule, titles, said, binding=True))
    return RuleResult(verdict="pass" if satisfied(rule, said) else "not_yet", trace=lines)


def _lines(rule: CompletionRule, titles: Mapping[str, str], said: Said, *, binding: bool) -> Iterator[TraceLine]:
    """The parts, then what they come to. Inside a choice no single part decides."""
    if isinstance(rule, Done):
        yield _line(rule, titles[rule.activity], said, binding)
        return
    inner = binding and not isinstance(rule, KOf)
    for part in rule.of:
        yield from _lines(part, titles, said, binding=inner)
    held = satisfied(rule, said)
    yield TraceLine(text=_group_words(rule, said), holds=held if binding else None)


def _group_words(rule: AllOf | KOf | InOrder, said: Said) -> str:
    done, total = sum(satisfied(part, said) for part in rule.of), len(rule.of)
    needed = rule.k if isinstance(rule, KOf) else total
    flat = all(isinstance(part, Done) for part in rule.of)
    order = ", in their order" if isinstance(rule, InOrder) else ""
    return f"{done} of {total} {'activities completed' if flat else 'parts satisfied'}{order}, {needed} needed"


def _line(rule: Done, title: str, said: Said, binding: bool) -> TraceLine:
    statement, done = said.get(rule.activity), satisfied(rule, said)
    words = "completed" if done else "not completed"
    if statement and statement.score_bp is not None:
        words += f", {percent(statement.score_bp)}"
    if rule.min_score_bp is not None:
        words += f", {percent(rule.min_score_bp)} needed"
    source = f" ({SOURCE_WORDS[statement.source]})" if statement else ""
    return TraceLine(text=f"{title}: {words}{source}", holds=done if binding or done else None)


def percent(score_bp: int) -> str:
    """
    >>> percent(8000), percent(6667)
    ('80 %', '66.67 %')
    """
    return f"{score_bp / 100:g} %"


def needed_in_words(rule: CompletionRule) -> str:
    """How much the rule asks for: *4 activities*, *2 of 3 activities*, *3 activities in their order*."""
    match rule:
        case Done():
            return "1 activity"
        case KOf() if all(isinstance(part, Done) for part in rule.of):
            return f"{rule.k} of {_activities(len(rule.of))}"
        case KOf():
            return f"{rule.k} of these {len(rule.of)}: " + "; ".join(needed_in_words(part) for part in rule.of)
        case _:
            return " and ".join(_groups_in_words(rule)) + (" in their order" if isinstance(rule, InOrder) else "")


def _groups_in_words(rule: AllOf | InOrder) -> Iterator[str]:
    """Single activities are counted together, groups speak for themselves."""
    if single := sum(isinstance(part, Done) for part in rule.of):
        yield _activities(single)
    yield from (needed_in_words(part) for part in rule.of if not isinstance(part, Done))


def in_lines(rule: CompletionRule, titles: Mapping[str, str], *, indent: str = "") -> list[str]:
    """The rule as a nested list in Markdown, a sentence above each group."""
    if isinstance(rule, Done):
        score = f" (at least {percent(rule.min_score_bp)})" if rule.min_score_bp is not None else ""
        return [f"{indent}- {titles[rule.activity]}{score}"]
    return [f"{indent}{_heading(rule)}", *_inside(rule, titles, indent)]


def _inside(rule: AllOf | KOf | InOrder, titles: Mapping[str, str], indent: str) -> Iterator[str]:
    for part in rule.of:
        if isinstance(part, Done):
            yield from in_lines(part, titles, indent=indent)
        else:
            yield f"{indent}- {_heading(part)}"
            yield from _inside(part, titles, indent + "  ")


def _heading(rule: AllOf | KOf | InOrder) -> str:
    what = "activities" if all(isinstance(part, Done) for part in rule.of) else "parts"
    match rule:
        case KOf():
            return f"Complete at least {rule.k} of these {what}:"
        case InOrder():
            return f"Complete all of these {what}, in this order:"
        case _:
            return f"Complete all of these {what}:"


def _activities(number: int) -> str:
    return f"{number} activit{'y' if number == 1 else 'ies'}"


def fraction(rule: CompletionRule, activities: Iterable[Activity], completions: Iterable[Completion]) -> float:
    """Share done, 0 to 1, by minutes (by count where minutes are missing); for a progress ring, never for a decision.

    Of a choice the best ``k`` parts count, each the same, and it weighs as much as ``k`` of its parts do on average:
    were the weight that of the parts chosen, doing more could look like less.
    """
    minutes = {activity.key: activity.minutes for activity in activities}
    if not all(minutes[key] for key in named(rule)):
        minutes = dict.fromkeys(minutes, 1)
    return float(_share(rule, minutes, effective(completions))[0])


def _share(rule: CompletionRule, minutes: Mapping[str, int], said: Said) -> tuple[Fraction, Fraction]:
    """The share that is done, exactly, and how heavy the part weighs in its group."""
    if isinstance(rule, Done):
        return Fraction(satisfied(rule, said)), Fraction(minutes[rule.activity])
    shares = [_share(part, minutes, said) for part in rule.of]
    total = sum((weight for _, weight in shares), Fraction())
    if isinstance(rule, KOf):
        best = sorted((share for share, _ in shares), reverse=True)[: rule.k]
        return sum(best, Fraction()) / rule.k, total * rule.k / len(shares)
    return sum((share * weight for share, weight in shares), Fraction()) / total, total
