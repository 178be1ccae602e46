"""Rubric, criterion, level: what is looked at, and what each step looks like.

Open Badges 3.0 words: a criterion is exported as a ``ResultDescription`` of type ``RubricCriterionLevel``, a level as
a ``RubricCriterionLevel``. Levels are counted from 0; a rating is such an index, or ``None`` for *unable to judge*.
"""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.rules.texts import Code, Line, OptionalLine, OptionalProse, Prose

Ratings = Mapping[str, int | None]
WHOLE_WEIGHT_BP = 10_000


class Level(BaseModel):
    """One step of the scale, for example *Proficient*, worth 2 points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    points: int = Field(ge=0, le=1000)


DEFAULT_LEVELS = tuple(Level(name=name, points=n) for n, name in enumerate(("Not yet", "Developing", "Proficient", "Exemplary")))
PROFICIENT = 2


class Criterion(BaseModel):
    """One row of the rubric. ``descriptors`` has one text per level, in the order of the scale.

    ``threshold`` is the level that meets the criterion, ``minimum`` the lowest level that compensating rules accept,
    ``weight_bp`` its share in basis points (10,000 is the whole).
    ``skill`` names the skill that it is about, where a draft still has several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Code
    title: Line
    description: OptionalProse = ""
    descriptors: tuple[Prose, ...]
    weight_bp: int = Field(default=0, ge=0, le=WHOLE_WEIGHT_BP)
    threshold: int = Field(default=PROFICIENT, ge=0)
    minimum: int = Field(default=1, ge=0)
    critical: bool = False
    common_mistakes: OptionalProse = ""
    skill: OptionalLine = ""


class Rubric(BaseModel):
    """Criteria on one scale. Refuses missing descriptors, doubled keys, levels off the scale, weights that miss 100 %.

    Weights may be left out altogether; then every criterion weighs the same (the first ones take the rest).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: tuple[Level, ...] = DEFAULT_LEVELS
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=12)

    @model_validator(mode="before")
    @classmethod
    def _share_weight_equally(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        rows = data.get("criteria")
        if not rows or not all(isinstance(row, dict) and "weight_bp" not in row for row in rows):
            return data
        share, rest = divmod(WHOLE_WEIGHT_BP, len(rows))
        return {**data, "criteria": [{**row, "weight_bp": share + (n < rest)} for n, row in enumerate(rows)]}

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        top = len(self.levels) - 1
        if top < 1:
            raise ValueError("A scale needs at least two levels.")
        points = [level.points for level in self.levels]
        if points != sorted(set(points)):
            raise ValueError("Points must rise from level to level.")
        keys = [criterion.key for criterion in self.criteria]
        if len(set(keys)) != len(keys):
            raise ValueError("Two criteria have the same key.")
        if sum(criterion.weight_bp for criterion in self.criteria) != WHOLE_WEIGHT_BP:
            raise ValueError("The weights of the criteria must add up to 10,000 basis points (100 %).")
        for criterion in self.criteria:
            if len(criterion.descriptors) != len(self.levels):
                raise ValueError(f"“{criterion.title}” needs one description for each of the {len(self.levels)} levels.")
            if criterion.threshold > top or criterion.minimum > criterion.threshold:
                raise ValueError(f"“{criterion.title}”: threshold and minimum must be levels of the scale, minimum not above threshold.")
        return self

    def criterion(self, key: str) -> Criterion:
        """The criterion with this key; ``KeyError`` when the rubric has none."""
        return next((row for row in self.criteria if row.key == key), None) or _no_such(key)

    def level_name(self, level: int | None) -> str:
        """The level in words; *Unable to judge* for ``None``."""
        return "Unable to judge" if level is None else self.levels[level].name


def _no_such(key: str) -> Criterion:
    raise KeyError(key)
