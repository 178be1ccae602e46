"""Quizzes: what is right, what a try comes to, and when there is no more try."""

import tomllib
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.errors import BadInput, RuleBroken
from core.rules.quizzes import (
    LONGEST_ANSWER,
    Answer,
    Question,
    Quiz,
    Try,
    check_may_try,
    folded,
    full_answers,
    is_right,
    mark,
    may_see_answers,
    tries_left,
)

TEXTS = tomllib.loads((Path(__file__).parents[1] / "cases" / "quiz_texts.toml").read_text(encoding="utf-8"))["same"]
SINGLE = Question(kind="single", text="What comes first?", choices=("Lock", "Test", "Tag"), right=(0,))
MULTIPLE = Question(kind="multiple", text="Which are sources?", choices=("Spring", "Paint", "Steam"), right=(0, 2))
TEXT = Question(kind="text", text="What is it called?", accepted=("Lockout", "Lock out"))
QUIZ = Quiz(questions=(SINGLE, MULTIPLE, TEXT), pass_bp=6666, tries=2)
RIGHT: tuple[Answer, ...] = ((0,), (0, 2), "lockout")


def tried(number: int, passed: bool) -> Try:
    return Try(number=number, answers=RIGHT, score_bp=10_000 if passed else 0, passed=passed, at=datetime(2026, 10, 6, tzinfo=UTC))


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["accepted"])
def test_texts_are_compared_as_the_table_says(case: dict) -> None:
    question = Question(kind="text", text="Which word?", accepted=(case["accepted"],))
    assert [text for text in case["typed"] if not is_right(question, text)] == []
    assert [text for text in case["other"] if is_right(question, text)] == []


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1))
def test_capitals_and_outer_space_never_matter(word: str) -> None:
    assert folded(f"  {word.upper()} ") == folded(word.upper()) and folded(word)


@pytest.mark.parametrize(
    ("answer", "right"),
    [((0, 2), True), ((2, 0), True), ((0,), False), ((0, 1, 2), False), ((), False)],
)
def test_where_several_are_right_exactly_these_have_to_be_chosen(answer: Answer, right: bool) -> None:
    assert is_right(MULTIPLE, answer) is right


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 10_000))
def test_a_score_is_never_rounded_up_and_agrees_with_passing(answered: list[bool], pass_bp: int) -> None:
    quiz = Quiz(questions=(SINGLE,) * len(answered), pass_bp=pass_bp)
    marking = mark(quiz, [(0,) if right else (1,) for right in answered])
    share = Fraction(sum(answered), len(answered))
    assert marking.right == tuple(answered)
    assert share * 10_000 - 1 < marking.score_bp <= share * 10_000
    assert marking.passed is (share >= Fraction(pass_bp, 10_000))


def test_two_thirds_are_6666_basis_points() -> None:
    assert mark(QUIZ, ((0,), (0, 2), "no")).score_bp == 6666
    assert mark(QUIZ, ((0,), (0, 2), "no")).passed
    assert not mark(QUIZ.model_copy(update={"pass_bp": 6667}), ((0,), (0, 2), "no")).passed


def test_no_try_is_spent_on_an_open_question() -> None:
    with pytest.raises(BadInput) as problem:
        full_answers(QUIZ, {1: ()})
    assert problem.value.fields == dict.fromkeys(["0", "1", "2"], "Please answer this question too.")
    assert full_answers(QUIZ, {0: (1,), 1: (2, 0, 2), 2: " Lock\tout "}) == ((1,), (0, 2), "Lock out")


@pytest.mark.parametrize(
    ("place", "answer", "words"),
    [
        (0, (0, 1), "one answer"),
        (0, (3,), "Please answer"),
        (0, "Lock", "Please answer"),
        (1, (-1,), "Please answer"),
        (2, (0,), "Please answer"),
        (2, "x" * (LONGEST_ANSWER + 1), "at most 200"),
        (2, "a \x07 bell", "control character"),
    ],
)
def test_answers_that_do_not_fit_their_question_are_refused(place: int, answer: Answer, words: str) -> None:
    with pytest.raises(BadInput, match=words) as problem:
        full_answers(QUIZ, dict(enumerate(RIGHT)) | {place: answer})
    assert list(problem.value.fields) == [str(place)]


@pytest.mark.parametrize(
    ("tries", "before", "left", "words"),
    [
        (2, [], 2, ""),
        (2, [False], 1, ""),
        (2, [False, False], 0, "All 2 tries"),
        (1, [False], 0, "The one try"),
        (2, [True], 0, "passed this quiz already"),
        (0, [False] * 9, None, ""),
        (0, [False, True], 0, "passed this quiz already"),
    ],
)
def test_tries_end_with_a_pass_or_with_the_last_one(tries: int, before: list[bool], left: int | None, words: str) -> None:
    quiz, taken = QUIZ.model_copy(update={"tries": tries}), [tried(n, passed) for n, passed in enumerate(before, 1)]
    assert tries_left(quiz, taken) == left
    assert may_see_answers(quiz, taken) is (left == 0)
    if words:
        with pytest.raises(RuleBroken, match=words):
            check_may_try(quiz, taken)
    else:
        check_may_try(quiz, taken)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"kind": "single", "choices": ["a"], "right": [0]}, "at least two different choices"),
        ({"kind": "single", "choices": ["a", "a"], "right": [0]}, "at least two different choices"),
        ({"kind": "single", "choices": ["a", "b"], "right": [0, 1]}, "one right choice"),
        ({"kind": "multiple", "choices": ["a", "b"], "right": []}, "at least one"),
        ({"kind": "multiple", "choices": ["a", "b"], "right": [2]}, "at least one"),
        ({"kind": "text"}, "texts that are accepted"),
        ({"kind": "text", "accepted": ["a"], "choices": ["a", "b"]}, "no choices"),
        ({"kind": "text", "accepted": ["a", "…!"]}, "a letter or a digit"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(question: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Question.model_validate(question | {"text": "Which one?"})
