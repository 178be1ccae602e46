"""A program's badge before anybody holds it: the same picture that an award will have, without a person in it."""

from datetime import UTC, datetime

from core.badges.view import BadgeView, CriterionView, EvidenceView, IssuerView
from core.rules.awards import Issuer, criteria_narrative
from core.rules.completion import count, named
from core.rules.drafts import Draft, DraftSkill
from core.rules.programs import ProgramVersion
from core.rules.rubrics import Criterion, Rubric

_NOT_AWARDED = datetime(1970, 1, 1, tzinfo=UTC)  # no picture says when


def preview(program: ProgramVersion, issuer: Issuer) -> BadgeView:
    """What a badge of this program will look like when everything it asks for is there."""
    return BadgeView(
        url="",
        title=program.title,
        outcome=program.outcome,
        holder_name="",
        benchmark=program.benchmark,
        statement="",
        skill_name=program.skill.name,
        skill_kind=program.skill.kind,
        category=program.skill.category,
        program_code=program.code,
        program_version=program.version,
        how="",
        criteria_narrative=criteria_narrative(program),
        criteria=_criteria(program.rubric) if program.rubric else (),
        evidence=_activities(program),
        issuer=IssuerView("", issuer.name, issuer.url, issuer.email, issuer.country, issuer.description),
        awarded_at=_NOT_AWARDED,
        valid_until=None,
        language=program.language,
    )


def sketch(draft: Draft, issuer_name: str) -> BadgeView:
    """What the badge of a draft looks like so far, whatever is missing: shape, colour, title and ring."""
    skill = draft.skills[0] if draft.skills else DraftSkill()
    judged, done = draft.criteria if draft.wants_performance else (), draft.activities if draft.wants_progress else ()
    return BadgeView(
        url="",
        title=draft.title or "The title",
        outcome=draft.outcome,
        holder_name="",
        benchmark="progress" if draft.benchmark == "progress" else "performance",
        statement="",
        skill_name=skill.name,
        skill_kind="technical" if skill.kind == "technical" else "soft",
        category=skill.category,
        program_code=draft.code,
        program_version=draft.version,
        how="",
        criteria_narrative="",
        criteria=tuple(CriterionView(row.title, "", "", "", True) for row in judged),
        evidence=tuple(EvidenceView(row.title, "activity", "", "", "") for row in done),
        issuer=IssuerView("", issuer_name, "", "", "", ""),
        awarded_at=_NOT_AWARDED,
        valid_until=None,
        language=draft.language,
    )


def _criteria(rubric: Rubric) -> tuple[CriterionView, ...]:
    return tuple(_met(rubric, row) for row in rubric.criteria)


def _met(rubric: Rubric, row: Criterion) -> CriterionView:
    level = rubric.level_name(row.threshold)
    return CriterionView(row.title, level, row.descriptors[row.threshold], level, True)


def _activities(program: ProgramVersion) -> tuple[EvidenceView, ...]:
    """As many as have to be completed: each is a segment of the ring."""
    if program.completion is None:
        return ()
    needed = count(program.completion, {}).needed
    titles = {activity.key: activity.title for activity in program.activities}
    return tuple(EvidenceView(titles[key], "activity", "", "", "") for key in named(program.completion)[:needed])
