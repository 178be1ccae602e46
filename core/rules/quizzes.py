"""A small quiz: questions with one right answer, with several, or with a short text; a pass mark; a number of tries.

It checks what somebody knows on the way. It never decides about a performance program by itself.
"""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.rules.texts import Line, OptionalProse, Prose

QuestionKind = Literal["single", "multiple", "text"]


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
