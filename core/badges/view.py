"""What a signed badge says, read back from the document alone.

Picture, certificate and public page are views of the stored document, never of the database: so they cannot say
anything that was not signed.
"""

from dataclasses import dataclass
from datetime import datetime

from core.rules.programs import Benchmark, SkillKind


@dataclass(frozen=True)
class CriterionView:
    """One rubric row: the level that was required, what that level looks like, and the level reached."""

    title: str
    required_level: str
    required_text: str
    achieved_level: str
    met: bool


@dataclass(frozen=True)
class EvidenceView:
    """One described evidence item (or completed activity). ``sha256`` is hexadecimal, empty where there is no file."""

    name: str
    genre: str
    narrative: str
    media_type: str
    sha256: str


@dataclass(frozen=True)
class AlignmentView:
    """What the skill is called in a framework; ``code``, ``framework`` and ``description`` may be empty."""

    name: str
    url: str
    code: str
    framework: str
    description: str


@dataclass(frozen=True)
class IssuerView:
    did: str
    name: str
    url: str
    email: str
    country: str
    description: str


@dataclass(frozen=True)
class BadgeView:
    """The content of one credential. ``url`` is its public page, ``statement`` says what kind of
    badge it is, ``how`` how it was earned."""

    url: str
    title: str
    outcome: str
    holder_name: str
    benchmark: Benchmark
    statement: str
    skill_name: str
    skill_kind: SkillKind
    category: str
    program_code: str
    program_version: str
    how: str
    criteria_narrative: str
    criteria: tuple[CriterionView, ...]
    evidence: tuple[EvidenceView, ...]
    issuer: IssuerView
    awarded_at: datetime
    valid_until: datetime | None
    language: str
    alignments: tuple[AlignmentView, ...] = ()
