"""Reviewing: begin, keep what is filled in, decide. Decision, award and credential commit or vanish together."""

from sqlite_utils import Database

from core.errors import Conflict, RuleBroken
from core.messages.submission_decided import SubmissionDecided
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.members import Actor, Role
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision, Outcome, Review, check_complete, check_may_review, judge, on_the_scale, outcome_of
from core.rules.submissions import Submission
from core.rules.texts import clean_text
from core.rules.times import long_moment, stamp
from core.services import mail
from core.services.awards import grant_if_earned
from core.services.fields import field_errors
from core.services.recording import record
from core.services.submissions import open_next_attempt
from core.storage import enrolments, members, programs, reviews, submissions
from core.storage.database import writing

Levels = dict[str, int | None]


def begin(portal: Portal, actor: Actor, *, submission_id: str) -> Review:
    """Open a submission for review; gives this reviewer's own review, begun now or earlier.

    Refuses one's own work, decided submissions, and what this reviewer passed on.
    """
    require(actor, Permission.SUBMISSION_REVIEW)
    with writing(portal.database) as db:
        submission = submissions.get(db, submission_id)
        mine = reviews.by_reviewer(db, submission_id, actor.member_id)
        if mine and submission.state == "decided":
            return mine
        check_may_review(submission, actor.member_id, has_passed_on=mine is not None and mine.state == "completed")
        if mine is None:
            reviews.start(db, new_id(), submission_id, actor.member_id, at=stamp(portal.now()))
            record(db, portal, actor, Action.REVIEW_STARTED, submission_id)
        if submission.state == "submitted":
            submissions.move(db, submission, "in_review", at=stamp(portal.now()))
        return _mine(db, actor, submission_id)


def _mine(db: Database, actor: Actor, submission_id: str) -> Review:
    mine = reviews.by_reviewer(db, submission_id, actor.member_id)
    if mine is None:
        raise RuleBroken("Please open the submission from the queue first.")
    return mine


def save(portal: Portal, actor: Actor, *, submission_id: str, ratings: Levels, reasons: dict[str, str], feedback: str) -> None:
    """Keep what is filled in so far, in this reviewer's own review: nobody overwrites anybody."""
    require(actor, Permission.SUBMISSION_REVIEW)
    cleaned = {}
    for key, reason in reasons.items():
        with field_errors(key):
            cleaned[key] = clean_text(reason)
    with field_errors("feedback"):
        feedback = clean_text(feedback)
    with writing(portal.database) as db:
        mine = _mine(db, actor, submission_id)
        program = programs.get(db, submissions.get(db, submission_id).version_id).program
        kept = on_the_scale(program, ratings)
        reviews.save(db, mine.id, ratings=kept, reasons=cleaned, feedback=feedback, at=stamp(portal.now()))


def decide(
    portal: Portal, actor: Actor, *, submission_id: str, seen: int, ratings: Levels, reasons: dict[str, str], feedback: str
) -> Outcome | None:
    """Finish the review. ``seen`` is the ``row_version`` of the submission that the reviewer had before them.

    The rule decides: approved (the award is issued in this transaction), returned (the next attempt opens prefilled),
    or not yet demonstrated. ``None`` when a criterion could not be judged: the submission goes to another reviewer.
    Refuses gaps, named per criterion, and with ``Conflict`` what somebody else decided first; the text stays kept.
    """
    save(portal, actor, submission_id=submission_id, ratings=ratings, reasons=reasons, feedback=feedback)
    with writing(portal.database) as db:
        submission = submissions.get(db, submission_id)
        mine = _mine(db, actor, submission_id)
        _check_unchanged(db, submission, seen)
        check_may_review(submission, actor.member_id, has_passed_on=mine.state == "completed")
        program = programs.get(db, submission.version_id).program
        check_complete(program, mine.ratings, mine.reasons, mine.feedback)
        return _finish(db, portal, actor, submission, mine, program)


def _check_unchanged(db: Database, submission: Submission, seen: int) -> None:
    if submission.row_version == seen:
        return
    decision = reviews.decision_on(db, submission.id)
    if decision:
        who = members.get(db, decision.decided_by).display_name
        raise Conflict(f"{who} decided about this submission on {long_moment(decision.decided_at)}. Your text is kept below.")
    raise Conflict("This submission changed while you were reading. Your text is kept: please look again and finish once more.")


def _finish(db: Database, portal: Portal, actor: Actor, submission: Submission, mine: Review, program: ProgramVersion) -> Outcome | None:
    at = stamp(portal.now())
    result = judge(program, mine.ratings)
    outcome = outcome_of(result, submission.attempt, program.max_attempts)
    if outcome is None:
        _pass_on(db, portal, actor, submission, mine)
        return None
    reviews.complete(db, mine.id, at=at)
    decision = Decision(
        id=new_id(),
        submission_id=submission.id,
        review_id=mine.id,
        outcome=outcome,
        ratings={key: level for key, level in mine.ratings.items() if level is not None},
        reasons=mine.reasons,
        result=result,
        feedback=mine.feedback,
        decided_by=actor.member_id,
        decided_at=portal.now(),
    )
    reviews.add_decision(db, decision)
    submissions.move(db, submission, "decided", at=at)
    record(db, portal, actor, Action.SUBMISSION_DECIDED, submission.id, outcome)
    _follow_up(db, portal, submission, outcome)
    said = SubmissionDecided(submission.id, program.title, outcome)
    mail.say(db, portal, said, to=submission.member_id, about=submission.id, dedupe=f"decided:{decision.id}")
    return outcome


def _follow_up(db: Database, portal: Portal, submission: Submission, outcome: Outcome) -> None:
    match outcome:
        case "approved":
            grant_if_earned(db, portal, submission.enrolment_id)
        case "returned":
            open_next_attempt(db, portal, submission)
        case "not_yet_demonstrated":
            enrolments.set_state(db, enrolments.get(db, submission.enrolment_id), "on_hold")


def _pass_on(db: Database, portal: Portal, actor: Actor, submission: Submission, mine: Review) -> None:
    """Somebody else has to look; refuses when there is nobody else, so that no submission is stranded."""
    have_passed_on = {review.reviewer_id for review in reviews.of_submission(db, submission.id) if review.state == "completed"}
    barred = have_passed_on | {actor.member_id, submission.member_id}
    if not any(Role.REVIEWER in person.roles and person.active and person.id not in barred for person in members.everybody(db)):
        raise RuleBroken(
            "There is no other reviewer who could judge this. Choose the level that the evidence shows, say in the reason what is"
            " missing, or ask your administrator to invite another reviewer. Your text is kept."
        )
    at = stamp(portal.now())
    reviews.complete(db, mine.id, at=at)
    submissions.move(db, submission, "submitted", at=at)
    record(db, portal, actor, Action.REVIEW_PASSED_ON, submission.id)
