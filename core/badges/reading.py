"""Reads a credential of ours back into what pages, pictures and certificates show."""

from core.badges.achievement import BENCHMARK_TAGS, STANDARD_ELEMENTS
from core.badges.documents import Document
from core.badges.multibase import from_base64url
from core.badges.view import AlignmentView, BadgeView, CriterionView, EvidenceView, IssuerView
from core.errors import DocumentProblem
from core.rules.programs import Benchmark, SkillKind
from core.rules.times import moment


def view_of(document: Document) -> BadgeView:
    """What the signed document says. Refuses documents of another make than ours."""
    try:
        return _view(document)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise DocumentProblem("This badge was made elsewhere, so this portal cannot draw it.") from error


def _view(document: Document) -> BadgeView:
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    ends = document.get("validUntil")
    return BadgeView(
        url=document["id"],
        title=achievement["name"],
        outcome=achievement["description"],
        holder_name=next(row["identityHash"] for row in subject["identifier"] if row["identityType"] == "name"),
        benchmark=_benchmark(achievement["tag"]),
        statement=document["description"],
        skill_name=achievement["specialization"],
        skill_kind=_skill_kind(achievement["tag"]),
        category=achievement["fieldOfStudy"],
        program_code=achievement["humanCode"],
        program_version=achievement["version"],
        how=subject["narrative"],
        criteria_narrative=achievement["criteria"]["narrative"].partition(STANDARD_ELEMENTS)[0].rstrip(),
        criteria=_criteria(subject),
        evidence=tuple(_evidence(item) for item in document.get("evidence", [])),
        issuer=_issuer(document["issuer"]),
        awarded_at=moment(document["awardedDate"]),
        valid_until=moment(ends) if ends else None,
        language=achievement["inLanguage"],
        alignments=tuple(_alignment(row) for row in achievement.get("alignment", [])),
    )


def _benchmark(tags: list[str]) -> Benchmark:
    said = {tag for tag in tags if tag in ("progress", "performance", "pathway")}
    return next(benchmark for benchmark, own in BENCHMARK_TAGS.items() if set(own) == said)


def _skill_kind(tags: list[str]) -> SkillKind:
    return "soft" if "soft" in tags else "technical"


def _criteria(subject: Document) -> tuple[CriterionView, ...]:
    reached = {row["resultDescription"]: row.get("achievedLevel") for row in subject.get("result", [])}
    rows = [row for row in subject["achievement"].get("resultDescription", []) if row["resultType"] == "RubricCriterionLevel"]
    return tuple(_criterion(row, reached.get(row["id"])) for row in rows)


def _criterion(row: Document, reached: str | None) -> CriterionView:
    levels = {level["id"]: level for level in row["rubricCriterionLevel"]}
    required = levels[row["requiredLevel"]]
    achieved = levels[reached] if reached else None
    return CriterionView(
        title=row["name"],
        required_level=required["name"],
        required_text=required["description"],
        achieved_level=achieved["name"] if achieved else "Unable to judge",
        met=achieved is not None and int(achieved["level"]) >= int(required["level"]),
    )


def _evidence(item: Document) -> EvidenceView:
    digest = from_base64url(item["digestMultibase"])[2:].hex() if "digestMultibase" in item else ""
    return EvidenceView(item["name"], item["genre"], item.get("narrative", ""), item.get("mediaType", ""), digest)


def _alignment(row: Document) -> AlignmentView:
    more = (row.get(member, "") for member in ("targetCode", "targetFramework", "targetDescription"))
    return AlignmentView(row["targetName"], row["targetUrl"], *more)


def _issuer(profile: Document) -> IssuerView:
    return IssuerView(
        did=profile["id"],
        name=profile["name"],
        url=profile["url"],
        email=profile["email"],
        country=profile.get("address", {}).get("addressCountryCode", ""),
        description=profile.get("description", ""),
    )
