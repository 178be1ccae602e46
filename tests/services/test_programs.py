import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries import catalogue, learning
from core.rules.texts import filled_line
from core.services import enrolments, programs
from core.settings import ROOT
from tests.builders import a_performance_program
from tests.cast import Cast

SAMPLE = (ROOT / "data" / "sample" / "programs" / "COM-101.toml").read_text(encoding="utf-8")


def test_a_program_file_reads_into_a_program() -> None:
    assert programs.read_program(SAMPLE).code == tomllib.loads(SAMPLE)["code"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("code = ", "file"),
        (SAMPLE.replace("weeks = ", "weeks = 9"), "weeks"),
        (SAMPLE.replace("benchmark = ", "bench = "), "benchmark"),
        ("code = 'X-1'", "title"),
        (SAMPLE.replace("title = ", "titel = "), "titel"),
    ],
)
def test_what_is_wrong_with_a_program_file_is_said_with_its_place(text: str, place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        programs.read_program(text)
    assert place in refusal.value.fields


def test_a_new_version_supersedes_and_members_stay_on_theirs(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", title="Brief people in an incident"))
    assert catalogue.program(cast.portal, "COM-101").program.version == "2.0"
    assert learning.participation(cast.portal, cast.ada, started.id).program.version == "1.0"
    assert {row.version: row.state for row in catalogue.versions(cast.portal) if row.code == "COM-101"} == {
        "1.0": "superseded",
        "2.0": "published",
    }


def test_a_version_is_published_once(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="raise the number"):
        programs.publish(cast.portal, cast.dee, program=a_performance_program(outcome="Something else"))


def test_words_that_no_certificate_can_print_are_refused(cast: Cast) -> None:
    with pytest.raises(BadInput, match="cannot print"):
        programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", title="Brief people \N{PARTY POPPER}"))


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_only_designers_and_administrators_publish(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        programs.publish(cast.portal, cast.actors[who], program=a_performance_program(version="2.0"))


def test_an_unknown_program_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        catalogue.program(cast.portal, "XXX-1")


def _is_taken(text: str) -> bool:
    try:
        return bool(filled_line(text))
    except ValueError:
        return False


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "sample" / "programs").glob("*.toml")), ids=lambda path: path.stem)
def test_a_written_program_file_reads_back_as_the_same_version(path: Path) -> None:
    program = programs.read_program(path.read_text(encoding="utf-8"))
    assert programs.read_program(programs.write_program(program)) == program


@given(st.text(min_size=1).filter(_is_taken), st.sampled_from(["outcome", "description", "peer_step"]))
def test_whatever_a_text_holds_it_survives_the_file(text: str, field: str) -> None:
    program = a_performance_program(**{field: text})
    assert programs.read_program(programs.write_program(program)) == program
