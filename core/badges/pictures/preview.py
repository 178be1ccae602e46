"""A program's badge before anybody holds it: the same picture that an award will have, without a person in it."""

from datetime import UTC, datetime

from core.badges.view import BadgeView, CriterionView, EvidenceView, IssuerView
from core.rules.awards import Issuer, criteria_narrative
from core.rules.completion import count, named
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
