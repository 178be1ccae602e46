"""What the design check says: findings with their fixes, and what is known beside the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from core.rules.drafts import Draft

Severity = Literal["block", "warn", "advise"]
Step = Literal["people", "skill", "evidence", "learning", "promise"]


@dataclass(frozen=True)
class Fix:
    """A change that can be applied at once. ``label`` stands on the button; ``apply`` is pure and fits any draft."""

    label: str
    apply: Callable[[Draft], Draft]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that could be better.

    ``place`` is a path in the draft, such as *outcome* or *criteria.FACTS.descriptors.2*; empty for the whole. ``part`` tells
    two findings of one rule at one place apart. ``quoted`` are the words in question. The rule's ``id`` comes from the table.
    """

    severity: Severity
    penalty: int
    step: Step
    message: str
    why: str
    place: str = ""
    part: str = ""
    quoted: str = ""
    fixes: tuple[Fix, ...] = ()
    id: str = ""
    waived: bool = False

    @property
    def key(self) -> str:
        """What a waiver names: the same finding has the same key as long as it is there."""
        return ":".join(filter(None, (self.id, self.place, self.part)))


class OtherProgram(NamedTuple):
    """Another program that is published."""

    code: str
    title: str
    outcome: str


@dataclass(frozen=True)
class Measured:
    """How the published version did. Rates are counted in people, so that small numbers can be left unsaid.

    ``weeks_p75`` of ``finished`` people; first attempts ``passed`` of ``decided``; ``below`` is per criterion how many of the
    ``rated`` did not reach its threshold; ``alpha`` is Krippendorff's, where two reviewers rated the same work.
    """

    weeks_p75: float = 0
    finished: int = 0
    passed: int = 0
    decided: int = 0
    below: Mapping[str, int] = field(default_factory=dict)
    rated: int = 0
    alpha: float | None = None


@dataclass(frozen=True)
class Surroundings:
    """What must be known beside the draft. ``None`` and nothing mean *not known*: the rules that need it stay silent."""

    others: tuple[OtherProgram, ...] = ()
    designers: int | None = None
    reviewers: int | None = None
    has_backup_owner: bool | None = None
    country_known: bool | None = None
    title_contrast: float | None = None
    submissions: int = 0
    measured: Measured = Measured()
