"""A program while it is being designed: the same parts as a published version, but anything may still be missing or wrong.

Nothing typed is refused here. What keeps a draft from being published is said by ``problems`` (it could never be earned or
read) and by the design check (it would not be a good program).
"""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.rules.programs import ProgramVersion
from core.rules.texts import Prose


class _Loose(BaseModel):
    """A part of a draft. Unknown members are refused: they would be lost without a word."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    def with_(self, **changes: object) -> Self:
        """The same part with some members changed."""
        return self.model_validate(self.model_dump() | changes)


class DraftSkill(_Loose):
    code: str = ""
    name: str = ""
    statement: str = ""
    kind: str = "soft"
    category: str = "communication"
    product: str = ""
    product_version: str = ""


class DraftLevel(_Loose):
    name: str = ""
    points: int = 0


DEFAULT_LEVELS = tuple(DraftLevel(name=name, points=n) for n, name in enumerate(("Not yet", "Developing", "Proficient", "Exemplary")))


class DraftCriterion(_Loose):
    """``descriptors`` has at most one text per level; ``weight_bp`` 0 everywhere means that all weigh the same."""

    key: str = ""
    title: str = ""
    description: str = ""
    descriptors: tuple[str, ...] = ()
    weight_bp: int = 0
    threshold: int = 2
    minimum: int = 1
    critical: bool = False
    common_mistakes: str = ""
    skill: str = ""

    def descriptor(self, level: int) -> str:
        return self.descriptors[level] if level < len(self.descriptors) else ""


class DraftEvidence(_Loose):
    key: str = ""
    title: str = ""
    prompt: str = ""
    genre: str = "document"
    accepts: tuple[str, ...] = ("file", "text")
    minimum: int = 1
    maximum: int = 1
    alternatives: str = ""
    context: str = "workplace"
    criteria: tuple[str, ...] = ()


class DraftActivity(_Loose):
    """``quiz`` and ``lms`` are as in a published activity, unchecked."""

    key: str = ""
    title: str = ""
    kind: str = "practice"
    instructions: str = ""
    link: str = ""
    minutes: int = 0
    source: str = "self"
    attestation: str = ""
    quiz: dict[str, Any] | None = None
    lms: tuple[dict[str, Any], ...] = ()


class Draft(_Loose):
    """The content of a draft. ``skills`` holds one skill when the draft is focused; the design check says so when not.

    ``completion``, ``pass_rule``, ``surveys``, ``renewal`` and ``alignments`` are as in a published version, unchecked.
    """

    code: str = ""
    version: str = "1.0"
    title: str = ""
    outcome: str = ""
    description: str = ""
    problem_solved: str = ""
    on_the_job_task: str = ""
    learner_quote: str = ""
    benchmark: str = "performance"
    skills: tuple[DraftSkill, ...] = (DraftSkill(),)
    supporting_skills: tuple[str, ...] = ()
    job_roles: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    effort_hours: float | None = None
    weeks: int | None = None
    weekly_hours: float = 3
    language: str = "en"
    tags: tuple[str, ...] = ()
    activities: tuple[DraftActivity, ...] = ()
    completion: dict[str, Any] | None = None
    evidence: tuple[DraftEvidence, ...] = ()
    levels: tuple[DraftLevel, ...] = DEFAULT_LEVELS
    criteria: tuple[DraftCriterion, ...] = ()
    pass_rule: dict[str, Any] = Field(default_factory=lambda: {"kind": "all_at_level"})
    max_attempts: int = 3
    decision_days: int = 10
    validity: str = ""
    renewal: dict[str, Any] = Field(default_factory=lambda: {"kind": "none"})
    what_good_looks_like: str = ""
    peer_step: str = ""
    prerequisites: str = ""
    level: str = ""
    eqf_level: int | None = None
    participation: str = ""
    supervision: str = ""
    assessment: str = ""
    quality: str = ""
    picture_words: str = ""
    surveys: tuple[dict[str, Any], ...] = ()
    alignments: tuple[dict[str, Any], ...] = ()
    change_note: str = ""

    @property
    def wants_progress(self) -> bool:
        return self.benchmark in ("progress", "both")

    @property
    def wants_performance(self) -> bool:
        return self.benchmark in ("performance", "both")


class Waiver(BaseModel):
    """A blocking finding of the design check that the owner lets pass, with the reason that stays in the history."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding: str
    reason: Prose
    by: str
    at: datetime


def draft_of(program: ProgramVersion) -> Draft:
    """The draft that says what a published version says: to clone it, to make its next version, to check it again."""
    content = program.model_dump(mode="json")
    rubric = content.pop("rubric") or {}
    content.pop("pathway_criteria")
    content["validity"] = content["validity"] or ""
    return Draft.model_validate(
        content | {"skills": [content.pop("skill")], "levels": rubric.get("levels", DEFAULT_LEVELS), "criteria": rubric.get("criteria", ())}
    )


def content_of(draft: Draft) -> dict[str, Any]:
    """The draft in the shape of a published version, for validation. The first skill is the one that counts."""
    content = draft.model_dump(mode="json")
    skills, levels, criteria = content.pop("skills"), content.pop("levels"), content.pop("criteria")
    content |= {"skill": skills[0] if skills else {}, "validity": content["validity"] or None, "rubric": None}
    if draft.wants_performance:
        if not any(row["weight_bp"] for row in criteria):
            criteria = [{name: value for name, value in row.items() if name != "weight_bp"} for row in criteria]
        content["rubric"] = {"levels": levels, "criteria": criteria}
    else:
        content["evidence"] = []
    content["activities"] = [row | {"quiz": _quiz_content(row)} for row in content["activities"]]
    if not draft.wants_progress:
        content["completion"] = None
    return content


def _quiz_content(activity: dict[str, Any]) -> dict[str, Any] | None:
    """The quiz that is used, without what its questions no longer need: a draft keeps both, for whoever changes their mind."""
    if activity["source"] != "quiz" or not activity["quiz"]:
        return None
    unused = {"text": ("choices", "right"), "single": ("accepted",), "multiple": ("accepted",)}
    questions = activity["quiz"].get("questions", ())
    kept = [{name: value for name, value in row.items() if name not in unused.get(row.get("kind"), ())} for row in questions]
    return {**activity["quiz"], "questions": kept}


def program_of(draft: Draft) -> ProgramVersion:
    """The version that the draft would be published as; pydantic's ``ValidationError`` says everything that is missing or wrong."""
    return ProgramVersion.model_validate(content_of(draft))


def is_complete(draft: Draft) -> bool:
    """Whether the draft could be published as far as its shape is concerned."""
    try:
        program_of(draft)
    except ValidationError:
        return False
    return True
