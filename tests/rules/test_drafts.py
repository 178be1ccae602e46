import pytest
from pydantic import ValidationError

from core.rules.drafts import Draft, DraftSkill, content_of, draft_of, is_complete, program_of
from core.rules.programs import ProgramVersion
from core.services.programs import read_program
from tests.builders import a_performance_program, a_program_of_both, a_progress_program, sample_programs

PROGRAMS = [a_performance_program(), a_progress_program(), a_program_of_both(), *map(read_program, sample_programs().values())]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.code)
def test_a_version_comes_back_unchanged_through_a_draft(program: ProgramVersion) -> None:
    assert program_of(draft_of(program)) == program


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.code)
def test_a_draft_survives_being_stored(program: ProgramVersion) -> None:
    draft = draft_of(program)
    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_an_empty_draft_can_be_kept_but_not_published() -> None:
    assert Draft.model_validate_json(Draft().model_dump_json()) == Draft()
    assert not is_complete(Draft())
    with pytest.raises(ValidationError):
        program_of(Draft())


def test_only_the_first_skill_reaches_the_version() -> None:
    draft = draft_of(a_performance_program())
    assert program_of(draft.with_(skills=(*draft.skills, DraftSkill(name="Another")))).skill.name == "Brief people clearly"


def test_what_the_benchmark_does_not_ask_for_stays_in_the_draft_only() -> None:
    """A designer who tries another benchmark keeps the rubric that was written."""
    draft = draft_of(a_program_of_both()).with_(benchmark="progress")
    assert draft.criteria and content_of(draft)["rubric"] is None
    assert program_of(draft).rubric is None
