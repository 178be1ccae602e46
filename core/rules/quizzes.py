"""A small quiz: questions with one right answer, with several, or with a short text; a pass mark; a number of tries.

It checks what somebody knows on the way. It never decides about a performance program by itself. Each question counts the
same and is right or not: where several choices are right, exactly these have to be chosen.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.errors import BadInput, RuleBroken
from core.rules.texts import Line, OptionalProse, Prose, clean_line

QuestionKind = Literal["single", "multiple", "text"]
Answer = tuple[int, ...] | str
WHOLE_BP = 10_000
LONGEST_ANSWER = 200
_FIRST_ACCENT = 200  # canonical combining classes from here on are marks around a letter; vowel signs and points are below
_IN_NUMBERS = re.compile(r"(?<=\d)[.,](?=\d)|(?<![^\W_])[-\u2212](?=\d)")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc")


class Question(BaseModel):
    """``right`` are the places of the right ``choices``, from 0; for a text the ``accepted`` ones are compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: QuestionKind
    text: Prose
    choices: tuple[Line, ...] = Field(default=(), max_length=10)
    right: tuple[int, ...] = ()
    accepted: tuple[Line, ...] = Field(default=(), max_length=20)
    explanation: OptionalProse = ""

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if self.kind == "text":
            if not self.accepted or self.choices or self.right:
                raise ValueError("A question with a text needs the texts that are accepted, and no choices.")
            if not all(map(folded, self.accepted)):
                raise ValueError("A text that is accepted needs a letter or a digit: signs are not compared.")
            return self
        if len(self.choices) < 2 or len(set(self.choices)) != len(self.choices):
            raise ValueError("A question needs at least two different choices.")
        if not self.right or not set(self.right) <= set(range(len(self.choices))) or len(set(self.right)) != len(self.right):
            raise ValueError("Mark at least one of the choices as right.")
        if self.kind == "single" and len(self.right) != 1:
            raise ValueError("A question with one answer has one right choice.")
        return self


class Quiz(BaseModel):
    """``pass_bp`` is the pass mark in basis points (10,000 is everything right); ``tries`` 0 means as many as one likes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    questions: tuple[Question, ...] = Field(min_length=1, max_length=40)
    pass_bp: int = Field(default=8000, gt=0, le=10_000)
    tries: int = Field(default=3, ge=0, le=20)


def folded(text: str) -> str:
    """What is compared of a text. Capitals, accents, forms of one character (Unicode NFKD), white space, apostrophes, soft hyphens
    and signs make no difference. A minus before a number and the mark in a decimal number do; point and comma are the same mark.

    >>> folded("  Café\u2019s, OPEN: -0,5 °C! "), folded("5.50") == folded("550")
    ('cafes open -0.5 c', False)
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_APOSTROPHES)
    plain = "".join(c for c in letters if unicodedata.combining(c) < _FIRST_ACCENT and unicodedata.category(c) != "Cf")
    numbers = _IN_NUMBERS.sub(lambda mark: "." if mark[0] in ".," else "-", plain)
    marks = {mark.start() for mark in _IN_NUMBERS.finditer(numbers)}
    kept = (c if n in marks or unicodedata.category(c)[0] in "LNM" else " " for n, c in enumerate(numbers))
    return " ".join("".join(kept).split())


def is_right(question: Question, answer: Answer) -> bool:
    """Whether one answer is right: exactly the right choices, or one of the accepted texts as ``folded``."""
    if isinstance(answer, str):
        return question.kind == "text" and folded(answer) in set(map(folded, question.accepted))
    return question.kind != "text" and set(answer) == set(question.right)


@dataclass(frozen=True)
class Marking:
    """What a try came to. ``score_bp`` is cut off, never rounded up, so that it reaches the pass mark exactly when it passed."""

    right: tuple[bool, ...]
    score_bp: int
    passed: bool


def mark(quiz: Quiz, answers: Sequence[Answer]) -> Marking:
    """Score a try in integers: right answers out of questions, in basis points."""
    right = tuple(is_right(question, answer) for question, answer in zip(quiz.questions, answers, strict=True))
    score_bp = sum(right) * WHOLE_BP // len(right)
    return Marking(right, score_bp, score_bp >= quiz.pass_bp)


def full_answers(quiz: Quiz, answers: Mapping[int, Answer]) -> tuple[Answer, ...]:
    """One answer per question; refuses with ``BadInput`` (fields *0*, *1*, …) what is open, so that no try is spent on a slip."""
    problems: dict[str, str] = {}
    found: list[Answer] = []
    for place, question in enumerate(quiz.questions):
        answer = answers.get(place, "" if question.kind == "text" else ())
        try:
            found.append(_answer(question, answer))
        except ValueError as problem:
            problems[str(place)] = str(problem)
    if problems:
        raise BadInput(problems)
    return tuple(found)


def _answer(question: Question, answer: Answer) -> Answer:
    if isinstance(answer, str):
        line = clean_line(answer)
        if question.kind != "text" or not line:
            raise ValueError("Please answer this question too.")
        if len(line) > LONGEST_ANSWER:
            raise ValueError(f"Please use at most {LONGEST_ANSWER} characters.")
        return line
    chosen = tuple(sorted(set(answer)))
    if question.kind == "text" or not chosen or not set(chosen) <= set(range(len(question.choices))):
        raise ValueError("Please answer this question too.")
    if question.kind == "single" and len(chosen) != 1:
        raise ValueError("Please choose one answer.")
    return chosen


class Try(BaseModel):
    """One try as it was handed in and marked; tries are never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    answers: tuple[Answer, ...]
    score_bp: int
    passed: bool
    at: datetime


def tries_left(quiz: Quiz, tried: Sequence[Try]) -> int | None:
    """How many tries are left; ``None`` means as many as one likes. After a pass there is none: it cannot be lost again."""
    if any(one.passed for one in tried):
        return 0
    return max(quiz.tries - len(tried), 0) if quiz.tries else None


def check_may_try(quiz: Quiz, tried: Sequence[Try]) -> None:
    """Refuses another try once the quiz is passed or every try is used. There is no waiting between tries."""
    if any(one.passed for one in tried):
        raise RuleBroken("You have passed this quiz already.")
    if tries_left(quiz, tried) == 0:
        count = "The one try of this quiz is" if quiz.tries == 1 else f"All {quiz.tries} tries of this quiz are"
        raise RuleBroken(f"{count} used. Ask the facilitator of the program how to go on.")


def may_see_answers(quiz: Quiz, tried: Sequence[Try]) -> bool:
    """Right answers and explanations are shown once nobody can use them any more."""
    return tries_left(quiz, tried) == 0
