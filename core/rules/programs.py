"""A program is one micro-credential: one Open Badges *Achievement* for one skill. Its published versions never change."""

import hashlib
import json
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from core.rules.addresses import check_target
from core.rules.completion import Activity, CompletionRule, needed_in_words, why_never
from core.rules.pass_rules import AllAtLevel, KOfN, PassRule
from core.rules.rubrics import Rubric
from core.rules.texts import Code, Line, OptionalCode, OptionalLine, OptionalProse, Prose
from core.rules.times import check_duration

# A pathway is not a program that people enrol in: its version describes the badge for a whole stack of programs.
Benchmark = Literal["progress", "performance", "both", "pathway"]
SkillKind = Literal["soft", "technical"]
Category = Literal["communication", "management", "leadership", "software", "safety", "finance", "analysis", "craft"]
EvidenceKind = Literal["file", "link", "text"]
Genre = Literal[
    "document", "plan", "data_file", "screenshot", "audio", "video", "image", "reflection", "link", "observation", "attestation"
]
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
    "attestation": "attestation",
}
EvidenceContext = Literal["workplace", "simulated"]
Participation = Literal["", "online", "onsite", "blended"]
Supervision = Literal["", "unsupervised", "unsupervised_verified", "supervised_online", "supervised_onsite"]
SurveyMoment = Literal["before", "after", "follow_up"]
RenewalKind = Literal["none", "reassess", "evidence", "update_program"]
AlignmentType = Literal["CFItem", "CFRubric", "ceasn:Competency", "ceterms:Credential", "CTDL"]
LONGEST_WEEKS = 12
MOST_ALIGNMENTS = 20
VersionState = Literal["draft", "published", "suspended", "superseded", "retired"]

BENCHMARK_SENTENCES: dict[str, str] = {
    "progress": "Progress-based: completed the listed activities; no performance was assessed.",
    "performance": "Performance-based: work was judged against a published rubric by trained reviewers.",
    "both": "Progress and performance: completed the listed activities, and work was judged against a published rubric.",
    "pathway": "Pathway: earned the badges that the pathway asks for, each by itself; they are listed as evidence.",
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
    product_version: OptionalLine = ""


class Alignment(BaseModel):
    """What the skill is called in a framework of others: an Open Badges ``Alignment``, from CASE, CTDL or an in-house list.

    ``url`` is a web address, or the path of a skill that stands at this portal (``/frameworks/…``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    code: OptionalLine = ""
    framework: OptionalLine = ""
    url: Annotated[Line, AfterValidator(check_target)]
    type: AlignmentType = "CFItem"
    description: OptionalProse = ""


class Survey(BaseModel):
    """When people are asked and where: the address of the association's form. ``days_after`` counts from the award."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moment: SurveyMoment
    link: Line
    days_after: int = Field(default=0, ge=0, le=365)


class Renewal(BaseModel):
    """How a badge that runs out is renewed; ``program`` is the update program, ``prompt`` asks for one piece of evidence of practice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RenewalKind = "none"
    program: OptionalCode = ""
    prompt: OptionalProse = ""

    @model_validator(mode="after")
    def _can_be_renewed(self) -> Self:
        if self.kind == "update_program" and not self.program:
            raise ValueError("Say which program renews the badge.")
        if self.kind == "evidence" and not self.prompt:
            raise ValueError("Say which evidence of practice renews the badge.")
        return self


class EvidenceRequirement(BaseModel):
    """What a member hands in. ``accepts``: kinds of item; ``minimum`` to ``maximum``: how many items.

    ``criteria`` are the criteria that it can show; ``context`` says whether it comes from real work or may be simulated.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Code
    title: Line
    prompt: Prose
    genre: Genre
    accepts: tuple[EvidenceKind, ...] = Field(default=("file",), min_length=1)
    minimum: int = Field(default=1, ge=0, le=10)
    maximum: int = Field(default=1, ge=1, le=10)
    alternatives: OptionalProse = ""
    context: EvidenceContext = "workplace"
    criteria: tuple[Code, ...] = ()

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
    weeks: int = Field(ge=1, le=520)
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
    weekly_hours: float = Field(default=3, gt=0, le=40)
    supporting_skills: tuple[Line, ...] = ()
    learner_quote: OptionalProse = ""
    goals: tuple[Line, ...] = ()
    surveys: tuple[Survey, ...] = ()
    renewal: Renewal = Renewal()
    alignments: Annotated[tuple[Alignment, ...], Field(max_length=MOST_ALIGNMENTS)] = ()
    eqf_level: int | None = Field(default=None, ge=1, le=8)
    participation: Participation = ""
    supervision: Supervision = ""
    assessment: OptionalLine = ""
    quality: OptionalProse = ""
    picture_words: OptionalLine = ""
    change_note: OptionalProse = ""
    pathway_criteria: OptionalProse = ""

    @property
    def wants_progress(self) -> bool:
        return self.benchmark in ("progress", "both")

    @property
    def wants_performance(self) -> bool:
        return self.benchmark in ("performance", "both")

    @field_validator("weeks")
    @classmethod
    def _weeks_not_months(cls, weeks: int, info: ValidationInfo) -> int:
        if info.data.get("benchmark") != "pathway" and weeks > LONGEST_WEEKS:
            raise ValueError(f"Please use at most {LONGEST_WEEKS} weeks. Bigger things are pathways that stack programs.")
        return weeks

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
        if self.completion and (reason := why_never(self.completion, self.activities)):
            raise ValueError(reason)
        if isinstance(self.pass_rule, KOfN) and self.rubric and self.pass_rule.k > len(self.rubric.criteria):
            raise ValueError("The pass rule needs more criteria than the rubric has.")
        for name, keys in (("activities", [a.key for a in self.activities]), ("evidence requirements", [e.key for e in self.evidence])):
            if len(set(keys)) != len(keys):
                raise ValueError(f"Two {name} have the same key.")
        shown = {key for row in self.evidence for key in row.criteria}
        if shown - {row.key for row in self.rubric.criteria} if self.rubric else shown:
            raise ValueError("The evidence names a criterion that the rubric does not have.")
        return self

    def requirement(self, key: str) -> EvidenceRequirement:
        """The evidence requirement with this key; ``KeyError`` when there is none."""
        return {row.key: row for row in self.evidence}[key]

    def content_sha256(self) -> str:
        """The hash of the whole content, kept at publication: a published version that differs from it was tampered with."""
        return text_sha256(self.model_dump_json())


def text_sha256(content: str) -> str:
    """The hash of stored content, whatever the order of its members and the space between them.

    It is taken of the text and not of what today's model makes of it: a version that was published before a member was
    added keeps its hash.
    """
    canonical = json.dumps(json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
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
    """*Completed* for progress and pathways, *Demonstrated* where work was judged: the two are never blurred."""
    return "Completed" if benchmark in ("progress", "pathway") else "Demonstrated"
