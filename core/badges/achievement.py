"""A program version as an Open Badges 3.0 *Achievement*: what can be earned, by which criteria, on which scale."""

from typing import Any

from core.badges.addresses import web_address
from core.badges.documents import Document
from core.rules.awards import Issuer, criteria_narrative
from core.rules.eu_elements import EQF, SOURCE, elements, states_elements
from core.rules.programs import Benchmark, ProgramVersion
from core.rules.rubrics import Criterion, Rubric

BENCHMARK_TAGS: dict[Benchmark, tuple[str, ...]] = {
    "progress": ("progress",),
    "performance": ("performance",),
    "both": ("progress", "performance"),
    "pathway": ("pathway",),
}
# Tags that say how it was earned and what kind of skill it is; a program cannot give them to itself.
_SPOKEN_FOR = frozenset({"progress", "performance", "both", "pathway", "soft", "technical"})

# The levels as the European Union itself names them in linked data (docs/decisions/0054-addresses-of-skills.md).
EQF_LEVELS = "http://data.europa.eu/snb/eqf/"
STANDARD_ELEMENTS = f"Standard elements of a European micro-credential ({SOURCE}):"
# Elements that have a place of their own in every badge.
_ELSEWHERE = frozenset({"learner", "title", "date", "outcomes", "grade"})


def achievement_part(program: ProgramVersion, base_url: str, issuer: Issuer, issuer_did: str) -> Document:
    """The achievement as it stands inside a credential, and at its public address."""
    address = achievement_address(program, base_url)
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": program.title,
        "description": program.outcome,
        "criteria": {"id": f"{address}#criteria", "narrative": _narrative(program)},
        "image": {
            "id": f"{address.removesuffix('.json')}.png",
            "type": "Image",
            "caption": program.picture_words or f"Badge: {program.title}",
        },
        "creator": {"id": issuer_did, "type": ["Profile"], "name": issuer.name},
        "humanCode": program.code,
        "version": program.version,
        "inLanguage": program.language,
        "fieldOfStudy": program.skill.category,
        "specialization": program.skill.name,
        "tag": _tags(program),
        **_results(program, address),
        **_alignments(program, base_url),
    }


def achievement_address(program: ProgramVersion, base_url: str) -> str:
    return f"{base_url}/achievements/{program.code}/{program.version}.json"


def criterion_id(address: str, key: str) -> str:
    return f"{address}#{key}"


def level_id(address: str, key: str, level: int) -> str:
    """Levels are counted from 0, as in the rubric."""
    return f"{address}#{key}/{level}"


def status_id(address: str) -> str:
    """The result description for *all activities completed*; in small letters, which no criterion key has."""
    return f"{address}#activities"


def _tags(program: ProgramVersion) -> list[str]:
    own = [tag for tag in program.tags if tag.lower() not in _SPOKEN_FOR]
    return list(dict.fromkeys([*BENCHMARK_TAGS[program.benchmark], program.skill.kind, *own]))


def _narrative(program: ProgramVersion) -> str:
    """The criteria; below them the elements of a European micro-credential, where the version states any itself."""
    criteria = criteria_narrative(program)
    if not states_elements(program):
        return criteria
    rows = [row for row in elements(program) if row.value and row.key not in _ELSEWHERE]
    return "\n".join([criteria, "", STANDARD_ELEMENTS, *(f"- {row.name}: {row.value}" for row in rows)])


def _alignments(program: ProgramVersion, base_url: str) -> Document:
    """What the skill is called elsewhere, and the level. A skill that stands at the portal is named by the portal's address."""
    rows = [
        {
            "type": ["Alignment"],
            "targetName": row.name,
            "targetUrl": base_url + row.url if row.url.startswith("/") else web_address(row.url),
            **_said(targetCode=row.code, targetFramework=row.framework, targetDescription=row.description),
            "targetType": row.type,
        }
        for row in program.alignments
    ]
    if program.eqf_level:
        rows.append(_eqf(program.eqf_level))
    return {"alignment": rows} if rows else {}


def _eqf(level: int) -> Document:
    return {
        "type": ["Alignment"],
        "targetName": f"EQF level {level}",
        "targetUrl": f"{EQF_LEVELS}{level}",
        "targetCode": str(level),
        "targetFramework": EQF,
    }


def _said(**members: str) -> dict[str, str]:
    return {name: value for name, value in members.items() if value}


def _results(program: ProgramVersion, address: str) -> Document:
    """The badge of a pathway has none: an empty list would be covered by no signature."""
    found = _result_descriptions(program, address)
    return {"resultDescription": found} if found else {}


def _result_descriptions(program: ProgramVersion, address: str) -> list[Document]:
    rows = [_criterion(row, program.rubric, address) for row in program.rubric.criteria] if program.rubric else []
    return [*rows, _completion(address)] if program.wants_progress else rows


def _completion(address: str) -> Document:
    return {
        "id": status_id(address),
        "type": ["ResultDescription"],
        "name": "Activities",
        "resultType": "Status",
        "allowedValue": ["InProgress", "Completed"],
        "requiredValue": "Completed",
    }


def _criterion(criterion: Criterion, rubric: Rubric, address: str) -> Document:
    return {
        "id": criterion_id(address, criterion.key),
        "type": ["ResultDescription"],
        "name": criterion.title,
        "resultType": "RubricCriterionLevel",
        "requiredLevel": level_id(address, criterion.key, criterion.threshold),
        "rubricCriterionLevel": [_level(criterion, rubric, address, n) for n in range(len(rubric.levels))],
    }


def _level(criterion: Criterion, rubric: Rubric, address: str, number: int) -> dict[str, Any]:
    level = rubric.levels[number]
    return {
        "id": level_id(address, criterion.key, number),
        "type": ["RubricCriterionLevel"],
        "name": level.name,
        "level": str(number),
        "points": str(level.points),
        "description": criterion.descriptors[number],
    }
