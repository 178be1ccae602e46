import pytest
from pydantic import ValidationError

from core.rules.awards import criteria_narrative
from core.rules.programs import earned_word, effort_in_words, work_in_words
from tests.builders import a_performance_program, a_program_of_both, a_progress_program, a_rubric


@pytest.mark.parametrize(
    ("make", "changes", "sentence"),
    [
        (a_performance_program, {"evidence": []}, "needs evidence requirements and a rubric"),
        (a_performance_program, {"rubric": None}, "needs evidence requirements and a rubric"),
        (a_progress_program, {"activities": []}, "needs activities and a completion rule"),
        (a_progress_program, {"completion": None}, "needs activities and a completion rule"),
        (a_progress_program, {"rubric": a_rubric()}, "judges nothing"),
        (a_progress_program, {"completion": {"kind": "all", "of": ["A9"]}}, "does not have"),
        (a_progress_program, {"completion": {"kind": "k_of", "k": 4, "of": ["A1", "A2"]}}, "never be satisfied"),
        (a_performance_program, {"pass_rule": {"kind": "k_of_n", "k": 5}}, "more criteria than the rubric has"),
        (a_performance_program, {"title": "x" * 61}, "at most 60"),
        (a_performance_program, {"weeks": 20}, "at most 12 weeks"),
        (a_performance_program, {"validity": "P0Y"}, "Write a duration"),
        (a_performance_program, {"outcome": "with a \x07 bell"}, "invisible control character"),
    ],
)
def test_a_program_that_could_not_be_earned_is_refused(make, changes: dict, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make(**changes)


def test_the_content_hash_changes_with_any_word() -> None:
    assert a_performance_program().content_sha256() != a_performance_program(peer_step="Ask a colleague.").content_sha256()


def test_progress_is_completed_and_performance_demonstrated() -> None:
    assert [earned_word(benchmark) for benchmark in ("progress", "performance", "both")] == ["Completed", "Demonstrated", "Demonstrated"]


def test_the_criteria_say_what_to_do_and_nothing_about_time() -> None:
    for program in (a_performance_program(), a_progress_program(), a_program_of_both()):
        narrative = criteria_narrative(program)
        assert program.outcome in narrative
        assert "hour" not in narrative and "week" not in narrative
    assert "Complete at least 2 of these activities" in criteria_narrative(a_program_of_both())
    assert "Says what, who, when (Proficient)" in criteria_narrative(a_performance_program())


def test_effort_reads_as_a_sentence() -> None:
    assert effort_in_words(a_performance_program()) == "about 6 hours over 2 weeks"
    assert effort_in_words(a_performance_program(effort_hours=1, weeks=1)) == "about 1 hour over 1 week"


def test_the_work_is_said_in_words_per_benchmark() -> None:
    assert work_in_words(a_performance_program()) == "You submit: 1 document"
    assert work_in_words(a_progress_program()) == "You complete: 3 activities"
    assert work_in_words(a_program_of_both()) == "You complete: 2 of 3 activities. You submit: 1 document"
