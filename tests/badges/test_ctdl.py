"""Programs in CTDL: triples that a reader of JSON-LD gets, identifiers that stay, and nothing that is nobody's business."""

import json
from datetime import date
from typing import Any

import pytest
from pyld import jsonld

from core.badges.ctdl import CONTEXTS, Offer, catalogue, ctid, program_page
from core.badges.ctdl_pathways import pathway_part
from core.badges.documents import Document, to_text
from core.rules.programs import ProgramVersion
from tests.badges.facts import ISSUER, PUBLIC
from tests.builders import a_pathway, a_performance_program, a_program_of_both, a_progress_program

CTDL, ASN = "https://purl.org/ctdl/terms/", "https://purl.org/ctdlasn/terms/"
# The part of the published contexts that the catalogue uses, so that no test asks the network.
_TEXTS = ("name", "description", "targetNodeName", "targetNodeDescription", "frameworkName", "keyword", "condition", "addressCountry",
          "identifierTypeName", "submissionOfDescription")  # fmt: skip
_LINKS = ("ownedBy", "offeredBy", "supersedes", "hasRubric", "image", "subjectWebpage", "targetNode", "framework", "assertedBy", "proxyFor",
          "hasDestinationComponent", "targetComponent", "isPartOf")  # fmt: skip
_PREFIXES = {"ceterms": CTDL, "ceasn": ASN, "schema": "https://schema.org/", "credentialStat": f"{CTDL}credentialStat/"}
CONTEXT: dict[str, Any] = (
    _PREFIXES
    | {f"ceterms:{word}": {"@container": "@language"} for word in _TEXTS}
    | {f"ceterms:{word}": {"@type": "@id"} for word in _LINKS}
    | {f"ceasn:{word}": {"@container": "@language"} for word in ("name", "description", "benchmarkLabel", "benchmarkText")}
    | {"ceasn:hasPart": {"@type": "@id"}}
)


def triples(document: Document) -> str:
    """As canonical N-Quads; a word that no context knows would be dropped, so it is looked for by ``undefined``."""
    options = {"format": "application/n-quads", "documentLoader": lambda url, _: {"contextUrl": None, "documentUrl": url,
               "document": {"@context": CONTEXT}, "tag": "static"}}  # fmt: skip
    return str(jsonld.normalize(document, options))


def words(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {word for inner in value.values() for word in words(inner)}
    return {word for inner in value for word in words(inner)} if isinstance(value, list) else set()


def the_catalogue(*programs: ProgramVersion, pathways: bool = False) -> Document:
    offers = [Offer(program, date(2026, 10, 6), "") for program in programs]
    parts = list(pathway_part(a_pathway(), {"COM-101": f"{PUBLIC}/achievements/COM-101/1.0.json"}, PUBLIC)) if pathways else []
    return catalogue(offers, parts, ISSUER, PUBLIC)


def of_type(document: Document, kind: str) -> list[Document]:
    return [part for part in document["@graph"] if part["@type"] == kind]


def test_a_program_is_a_micro_credential_with_its_requirements() -> None:
    program = a_performance_program(validity="P2Y", prerequisites="COM-100", eqf_level=4, alignments=[{"name": "Briefing", "code": "B1",
                                    "framework": "Ours", "url": "/frameworks/OURS/B1.json"}])  # fmt: skip
    (found,) = of_type(the_catalogue(program), "ceterms:MicroCredential")
    assert found["@id"] == f"{PUBLIC}/achievements/COM-101/1.0.json" and found["ceterms:renewalFrequency"] == "P2Y"
    assert found["ceterms:estimatedDuration"][0]["ceterms:exactDuration"] == "PT6H"
    assert found["ceterms:versionIdentifier"][0]["ceterms:identifierValueCode"] == "1.0"
    (required,) = found["ceterms:requires"]
    assert required["ceterms:submissionOfDescription"] == {"en": "Your script (document)"}
    own, other = required["ceterms:targetCompetency"]
    assert own["ceterms:codedNotation"] == "COM-01" and other["ceterms:targetNode"] == f"{PUBLIC}/frameworks/OURS/B1.json"
    assert found["ceterms:preparationFrom"][0]["ceterms:description"] == {"en": "COM-100"}
    assert found["ceterms:audienceLevelType"][-1]["ceterms:targetNode"] == "http://data.europa.eu/snb/eqf/4"


@pytest.mark.parametrize(("hours", "exact"), [(6, "PT6H"), (1.5, "PT1H30M"), (0.5, "PT30M"), (200, "PT200H")])
def test_the_workload_is_a_duration(hours: float, exact: str) -> None:
    (found,) = of_type(the_catalogue(a_performance_program(effort_hours=hours)), "ceterms:MicroCredential")
    assert found["ceterms:estimatedDuration"][0]["ceterms:exactDuration"] == exact


def test_a_reader_of_json_ld_gets_the_same_graph() -> None:
    document = the_catalogue(a_performance_program(), a_progress_program(), a_program_of_both(), pathways=True)
    read = triples(document)
    assert f"<{PUBLIC}/achievements/COM-101/1.0.json> <{CTDL}ownedBy> <{PUBLIC}/issuer.json> ." in read
    assert f'<{CTDL}name> "Brief occupants during an incident"@en .' in read
    assert (
        f"<{PUBLIC}/achievements/COM-101/1.0.json#rubric> <{ASN}hasRubricCriterion> <{PUBLIC}/achievements/COM-101/1.0.json#C1> ." in read
    )
    assert read.count(f"<{ASN}CriterionLevel>") == 2 * 4 * 4
    assert all(word.split(":")[0] in (*_PREFIXES, "@context", "@graph", "@id", "@type", "en") for word in words(document))


def test_a_newer_version_has_the_same_ctid_and_names_the_older() -> None:
    offer = Offer(a_performance_program(version="2.0"), None, "1.0")
    (newer,) = of_type(catalogue([offer], [], ISSUER, PUBLIC), "ceterms:MicroCredential")
    (older,) = of_type(the_catalogue(a_performance_program()), "ceterms:MicroCredential")
    assert newer["ceterms:ctid"] == older["ceterms:ctid"] == ctid(program_page("COM-101", PUBLIC))
    assert newer["ceterms:supersedes"] == older["@id"] and "ceterms:dateEffective" not in newer


def test_every_identifier_is_used_once() -> None:
    document = the_catalogue(a_performance_program(), a_progress_program(), a_program_of_both(), pathways=True)
    for name in ("@id", "ceterms:ctid"):
        found = [part[name] for part in document["@graph"]]
        assert len(found) == len(set(found))


def test_answers_of_a_quiz_are_not_in_it() -> None:
    question = {"kind": "text", "text": "Which valve?", "accepted": ["the secret valve"]}
    activities = [{"key": "A1", "title": "Check", "kind": "quiz", "source": "quiz", "quiz": {"questions": [question]}}]
    program = a_progress_program(activities=activities, completion={"kind": "all", "of": ["A1"]})
    assert "secret" not in to_text(the_catalogue(program))


def test_the_same_catalogue_is_the_same_bytes() -> None:
    first, second = (to_text(the_catalogue(a_program_of_both(), pathways=True)) for _ in range(2))
    assert first == second and json.loads(first)["@context"] == list(CONTEXTS)


def test_nothing_in_it_is_empty() -> None:
    def empties(value: Any) -> list[Any]:
        inner = list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else []
        return [each for each in inner if each in (None, "", [], {})] + [found for each in inner for found in empties(each)]

    bare = ISSUER.model_copy(update={"description": "", "country": ""})
    assert empties(catalogue([Offer(a_progress_program(job_roles=[], tags=[]), None, "")], [], bare, PUBLIC)) == []
