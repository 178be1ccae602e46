"""Taking a quiz: what is typed is kept, a try is marked once, and what it says about the activity is stated at once."""

from collections.abc import Mapping

from sqlite_utils import Database

from core.errors import BadInput, Conflict, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.completion import Activity, Completion, State, effective
from core.rules.enrolments import Enrolment, check_may_work
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.quizzes import LONGEST_ANSWER, Answer, Quiz, Try, full_answers, mark
from core.rules.texts import clean_text
from core.rules.ticking import activity_of, check_may_take
from core.rules.times import stamp
from core.services.enrolments import state_completion
from core.services.fields import field_errors
from core.services.recording import record
from core.storage import enrolments, programs, quizzes
from core.storage.database import writing


def take(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, answers: Mapping[int, Answer], number: int) -> Try:
    """Hand in try ``number`` (from 1): it is marked, the activity is passed or not yet, and a badge may follow.

    Refuses open questions, an activity whose turn has not come, one that is done, and tries beyond the last. The same try twice (a
    double click) is marked once; with ``Conflict`` another one under a number that was used in another window.
    """
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment, program, found, quiz = _quiz_of(db, actor, enrolment_id, activity)
        given, tried = full_answers(quiz, answers), quizzes.tries(db, enrolment_id, activity)
        if 0 < number <= len(tried) and tried[number - 1].answers == given:
            return tried[number - 1]
        if number != len(tried) + 1:
            raise Conflict("This quiz was handed in from another window. Please look at its result first.")
        check_may_work(enrolment, actor.member_id)
        check_may_take(program, effective(enrolments.completions(db, enrolment_id)), found, tried)
        marking = mark(quiz, given)
        taken = Try(number=number, answers=given, score_bp=marking.score_bp, passed=marking.passed, at=portal.now())
        quizzes.add(db, new_id(), enrolment_id, activity, taken)
        record(db, portal, actor, Action.QUIZ_TAKEN, enrolment_id, f"{activity}, try {number}")
        state_completion(db, portal, actor, enrolment, _statement(activity, taken))
        return taken


def _statement(activity: str, taken: Try) -> Completion:
    state: State = "passed" if taken.passed else "failed"
    return Completion(activity=activity, state=state, source="quiz", score_bp=taken.score_bp, at=taken.at)


def keep(portal: Portal, actor: Actor, *, enrolment_id: str, activity: str, answers: Mapping[int, Answer]) -> None:
    """Keep what is typed so far for the next try. Refuses text that no program could show, and quizzes that are over."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        enrolment, program, found, quiz = _quiz_of(db, actor, enrolment_id, activity)
        check_may_work(enrolment, actor.member_id)
        check_may_take(program, effective(enrolments.completions(db, enrolment_id)), found, quizzes.tries(db, enrolment_id, activity))
        kept = {place: _clean(place, answer) for place, answer in answers.items() if 0 <= place < len(quiz.questions)}
        quizzes.keep_typed(db, enrolment_id, activity, kept, at=stamp(portal.now()))


def _clean(place: int, answer: Answer) -> Answer:
    if not isinstance(answer, str):
        return answer
    with field_errors(str(place)):
        text = clean_text(answer)
    if len(text) > LONGEST_ANSWER:
        raise BadInput({str(place): f"Please use at most {LONGEST_ANSWER} characters."})
    return text


def _quiz_of(db: Database, actor: Actor, enrolment_id: str, activity: str) -> tuple[Enrolment, ProgramVersion, Activity, Quiz]:
    enrolment = enrolments.get(db, enrolment_id)
    if enrolment.member_id != actor.id:
        raise RuleBroken("This program is not among yours.")
    program = programs.get(db, enrolment.version_id).program
    found = activity_of(program, activity)
    if found.quiz is None:
        raise RuleBroken(f"“{found.title}” has no quiz.")
    return enrolment, program, found, found.quiz
