"""Badges, keys and a list that other people made, looked at as a stranger's whose addresses may be asked."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.badges.verification import VerificationReport
from tests.badges.facts import Office, a_key
from tests.badges.verification.world import World, found

ISSUER, DID = "https://badges.example.org/issuers/verein-a/did.json", "did:web:badges.example.org:issuers:verein-a"


@pytest.fixture
def world(vectors: Path) -> World:
    status = json.loads((vectors / "sample-status-list.json").read_text())
    return World({ISSUER: json.loads((vectors / "sample-did.json").read_text()), status["id"]: status})


def seen(vectors: Path, name: str, world: World) -> VerificationReport:
    begins = datetime.fromisoformat(json.loads((vectors / "sample-status-list.json").read_text())["validFrom"])
    return Office(a_key()).verify((vectors / name).read_bytes(), begins.astimezone(UTC), world)


def test_their_document_is_valid(vectors: Path, world: World) -> None:
    report = seen(vectors, "sample-credential.json", world)
    assert (report.verdict, report.issued_here) == ("valid", False), [(check.id, check.detail) for check in report.checks]


def test_their_token_is_signed_by_them(vectors: Path, world: World) -> None:
    report = seen(vectors, "sample-credential.jwt", world)
    assert (found(report)["proof"], found(report)["issuer_known"]) == ("passed", "passed"), [(c.id, c.detail) for c in report.checks]


@pytest.mark.parametrize("name", ["sample-credential.json", "sample-credential.jwt"])
def test_without_their_addresses_we_cannot_tell(vectors: Path, name: str) -> None:
    assert seen(vectors, name, World()).verdict == "indeterminate"
