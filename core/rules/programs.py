"""A program is one micro-credential: one Open Badges *Achievement* for one skill. Its published versions never change."""

import hashlib
import json
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from core.rules.completion import Activity, CompletionRule, needed_in_words
from core.rules.pass_rules import AllAtLevel, KOfN, PassRule
from core.rules.rubrics import Rubric
from core.rules.texts import Code, Line, OptionalLine, OptionalProse, Prose
from core.rules.times import check_duration

Benchmark = Literal["progress", "performance", "both"]
SkillKind = Literal["soft", "technical"]
Category = Literal["communication", "management", "leadership", "software", "safety", "finance", "analysis", "craft"]
EvidenceKind = Literal["file", "link", "text"]
Genre = Literal["document", "plan", "data_file", "screenshot", "audio", "video", "image", "reflection", "link", "observation"]
GENRE_WORDS: dict[Genre, str] = {
    "document": "document",
    "plan": "plan",
    "data_file": "data file",
    "screenshot": "screenshot",
    "audio": "recording",
    "video": "video",
    "image": "picture",
    "reflection": "reflection",
    "link": "link",
    "observation": "observation",
}
VersionState = Literal["draft", "published", "suspended", "superseded", "retired"]

BENCHMARK_SENTENCES: dict[str, str] = {
    "progress": "Progress-based: completed the listed activities; no performance was assessed.",
    "performance": "Performance-based: work was judged against a published rubric by trained reviewers.",
    "both": "Progress and performance: completed the listed activities, and work was judged against a published rubric.",
}


class Skill(BaseModel):
    """The one skill that a program is about; ``statement`` begins with a verb."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    name: Line
    statement: Line
    kind: SkillKind
    category: Category
    product: OptionalLine = ""


class EvidenceRequirement(BaseModel):
    """What a member hands in. ``accepts``: kinds of item; ``minimum`` to ``maximum``: how many items."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Code
    title: Line
    prompt: Prose
    genre: Genre
    accepts: tuple[EvidenceKind, ...] = Field(default=("file",), min_length=1)
    minimum: int = Field(default=1, ge=0, le=10)
    maximum: int = Field(default=1, ge=1, le=10)
    alternatives: OptionalProse = ""

    @model_validator(mode="after")
    def _range_is_ordered(self) -> Self:
        if self.minimum > self.maximum:
            raise ValueError(f"“{self.title}” asks for more items than it accepts.")
        return self


class ProgramVersion(BaseModel):
    """Everything a version says, as published. Refuses what could never be earned or judged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    version: str = Field(default="1.0", pattern=r"^[1-9]\d{0,3}\.\d{1,3}$")
    title: Annotated[Line, Field(max_length=60)]
    outcome: Line
    description: Prose
    problem_solved: Prose
    on_the_job_task: Prose
    benchmark: Benchmark
    skill: Skill
    job_roles: tuple[Line, ...] = ()
    effort_hours: float = Field(gt=0, le=200, multiple_of=0.5)
    weeks: int = Field(ge=1, le=12)
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")
    tags: tuple[Line, ...] = ()
    activities: tuple[Activity, ...] = ()
    completion: CompletionRule | None = None
    evidence: tuple[EvidenceRequirement, ...] = ()
    rubric: Rubric | None = None
    pass_rule: PassRule = AllAtLevel()
    max_attempts: int = Field(default=3, ge=1, le=10)
    decision_days: int = Field(default=10, ge=1, le=60)
    validity: Annotated[str, AfterValidator(check_duration)] | None = None
    what_good_looks_like: OptionalProse = ""
    peer_step: OptionalProse = ""
    prerequisites: OptionalProse = ""
    level: OptionalLine = ""

    @property
    def wants_progress(self) -> bool:
        return self.benchmark in ("progress", "both")

    @property
    def wants_performance(self) -> bool:
        return self.benchmark in ("performance", "both")

    @model_validator(mode="after")
    def _can_be_earned(self) -> Self:
        if self.wants_progress and not (self.activities and self.completion):
            raise ValueError("A progress program needs activities and a completion rule.")
        if self.wants_performance and not (self.evidence and self.rubric):
            raise ValueError("A performance program needs evidence requirements and a rubric.")
        if not self.wants_performance and (self.evidence or self.rubric):
            raise ValueError("A progress program judges nothing: take the evidence and the rubric out, or change the benchmark.")
        if self.wants_performance and not any(row.minimum for row in self.evidence):
            raise ValueError("At least one evidence requirement must be required.")
        self._check_completion()
        if isinstance(self.pass_rule, KOfN) and self.rubric and self.pass_rule.k > len(self.rubric.criteria):
            raise ValueError("The pass rule needs more criteria than the rubric has.")
        for name, keys in (("activities", [a.key for a in self.activities]), ("evidence requirements", [e.key for e in self.evidence])):
            if len(set(keys)) != len(keys):
                raise ValueError(f"Two {name} have the same key.")
        return self

    def _check_completion(self) -> None:
        if self.completion is None:
            return
        named = self.completion.of
        if set(named) - {activity.key for activity in self.activities}:
            raise ValueError("The completion rule names an activity that the program does not have.")
        if len(set(named)) != len(named) or getattr(self.completion, "k", 1) > len(named):
            raise ValueError("The completion rule can never be satisfied.")

    def requirement(self, key: str) -> EvidenceRequirement:
        """The evidence requirement with this key; ``KeyError`` when there is none."""
        return {row.key: row for row in self.evidence}[key]

    def content_sha256(self) -> str:
        """The hash of the whole content, kept at publication: a published version that differs from it was tampered with."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def effort_in_words(version: ProgramVersion) -> str:
    """For cards and pages, for example *about 6 hours over 2 weeks*."""
    hours = f"{version.effort_hours:g} hour" + ("" if version.effort_hours == 1 else "s")
    weeks = f"{version.weeks} week" + ("" if version.weeks == 1 else "s")
    return f"about {hours} over {weeks}"


def work_in_words(version: ProgramVersion) -> str:
    """What one does for it, for example *You complete: 2 of 3 activities. You submit: 1 document + 1 recording*."""
    parts = []
    if version.wants_progress and version.completion:
        parts.append(f"You complete: {needed_in_words(version.completion)}")
    if version.wants_performance:
        required = (f"{row.minimum} {_counted(GENRE_WORDS[row.genre], row.minimum)}" for row in version.evidence if row.minimum)
        parts.append("You submit: " + " + ".join(required))
    return ". ".join(parts)


def _counted(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def earned_word(benchmark: Benchmark) -> str:
    """*Completed* for progress, *Demonstrated* where work was judged: the two are never blurred."""
    return "Completed" if benchmark == "progress" else "Demonstrated"
