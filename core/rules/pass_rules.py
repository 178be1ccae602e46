"""From ratings to pass or not yet, in exact integer arithmetic, with every comparison written down.

Four rules (``kind``): ``all_at_level`` (default: every criterion at its threshold), ``weighted`` (weighted points reach
a share of the whole), ``compensatory_minima`` (weighted, but no criterion below its minimum and critical ones met),
``k_of_n`` (so many criteria met, critical ones among them, none below its minimum). No rule has a term for time.
"""

from math import lcm
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.errors import RuleBroken
from core.rules.rubrics import WHOLE_WEIGHT_BP, Criterion, Ratings, Rubric

Verdict = Literal["pass", "not_yet", "incomplete"]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AllAtLevel(_Rule):
    kind: Literal["all_at_level"] = "all_at_level"


class Weighted(_Rule):
    kind: Literal["weighted"] = "weighted"
    needed_bp: int = Field(gt=0, le=WHOLE_WEIGHT_BP)


class CompensatoryMinima(_Rule):
    kind: Literal["compensatory_minima"] = "compensatory_minima"
    needed_bp: int = Field(gt=0, le=WHOLE_WEIGHT_BP)


class KOfN(_Rule):
    kind: Literal["k_of_n"] = "k_of_n"
    k: int = Field(ge=1)


PassRule = Annotated[AllAtLevel | Weighted | CompensatoryMinima | KOfN, Field(discriminator="kind")]


class TraceLine(BaseModel):
    """One comparison in words; ``holds`` is ``None`` where there was nothing to compare."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    holds: bool | None


class RuleResult(BaseModel):
    """The verdict and the comparisons that led to it; stored with the decision, so that it can be replayed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Verdict
    trace: tuple[TraceLine, ...]

    @property
    def passed(self) -> bool:
        return self.verdict == "pass"


def rule_in_words(rule: PassRule, rubric: Rubric) -> tuple[str, ...]:
    """The rule as sentences for the people who are judged by it; nothing that decides is left out."""
    count = len(rubric.criteria)
    match rule:
        case AllAtLevel():
            return (f"All {count} criteria reach the marked level." if count > 1 else "The criterion reaches the marked level.",)
        case Weighted():
            return _share_sentence(rule.needed_bp), "A strong criterion can make up for a weak one."
        case CompensatoryMinima():
            return (_share_sentence(rule.needed_bp), *_floor_sentences(rubric))
        case KOfN():
            return (f"At least {rule.k} of the {count} criteria reach the marked level.", *_floor_sentences(rubric))


def _share_sentence(needed_bp: int) -> str:
    return f"The levels reached, with the weights of their criteria, add up to at least {needed_bp / 100:g} % of the whole."


def _floor_sentences(rubric: Rubric) -> list[str]:
    """What the floors ask: critical criteria their threshold, the others their minimum (where that is above the lowest level)."""
    critical = [row for row in rubric.criteria if row.critical]
    floors = {row.minimum for row in rubric.criteria if not row.critical and row.minimum > 0}
    sentences = [f"“{row.title}” reaches the marked level in any case." for row in critical]
    if len(floors) == 1 and all(row.minimum > 0 for row in rubric.criteria if not row.critical):
        who = "No other criterion" if critical else "No criterion"
        return [*sentences, f"{who} is below “{rubric.level_name(floors.pop())}”."]
    others = (row for row in rubric.criteria if not row.critical and row.minimum > 0)
    return [*sentences, *(f"“{row.title}” is not below “{rubric.level_name(row.minimum)}”." for row in others)]


def check_ratings(rubric: Rubric, ratings: Ratings) -> None:
    """Refuses ratings that miss a criterion, name an unknown one, or lie off the scale."""
    missing = [row.title for row in rubric.criteria if row.key not in ratings]
    if missing:
        raise RuleBroken("Please choose a level for " + ", ".join(f"“{title}”" for title in missing) + ".")
    known = {row.key for row in rubric.criteria}
    if set(ratings) - known or any(level is not None and not 0 <= level < len(rubric.levels) for level in ratings.values()):
        raise RuleBroken("The ratings do not belong to this rubric.")


def evaluate(rule: PassRule, rubric: Rubric, ratings: Ratings) -> RuleResult:
    """Apply the rule. Any criterion that could not be judged makes the result *incomplete*: neither pass nor not yet."""
    check_ratings(rubric, ratings)
    unjudged = [TraceLine(text=f"{row.title}: could not be judged", holds=None) for row in rubric.criteria if ratings[row.key] is None]
    if unjudged:
        return RuleResult(verdict="incomplete", trace=tuple(unjudged))
    levels = {key: level for key, level in ratings.items() if level is not None}
    lines = tuple(_comparisons(rule, rubric, levels))
    return RuleResult(verdict="pass" if all(line.holds for line in lines if line.holds is not None) else "not_yet", trace=lines)


def _comparisons(rule: PassRule, rubric: Rubric, levels: dict[str, int]) -> list[TraceLine]:
    match rule:
        case AllAtLevel():
            return [_meets(rubric, row, levels, binding=True) for row in rubric.criteria]
        case Weighted():
            return [*_shown(rubric, levels), _score_line(rubric, levels, rule.needed_bp)]
        case CompensatoryMinima():
            return [*_floors(rubric, levels), _score_line(rubric, levels, rule.needed_bp)]
        case KOfN():
            met = sum(levels[row.key] >= row.threshold for row in rubric.criteria)
            count = TraceLine(text=f"{met} of {len(rubric.criteria)} criteria met, {rule.k} needed", holds=met >= rule.k)
            return [*_floors(rubric, levels), count]


def _meets(rubric: Rubric, row: Criterion, levels: dict[str, int], *, binding: bool) -> TraceLine:
    met = levels[row.key] >= row.threshold
    sign = "≥" if met else "<"
    text = f"{row.title}: {rubric.level_name(levels[row.key])} {sign} {rubric.level_name(row.threshold)}"
    return TraceLine(text=text, holds=met if binding else None)


def _shown(rubric: Rubric, levels: dict[str, int]) -> list[TraceLine]:
    return [_meets(rubric, row, levels, binding=False) for row in rubric.criteria]


def _floors(rubric: Rubric, levels: dict[str, int]) -> list[TraceLine]:
    """Critical criteria must meet their threshold, the others their minimum."""
    lines = []
    for row in rubric.criteria:
        if row.critical:
            lines.append(_meets(rubric, row, levels, binding=True))
        else:
            held = levels[row.key] >= row.minimum
            text = f"{row.title}: {rubric.level_name(levels[row.key])}, at least {rubric.level_name(row.minimum)} needed"
            lines.append(TraceLine(text=text, holds=held))
    return lines


def weighted_score(rubric: Rubric, levels: dict[str, int]) -> tuple[int, int]:
    """The weighted score as an exact fraction ``(numerator, denominator)`` of basis points.

    S = Σ w·p/P over the criteria, with weight w in basis points, points p of the level reached and P of the top level;
    brought to the common denominator lcm(P), so that nothing is ever rounded.
    """
    top = rubric.levels[-1].points
    common = lcm(*(top for _ in rubric.criteria))
    return sum(row.weight_bp * rubric.levels[levels[row.key]].points * (common // top) for row in rubric.criteria), common


def _score_line(rubric: Rubric, levels: dict[str, int], needed_bp: int) -> TraceLine:
    score, common = weighted_score(rubric, levels)
    text = f"Weighted score {_percent(score, common)}, {_percent(needed_bp, 1)} needed"
    return TraceLine(text=text, holds=score >= needed_bp * common)


def _percent(numerator: int, denominator: int) -> str:
    """Basis points as a percentage with two decimals, cut and not rounded, so that 64.999 never reads as 65."""
    hundredths = numerator // denominator
    return f"{hundredths // 100}.{hundredths % 100:02d} %"
