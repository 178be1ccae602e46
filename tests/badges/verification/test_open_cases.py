"""The open cases of badges that somebody brings (``tests/cases/badges_to_verify.toml``), each with what must come of it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.badges import did
from core.badges.documents import to_text
from core.badges.jws import signed_token
from core.badges.verification import offline
from tests.badges.facts import Office, a_key, some_facts
from tests.badges.verification.world import Stranger
from tests.builders import A_TUESDAY

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "badges_to_verify.toml").read_text(encoding="utf-8"))["case"]


def place(document: Any, path: str) -> tuple[Any, Any]:
    """The part that holds a member, and the member's name or number in it."""
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    for step in way:
        document = document[step]
    return document, last


def changed(document: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    document = json.loads(json.dumps(document))
    if name := case.get("twice"):
        document[name] = [document[name], json.loads(json.dumps(document[name]))]
    for path, value in case.get("set", {}).items():
        part, name = (document, path) if path.startswith("@") else place(document, path)
        part[name] = value
    for path in case.get("remove", []):
        part, name = place(document, path)
        del part[name]
    if path := case.get("long"):
        part, name = place(document, path)
        part[name] = "x" * 300_000
    return document


def brought(case: dict[str, Any], here: Office, stranger: Stranger) -> str:
    if "start" not in case:
        return str(case["text"])
    is_ours = case["start"].startswith("our")
    office = here if is_ours else stranger.office
    document = here.issue(some_facts()) if is_ours else stranger.sign(without_proof(stranger.badge()))
    if case["start"].endswith("token"):
        header = {"alg": "ES256", "typ": "JWT", "kid": did.jwt_method(office.did, office.key)} | case.get("header", {})
        return signed_token(header, changed(without_proof(document), case), office.key.sign_es256)
    document = changed(document, case)
    if case.get("signed"):
        document = office.sign(without_proof(document)) if is_ours else stranger.sign(without_proof(document))
    return to_text(document)


def without_proof(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_an_open_case_comes_to_what_it_must(case: dict[str, Any]) -> None:
    here, stranger = Office(a_key()), Stranger()
    report = here.verify(brought(case, here, stranger), A_TUESDAY, stranger.world if case.get("online") else offline)
    if case["answer"] == "never valid":
        assert report.answer != "valid"
    else:
        assert report.answer == case["answer"], [(check.id, check.detail) for check in report.checks if check.status != "passed"]
    if "check" in case:
        check = next(check for check in report.checks if check.id == case["check"])
        assert check.status != "passed"
        assert case.get("says", "") in check.detail
    if "holder" in case:
        assert report.claims and report.claims.holder == case["holder"]


def test_no_two_cases_have_one_name() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)
