"""The catalogue in the Credential Transparency Description Language (CTDL), for registries and search engines: JSON-LD.

Sources: Credential Engine, CTDL and CTDL-ASN vocabularies (classes ``ceterms:MicroCredential``, ``ceterms:ConditionProfile``,
``ceterms:CredentialAlignmentObject``, ``ceterms:DurationProfile``, ``ceasn:Rubric``). What is said is what everybody may read in
the catalogue anyway: no person, no evidence, no answer to a quiz. Which identifiers are used and why: docs/decisions/0054.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from core.badges.achievement import EQF_LEVELS, achievement_address, criterion_id
from core.badges.addresses import web_address
from core.badges.documents import Document
from core.rules.awards import Issuer, criteria_narrative
from core.rules.eu_elements import EQF
from core.rules.programs import GENRE_WORDS, ProgramVersion, effort_in_words
from core.rules.rubrics import Criterion, Rubric

CONTEXTS = ("https://credreg.net/ctdl/schema/context/json", "https://credreg.net/ctdlasn/schema/context/json")
_RENEWED = {
    "reassess": "Earn the badge again.",
    "update_program": "Earn the badge of the update program {program}.",
}


@dataclass(frozen=True)
class Offer:
    """A program as it is offered today: the day it was published, and the version that it took the place of (or empty)."""

    program: ProgramVersion
    published_on: date | None
    supersedes: str


def ctid(address: str) -> str:
    """The CTDL identifier of what stands at an address: always the same one, and another one at another portal.

    >>> ctid("https://badges.example.org/program?code=COM-101")
    'ce-9deb4454-ba17-5906-b293-e67e0726b85f'
    """
    return f"ce-{uuid5(NAMESPACE_URL, address)}"


def catalogue(offers: Iterable[Offer], pathways: Iterable[Document], issuer: Issuer, base_url: str) -> Document:
    """The whole catalogue. ``pathways`` are parts that ``core.badges.ctdl_pathways`` made."""
    graph = [_organization(issuer, base_url)]
    for offer in offers:
        graph += _program(offer, base_url)
    return {"@context": list(CONTEXTS), "@graph": [*graph, *pathways]}


def organization_id(base_url: str) -> str:
    return f"{base_url}/issuer.json"


def program_page(code: str, base_url: str) -> str:
    """Where people read about a program; its CTDL identifier is made from it, so that it outlives versions."""
    return f"{base_url}/program?code={code}"


def said(text: str, language: str) -> dict[str, str]:
    """A text with its language."""
    return {language: text} if text else {}


def filled(members: dict[str, Any]) -> Document:
    """Without members that say nothing."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _organization(issuer: Issuer, base_url: str) -> Document:
    place = {"@type": "ceterms:Place", "ceterms:addressCountry": {"en": issuer.country}} if issuer.country else None
    return filled(
        {
            "@id": organization_id(base_url),
            "@type": "ceterms:CredentialOrganization",
            "ceterms:ctid": ctid(organization_id(base_url)),
            "ceterms:name": said(issuer.name, "en"),
            "ceterms:description": said(issuer.description, "en"),
            "ceterms:subjectWebpage": issuer.url,
            "ceterms:email": [issuer.email],
            "ceterms:address": [place] if place else None,
        }
    )


def _program(offer: Offer, base_url: str) -> Iterator[Document]:
    program = offer.program
    address, page, language = achievement_address(program, base_url), program_page(program.code, base_url), program.language
    superseded = achievement_address(program.model_copy(update={"version": offer.supersedes}), base_url) if offer.supersedes else None
    yield filled(
        {
            "@id": address,
            "@type": "ceterms:MicroCredential",
            "ceterms:ctid": ctid(page),
            "ceterms:name": said(program.title, language),
            "ceterms:description": said(program.description, language),
            "ceterms:subjectWebpage": page,
            "ceterms:image": f"{address.removesuffix('.json')}.png",
            "ceterms:inLanguage": [language],
            "ceterms:codedNotation": program.code,
            "ceterms:credentialStatusType": _term("CredentialStatus", "credentialStat:Active", "Active"),
            "ceterms:ownedBy": [organization_id(base_url)],
            "ceterms:offeredBy": [organization_id(base_url)],
            "ceterms:dateEffective": offer.published_on.isoformat() if offer.published_on else None,
            "ceterms:versionIdentifier": [_version(program)],
            "ceterms:supersedes": superseded,
            "ceterms:renewalFrequency": program.validity,
            "ceterms:renewal": _renewal(program),
            "ceterms:subject": [_named(program.skill.category, language)],
            "ceterms:occupationType": [_named(role, language) for role in program.job_roles],
            "ceterms:keyword": {language: list(program.tags)} if program.tags else None,
            "ceterms:audienceLevelType": _levels(program),
            "ceterms:estimatedDuration": [_duration(program)],
            "ceterms:requires": [_requires(program, base_url)],
            "ceterms:preparationFrom": [_condition("Before you start", program.prerequisites, language)] if program.prerequisites else None,
            "ceterms:hasRubric": [f"{address}#rubric"] if program.rubric else None,
        }
    )
    if program.rubric:
        yield _rubric(program, program.rubric, address)


def _term(scheme: str, node: str, name: str) -> Document:
    """A word of one of CTDL's own lists."""
    return {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:framework": f"https://credreg.net/ctdl/terms/{scheme}",
        "ceterms:targetNode": node,
        "ceterms:targetNodeName": {"en": name},
    }


def _named(name: str, language: str) -> Document:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {language: name}}


def _version(program: ProgramVersion) -> Document:
    kind = {"ceterms:identifierTypeName": {"en": "Version"}}
    return {"@type": "ceterms:IdentifierValue", **kind, "ceterms:identifierValueCode": program.version}


def _levels(program: ProgramVersion) -> list[Document]:
    own = [_named(program.level, program.language)] if program.level else []
    if not program.eqf_level:
        return own
    eqf = {"ceterms:targetNode": f"{EQF_LEVELS}{program.eqf_level}", "ceterms:frameworkName": {"en": EQF}}
    return [*own, _named(f"EQF level {program.eqf_level}", "en") | eqf]


def _duration(program: ProgramVersion) -> Document:
    """The notional workload as an ISO 8601 duration; a guide, never a criterion."""
    minutes = round(program.effort_hours * 60)
    hours = f"PT{minutes // 60}H" if minutes >= 60 else "PT"
    exact = hours + (f"{minutes % 60}M" if minutes % 60 else "")
    return {"@type": "ceterms:DurationProfile", "ceterms:exactDuration": exact, "ceterms:description": {"en": effort_in_words(program)}}


def _requires(program: ProgramVersion, base_url: str) -> Document:
    """What one must do, and the skill that is shown by it, with what others call it."""
    language = program.language
    asked = [f"{row.title} ({GENRE_WORDS[row.genre]})" for row in program.evidence if row.minimum]
    return filled(
        {
            **_condition("Requirements", criteria_narrative(program), language),
            "ceterms:condition": {language: [row.title for row in program.activities]} if program.wants_progress else None,
            "ceterms:submissionOfDescription": said("; ".join(asked), language),
            "ceterms:assertedBy": [organization_id(base_url)],
            "ceterms:targetCompetency": list(_competencies(program, base_url)),
        }
    )


def _condition(name: str, text: str, language: str) -> Document:
    return {"@type": "ceterms:ConditionProfile", "ceterms:name": {"en": name}, "ceterms:description": {language: text}}


def _competencies(program: ProgramVersion, base_url: str) -> Iterator[Document]:
    skill, language = program.skill, program.language
    own = {"ceterms:codedNotation": skill.code, "ceterms:targetNodeDescription": {language: skill.statement}}
    yield _named(skill.name, language) | own
    for row in program.alignments:
        url = base_url + row.url if row.url.startswith("/") else web_address(row.url)
        more = filled({"ceterms:codedNotation": row.code, "ceterms:frameworkName": said(row.framework, language)})
        yield _named(row.name, language) | {"ceterms:targetNode": url} | more


def _renewal(program: ProgramVersion) -> list[Document]:
    if program.renewal.kind == "none":
        return []
    words = program.renewal.prompt or _RENEWED.get(program.renewal.kind, "").format(program=program.renewal.program)
    return [_condition("Renewal", words, program.language)]


def _rubric(program: ProgramVersion, rubric: Rubric, address: str) -> Document:
    return {
        "@id": f"{address}#rubric",
        "@type": "ceasn:Rubric",
        "ceterms:ctid": ctid(f"{address}#rubric"),
        "ceterms:name": {program.language: program.title},
        "ceterms:inLanguage": [program.language],
        "ceasn:hasRubricCriterion": [_criterion(program, rubric, row, address) for row in rubric.criteria],
    }


def _criterion(program: ProgramVersion, rubric: Rubric, row: Criterion, address: str) -> Document:
    language = program.language
    levels = [
        {
            "@type": "ceasn:CriterionLevel",
            "ceasn:benchmarkLabel": {language: level.name},
            "ceasn:benchmarkText": {language: text},
            "schema:value": level.points,
        }
        for level, text in zip(rubric.levels, row.descriptors, strict=True)
    ]
    return filled(
        {
            "@id": criterion_id(address, row.key),
            "@type": "ceasn:RubricCriterion",
            "ceasn:codedNotation": row.key,
            "ceasn:name": {language: row.title},
            "ceasn:description": said(row.description, language),
            "ceasn:hasCriterionLevel": levels,
        }
    )
