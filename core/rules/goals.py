"""What the association wants to reach, and how far it is: goals with indicators. And what members say about their own goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.errors import BadInput
from core.rules.texts import Line, OptionalLine, OptionalProse

Direction = Literal["up", "down", "in_band"]
Reached = Literal["yes", "partly", "not_yet"]
DIRECTION_WORDS: dict[Direction, str] = {"up": "more is better", "down": "less is better", "in_band": "between two values"}
REACHED_WORDS: dict[Reached, str] = {"yes": "Yes", "partly": "Partly", "not_yet": "Not yet"}
LONGEST_WORDS = 300
FEWEST_ANSWERS = 5  # fewer would tell who
Number = Annotated[Decimal, Field(max_digits=12, decimal_places=3, ge=-100_000_000, le=100_000_000)]


class GoalDetails(BaseModel):
    """What the association wants to reach, in a sentence, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[Line, Field(max_length=120)]
    why: Annotated[OptionalProse, Field(max_length=600)] = ""


class IndicatorDetails(BaseModel):
    """By what one would see it: from ``baseline`` to ``target``; ``target_high`` is the upper end where a value belongs in between.

    Refuses a target in the wrong direction.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    unit: Annotated[OptionalLine, Field(max_length=30)] = ""
    direction: Direction
    baseline: Number
    target: Number
    target_high: Number | None = None
    due_on: date | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.direction == "up" and self.target <= self.baseline:
            raise ValueError("More is better: the target must lie above where you begin.")
        if self.direction == "down" and self.target >= self.baseline:
            raise ValueError("Less is better: the target must lie below where you begin.")
        if self.direction == "in_band" and (self.target_high is None or self.target_high < self.target):
            raise ValueError("Please give both ends, the lower one first.")
        return self


@dataclass(frozen=True)
class Observation:
    """What was seen on a day. ``n``: from how many cases, where that is known."""

    on: date
    value: Decimal
    n: int | None = None
    note: str = ""


def progress(indicator: IndicatorDetails, value: Decimal) -> Fraction:
    """How much of the way from the baseline to the target is made, 0 to 1, exactly.

    Between two values it is the way to the nearer end; what is in between is there.
    """
    goal = indicator.target
    if indicator.direction == "in_band":
        high = indicator.target_high if indicator.target_high is not None else indicator.target
        if indicator.target <= value <= high:
            return Fraction(1)
        if indicator.target <= indicator.baseline <= high:  # it began inside and left
            return Fraction(0)
        from_below = indicator.baseline < indicator.target
        if from_below != (value < indicator.target):  # it went past, to the other side
            return Fraction(0)
        goal = indicator.target if from_below else high
    made = Fraction(value - indicator.baseline) / Fraction(goal - indicator.baseline)
    return min(max(made, Fraction(0)), Fraction(1))


def in_words(indicator: IndicatorDetails, seen: Sequence[Observation]) -> str:
    """Where it stands, in a sentence. ``seen`` in the order of time.

    >>> calls = IndicatorDetails(name="Calls", unit="a week", direction="down", baseline=40, target=20)
    >>> in_words(calls, [])
    'Began at 40 a week; the target is 20 a week. Nothing was observed yet.'
    >>> in_words(calls, [Observation(date(2026, 5, 1), Decimal(30))])
    'From 40 to 30 a week; the target is 20 a week. Half of the way, or 50 %.'
    """
    target = with_unit(indicator.target, indicator.unit)
    if indicator.direction == "in_band" and indicator.target_high is not None:
        target = f"between {number(indicator.target)} and {with_unit(indicator.target_high, indicator.unit)}"
    if not seen:
        return f"Began at {with_unit(indicator.baseline, indicator.unit)}; the target is {target}. Nothing was observed yet."
    made = progress(indicator, seen[-1].value)
    now = with_unit(seen[-1].value, indicator.unit)
    return f"From {number(indicator.baseline)} to {now}; the target is {target}. {_made_in_words(made)}"


def _made_in_words(made: Fraction) -> str:
    if made == 1:
        return "It is reached."
    if made == 0:
        return "No step of the way is made yet."
    half = "Half of the way, or " if made == Fraction(1, 2) else ""
    return f"{half}{int(made * 100)} %{'' if half else ' of the way'}."


def number(value: Decimal) -> str:
    """
    >>> number(Decimal("20.50")), number(Decimal("1200")), number(Decimal("0"))
    ('20.5', '1,200', '0')
    """
    return f"{value.normalize():,f}"


def with_unit(value: Decimal, unit: str) -> str:
    return f"{number(value)} {unit}".strip()


def serves(goal_title: str, program_goals: Iterable[str]) -> bool:
    """Whether a program says in its own words that it serves the goal, whatever the capitals."""
    return goal_title.casefold() in {words.casefold() for words in program_goals}


def check_observation(on: date, today: date, n: int | None) -> None:
    """Refuses days that have not come, and numbers of cases below one."""
    if on > today:
        raise BadInput({"on": "Please choose a day that has come already."})
    if n is not None and n < 1:
        raise BadInput({"n": "Please write how many cases it was seen in, or leave this empty."})
