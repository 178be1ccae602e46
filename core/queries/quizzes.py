"""A quiz as the member who takes it may see it: without what is right, until nobody can use that any more."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import NotFound, RuleBroken
from core.portal import Portal
from core.rules.completion import effective
from core.rules.enrolments import check_may_work
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.quizzes import Answer, Question, QuestionKind, Try, mark, may_see_answers, tries_left
from core.rules.ticking import check_may_take
from core.storage import enrolments, programs, quizzes
from core.storage.database import reading


@dataclass(frozen=True)
class Asked:
    """One question. ``right`` is how the last try answered it; ``solution`` and ``explanation`` are empty while they would help."""

    kind: QuestionKind
    text: str
    choices: tuple[str, ...]
    right: bool | None
    solution: tuple[str, ...]
    explanation: str


@dataclass(frozen=True)
class QuizDesk:
    """``left`` is how many tries are left (``None``: as many as one likes); ``closed`` says why no try can be made, ``typed`` is what
    stands in the form."""

    program: str
    title: str
    instructions: str
    link: str
    pass_bp: int
    tries: tuple[Try, ...]
    left: int | None
    closed: str
    asked: tuple[Asked, ...]
    typed: Mapping[int, Answer]

    @property
    def last(self) -> Try | None:
        return self.tries[-1] if self.tries else None


def desk(portal: Portal, actor: Actor, enrolment_id: str, activity: str) -> QuizDesk:
    """One of one's own quizzes; somebody else's, and an activity without one, are *not found*."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        program = programs.get(db, enrolment.version_id).program
        found = next((row for row in program.activities if row.key == activity), None)
        if enrolment.member_id != actor.id or found is None or found.quiz is None:
            raise NotFound("There is no such quiz among your programs.")
        tried, quiz = quizzes.tries(db, enrolment_id, activity), found.quiz
        typed = quizzes.typed(db, enrolment_id, activity)
        closed = ""
        try:
            check_may_take(program, effective(enrolments.completions(db, enrolment_id)), found, tried)
            check_may_work(enrolment, actor.member_id)
        except RuleBroken as refusal:
            closed = refusal.message
    marks = mark(quiz, tried[-1].answers).right if tried else (None,) * len(quiz.questions)
    is_over = may_see_answers(quiz, tried)
    return QuizDesk(
        program=program.title,
        title=found.title,
        instructions=found.instructions,
        link=found.link,
        pass_bp=quiz.pass_bp,
        tries=tuple(tried),
        left=tries_left(quiz, tried),
        closed=closed,
        asked=tuple(_asked(question, right, is_over) for question, right in zip(quiz.questions, marks, strict=True)),
        typed=dict(enumerate(tried[-1].answers)) if typed is None and tried else typed or {},
    )


def _asked(question: Question, right: bool | None, is_over: bool) -> Asked:
    solution = question.accepted if question.kind == "text" else tuple(question.choices[place] for place in question.right)
    return Asked(
        kind=question.kind,
        text=question.text,
        choices=question.choices,
        right=right,
        solution=solution if is_over else (),
        explanation=question.explanation if is_over else "",
    )
