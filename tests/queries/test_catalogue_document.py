"""The catalogue for machines holds what is offered today, and nobody in it."""

from core.badges.documents import to_text
from core.queries.catalogue_document import catalogue_document
from core.services import programs
from tests.builders import a_performance_program
from tests.cast import PEOPLE, Cast
from tests.services.steps import a_submission, decide


def credentials(cast: Cast) -> dict[str, dict]:
    parts = catalogue_document(cast.portal)["@graph"]
    return {part["ceterms:codedNotation"]: part for part in parts if part["@type"] == "ceterms:MicroCredential"}


def test_every_published_program_is_there_by_its_code(cast: Cast) -> None:
    assert list(credentials(cast)) == ["ACC-115", "COM-101", "ORI-001"]
    assert credentials(cast)["COM-101"]["ceterms:dateEffective"] == "2026-10-06"
    assert all("ceterms:supersedes" not in part for part in credentials(cast).values())


def test_a_newer_version_takes_the_place_of_the_older(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="1.1"))
    cast.clock.pass_days(1)
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0"))
    found = credentials(cast)["COM-101"]
    assert found["@id"].endswith("/2.0.json") and found["ceterms:supersedes"].endswith("/achievements/COM-101/1.1.json")


def test_nobody_is_in_it_and_it_stays_the_same(cast: Cast) -> None:
    before = to_text(catalogue_document(cast.portal))
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    assert to_text(catalogue_document(cast.portal)) == before
    assert not [name for name, _ in PEOPLE.values() if name in before]
