"""The templates are data that people begin with: each must be a good program before anybody changes a word."""

from collections import Counter
from pathlib import Path

import pytest

from core.errors import NotFound
from core.rules.design_check import OtherProgram, Surroundings, check
from core.rules.design_check.promise import describe_picture
from core.rules.design_check.seat_time import seat_time
from core.rules.drafts import draft_of, is_complete, program_of
from core.rules.programs import ProgramVersion
from core.services.printing import check_printable
from core.services.programs import read_program, write_program
from core.services.publishing import printed_texts
from core.services.templates import FOLDER, template, templates

SAMPLE = [read_program(path.read_text(encoding="utf-8")) for path in sorted((FOLDER.parent / "sample" / "programs").glob("*.toml"))]
LIVE = ("audio", "video", "image", "observation")
each = pytest.mark.parametrize("name", list(templates()))


def around(program: ProgramVersion) -> Surroundings:
    """An association in which every other template and all sample programs are published."""
    others = [row for row in (*SAMPLE, *templates().values()) if row.code != program.code]
    return Surroundings(
        others=tuple(OtherProgram(row.code, row.title, row.outcome) for row in others),
        designers=2,
        reviewers=2,
        has_backup_owner=True,
        country_known=True,
        submissions=100,
    )


def test_there_is_a_template_for_every_kind_of_program() -> None:
    kinds = Counter((row.skill.kind, row.benchmark) for row in templates().values())
    assert len(templates()) >= 8
    assert {"soft", "technical"} == {kind for kind, _ in kinds} and {"progress", "performance", "both"} == {how for _, how in kinds}
    assert any(row.source == "quiz" for program in templates().values() for row in program.activities)
    assert any(row.skill.category == "software" for row in templates().values())


def test_no_two_programs_share_a_code_or_a_title() -> None:
    every = (*SAMPLE, *templates().values())
    assert len({row.code for row in every}) == len({row.title for row in every}) == len(every)


def test_a_template_is_found_by_the_name_of_its_file() -> None:
    assert list(templates()) == sorted(path.stem for path in Path(FOLDER).iterdir())
    assert template("meeting").code == "MTG-110"
    with pytest.raises(NotFound, match="no such template"):
        template("../sample/programs/COM-101")


@each
def test_it_could_be_published_as_it_is(name: str) -> None:
    program = template(name)
    assert is_complete(draft_of(program)) and program_of(draft_of(program)) == program
    assert read_program(write_program(program)) == program
    check_printable(program=printed_texts(program))


@each
def test_the_design_check_asks_for_nothing_but_the_address_of_a_survey(name: str) -> None:
    """Such an address cannot be in a template. Whatever else is left may be an advice."""
    report = check(draft_of(template(name)), around(template(name)))
    assert not report.blocking and report.score >= 90
    assert {row.id for row in report.findings if row.severity != "advise"} == {"L20"}
    assert [seal.name for seal in report.seals if not seal.earned] == ["Data"]


@each
def test_with_a_survey_every_seal_is_earned(name: str) -> None:
    moments = ({"moment": "before"}, {"moment": "after"}, {"moment": "follow_up", "days_after": 75})
    asked = draft_of(template(name)).with_(surveys=tuple({"link": "https://forms.example/it", **row} for row in moments))
    report = check(asked, around(template(name)))
    assert report.score >= 98 and all(seal.earned for seal in report.seals) and is_complete(asked)


@each
def test_it_says_everything_a_designer_would_have_to_say(name: str) -> None:
    program = template(name)
    said = (program.problem_solved, program.on_the_job_task, program.peer_step, program.what_good_looks_like, program.level)
    assert all(said) and program.job_roles and program.goals and program.tags
    assert program.participation and program.supervision and program.assessment and program.quality
    assert program.picture_words == describe_picture(draft_of(program)).picture_words
    assert program.effort_hours <= program.weeks * program.weekly_hours and program.weeks <= 3
    assert (program.renewal.kind != "none") == bool(program.validity)


@each
def test_activities_can_be_ticked_off_without_anybody_who_is_not_there(name: str) -> None:
    """No facilitator and no learning system: an association has these or not, and a template cannot know."""
    for row in template(name).activities:
        assert row.minutes and row.instructions and not row.lms
        assert (row.source == "self" and row.attestation) or row.source == "quiz"


@pytest.mark.parametrize("name", [name for name, row in templates().items() if row.rubric])
def test_a_rubric_says_at_every_level_what_one_sees(name: str) -> None:
    rubric, evidence = template(name).rubric, template(name).evidence
    assert rubric and 3 <= len(rubric.criteria) <= 5 and len(rubric.levels) == 4
    texts = [text for row in rubric.criteria for text in row.descriptors]
    assert len(set(texts)) == len(texts) and all(len(text) > 20 and not seat_time(text) for text in texts)
    assert all(row.description for row in rubric.criteria) and any(row.common_mistakes for row in rubric.criteria)
    assert {key for row in evidence for key in row.criteria} == {row.key for row in rubric.criteria}
    assert all(row.criteria for row in evidence) and all(row.alternatives for row in evidence if row.genre in LIVE)
    assert all(row.alternatives for row in evidence if row.genre == "attestation")  # others may not want to write
