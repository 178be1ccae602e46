"""A quiz in a draft: questions come, go and move, and what is right follows."""

from typing import Any

import pytest

from core.rules import quiz_drafts as quizzes
from core.rules.activity_drafts import change_activity, set_source
from core.rules.drafts import Draft, draft_of, is_complete, program_of
from tests.builders import a_progress_program, a_quiz_activity


def a_draft() -> Draft:
    return draft_of(a_progress_program(activities=[a_quiz_activity()], completion={"kind": "all", "of": ["Q1"]}))


def questions(draft: Draft) -> list[dict[str, Any]]:
    return list(quizzes.quiz_of(draft, "Q1")["questions"])


def test_questions_come_go_and_move() -> None:
    draft = quizzes.add_question(a_draft(), "Q1")
    assert len(questions(draft)) == 4 and not is_complete(draft)
    assert is_complete(quizzes.remove_question(draft, "Q1", 3))
    moved = quizzes.move_question(draft, "Q1", 0, 1)
    assert [row["kind"] for row in questions(moved)] == ["multiple", "single", "text", "single"]
    assert questions(quizzes.move_question(draft, "Q1", 9, 1)) == questions(draft)


def test_there_is_an_end_to_adding() -> None:
    draft = a_draft()
    for _ in range(quizzes.MOST_QUESTIONS + 3):
        draft = quizzes.add_question(draft, "Q1")
    assert len(questions(draft)) == quizzes.MOST_QUESTIONS


def test_pass_mark_and_tries() -> None:
    quiz = quizzes.quiz_of(quizzes.change_quiz(a_draft(), "Q1", pass_bp=5000, tries=0), "Q1")
    assert (quiz["pass_bp"], quiz["tries"], len(quiz["questions"])) == (5000, 0, 3)


@pytest.mark.parametrize(
    ("text", "choices", "right"),
    [
        ("Spring\nPaint\nSteam", ["Spring", "Paint", "Steam"], [0, 2]),
        ("Steam\nSpring", ["Steam", "Spring"], [0, 1]),  # another number of lines: what was right stays right by its words
        ("A spring\nPaint\nSteam", ["A spring", "Paint", "Steam"], [0, 2]),  # the same number: a word was changed
        (" Oil \n\nSteam\n", ["Oil", "Steam"], [1]),
        ("", [], []),
    ],
)
def test_choices_are_lines_and_what_is_right_follows(text: str, choices: list[str], right: list[int]) -> None:
    question = questions(quizzes.write_choices(a_draft(), "Q1", 1, text))[1]
    assert (question["choices"], question["right"]) == (choices, right)


def test_another_kind_keeps_what_was_typed_and_can_be_published() -> None:
    as_text = quizzes.change_question(a_draft(), "Q1", 1, kind="text", accepted=["Spring"])
    assert questions(as_text)[1]["choices"] and is_complete(as_text)
    assert program_of(as_text).activities[0].quiz.questions[1].choices == ()  # type: ignore[union-attr]
    single = quizzes.change_question(a_draft(), "Q1", 1, kind="single")
    assert questions(single)[1]["right"] == [0] and is_complete(single)


def test_what_is_gone_stays_gone() -> None:
    draft = a_draft()
    assert questions(quizzes.write_choices(draft, "Q1", 9, "a\nb")) == questions(draft)
    assert quizzes.add_question(draft, "gone") == draft
    assert quizzes.quiz_of(draft, "gone") == {}
    fresh = set_source(change_activity(draft, "Q1", quiz=None), "Q1", "quiz")
    assert len(questions(fresh)) == 1
