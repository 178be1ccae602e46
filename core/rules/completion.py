"""Progress programs: which activities were completed, and does that satisfy the completion rule?

The rule is ``all`` of the named activities, or ``k`` of them. Where several sources speak about one activity the
strongest counts (facilitator before an imported list before self), and of equals the latest.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.texts import Code, Line, OptionalLine, OptionalProse

Source = Literal["self", "import", "facilitator"]
State = Literal["complete", "not_complete", "waived"]
PRIORITY: dict[str, int] = {"self": 0, "import": 1, "facilitator": 2}
SOURCE_WORDS: dict[Source, str] = {
    "self": "own statement",
    "import": "by a list of the organisers",
    "facilitator": "confirmed by the facilitator",
}
SATISFYING = frozenset({"complete", "waived"})


class Activity(BaseModel):
    """Something to do. ``source`` says who may tick it off; ``attestation`` is the sentence a member agrees to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Code
    title: Line
    kind: Literal["read", "watch", "practice", "discussion", "peer_feedback", "workplace_task", "live_session"] = "practice"
    instructions: OptionalProse = ""
    link: OptionalLine = ""
    minutes: int = Field(default=0, ge=0, le=10_000)
    source: Source = "self"
    attestation: OptionalLine = ""


class AllOf(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["all"] = "all"
    of: tuple[Code, ...] = Field(min_length=1)


class KOf(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["k_of"] = "k_of"
    k: int = Field(ge=1)
    of: tuple[Code, ...] = Field(min_length=1)


CompletionRule = Annotated[AllOf | KOf, Field(discriminator="kind")]


class Completion(BaseModel):
    """One statement about one activity: who said what, when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: Code
    state: State
    source: Source
    at: datetime


def effective(completions: Iterable[Completion]) -> dict[str, Completion]:
    """Per activity the statement that counts: the strongest source, of equals the latest."""
    chosen: dict[str, Completion] = {}
    for statement in sorted(completions, key=lambda c: (PRIORITY[c.source], c.at)):
        chosen[statement.activity] = statement
    return chosen


def evaluate(rule: CompletionRule, activities: Iterable[Activity], completions: Iterable[Completion]) -> RuleResult:
    """Apply the completion rule to what has been stated so far."""
    titles = {activity.key: activity.title for activity in activities}
    said = effective(completions)
    done = {key for key in rule.of if key in said and said[key].state in SATISFYING}
    needed = len(rule.of) if isinstance(rule, AllOf) else rule.k
    binding = isinstance(rule, AllOf)
    lines = [_line(titles[key], said.get(key), key in done, binding) for key in rule.of]
    lines.append(TraceLine(text=f"{len(done)} of {len(rule.of)} activities completed, {needed} needed", holds=len(done) >= needed))
    return RuleResult(verdict="pass" if len(done) >= needed else "not_yet", trace=tuple(lines))


def _line(title: str, statement: Completion | None, done: bool, binding: bool) -> TraceLine:
    source = f" ({SOURCE_WORDS[statement.source]})" if statement else ""
    return TraceLine(text=f"{title}: {'completed' if done else 'not completed'}{source}", holds=done if binding or done else None)


def needed_in_words(rule: CompletionRule) -> str:
    """How much the rule asks for: *4 activities*, or *2 of 3 activities*."""
    total = len(rule.of)
    count = f"{rule.k} of {total}" if isinstance(rule, KOf) else str(total)
    return f"{count} activit{'y' if total == 1 else 'ies'}"


def fraction(rule: CompletionRule, activities: Iterable[Activity], completions: Iterable[Completion]) -> float:
    """Share done, 0 to 1, by minutes (by count where no minutes are given); for a progress ring, never for a decision."""
    by_key = {activity.key: activity for activity in activities}
    said = effective(completions)
    done = {key for key in rule.of if key in said and said[key].state in SATISFYING}
    if isinstance(rule, KOf):
        return min(len(done) / rule.k, 1.0)
    total = sum(by_key[key].minutes for key in rule.of)
    if not total:
        return len(done) / len(rule.of)
    return sum(by_key[key].minutes for key in done) / total
