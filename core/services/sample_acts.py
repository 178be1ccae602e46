"""The acts of the sample's stories: each verb of a story file is one call of a real service, on the clock of the story.

A story that does not come out as its file says is refused, so that the sample cannot drift away from the rules.
"""

from typing import Any

from core.errors import RuleBroken
from core.queries import batches as looked_at
from core.queries import quizzes as seen_quizzes
from core.rules.members import Actor
from core.rules.revocations import RevocationCase
from core.services import (
    appeals,
    association,
    batches,
    corrections,
    enrolments,
    pathways,
    quizzes,
    renewals,
    reviews,
    revocations,
    sharing,
    submissions,
)
from core.services.sample_helping import ACTS_OF_HELP, Act
from core.services.sample_stage import FOLDER, Stage, Step, as_expected
from core.storage import revocations as stored_cases
from core.storage import submissions as stored_submissions
from core.storage.database import reading

UNABLE_TO_JUDGE = -1  # how the story files write it


def play(stage: Stage, step: Step) -> None:
    """One step, by whoever the story says. Refuses what the services refuse, and an outcome that the story does not expect."""
    _ACTS[step["does"]](stage, stage.people[step["who"]], step)


def _enrol(stage: Stage, actor: Actor, step: Step) -> None:
    enrolments.enrol(stage.portal, actor, code=step["program"], goal=step.get("goal", ""))


def _complete(stage: Stage, actor: Actor, step: Step) -> None:
    enrolment_id = stage.enrolment_of(step).enrolment.id
    enrolments.complete_activity(stage.portal, actor, enrolment_id=enrolment_id, activity=step["activity"], attested=True)


def _take_quiz(stage: Stage, actor: Actor, step: Step) -> None:
    """The next try of a quiz."""
    way = stage.enrolment_of(step)
    written = {
        place: tuple(one) if isinstance(one, list) else (one,) if isinstance(one, int) else one for place, one in enumerate(step["answers"])
    }
    number = len(seen_quizzes.desk(stage.portal, actor, way.enrolment.id, step["activity"]).tries) + 1
    taken = quizzes.take(stage.portal, actor, enrolment_id=way.enrolment.id, activity=step["activity"], answers=written, number=number)
    as_expected(step, "passed" if taken.passed else "not yet")


def _confirm(stage: Stage, actor: Actor, step: Step) -> None:
    enrolments.confirm_activity(stage.portal, actor, enrolment_id=stage.enrolment_of(step).enrolment.id, activity=step["activity"])


def _draft(stage: Stage, actor: Actor, step: Step) -> str:
    """Write the draft; what the step does not mention stays as it was prefilled."""
    draft = submissions.open_draft(stage.portal, actor, enrolment_id=stage.enrolment_of(step).enrolment.id)
    submissions.save_draft(
        stage.portal,
        actor,
        submission_id=draft.id,
        context=step.get("context", draft.context),
        self_ratings=step.get("self_check", draft.self_ratings),
    )
    _replace_evidence(stage, actor, draft.id, step.get("evidence", []))
    return draft.id


def _replace_evidence(stage: Stage, actor: Actor, draft_id: str, evidence: list[Step]) -> None:
    renewed = {item["requirement"] for item in evidence}
    with reading(stage.portal.database) as db:
        old = [item for item in stored_submissions.items(db, draft_id) if item.requirement in renewed]
    for item in old:
        submissions.remove_item(stage.portal, actor, item_id=item.id)
    for new in evidence:
        _add_evidence(stage, actor, draft_id, new)


def _add_evidence(stage: Stage, actor: Actor, draft_id: str, item: Step) -> None:
    words = {
        "submission_id": draft_id,
        "requirement": item["requirement"],
        "title": item["title"],
        "description": item.get("description", ""),
    }
    match item["kind"]:
        case "file":
            with (FOLDER / "files" / item["file"]).open("rb") as stream:
                submissions.add_file(stage.portal, actor, **words, file_name=item["file"], stream=stream)
        case "link":
            submissions.add_link(stage.portal, actor, **words, url=item["url"])
        case "text":
            submissions.add_text(stage.portal, actor, **words, text=item["text"])


def _submit(stage: Stage, actor: Actor, step: Step) -> None:
    submissions.submit(stage.portal, actor, submission_id=_draft(stage, actor, step), own_work=True)


def _waiting(stage: Stage, step: Step) -> str:
    latest = stage.enrolment_of(step).latest
    if latest is None:
        raise RuleBroken(f"The story has nothing to review by {step.get('for')} for {step['program']}.")
    return latest.submission.id


def _filled(step: Step) -> dict[str, Any]:
    ratings = {key: None if level == UNABLE_TO_JUDGE else level for key, level in step.get("levels", {}).items()}
    return {"ratings": ratings, "reasons": step.get("reasons", {}), "feedback": step.get("feedback", "")}


def _start_review(stage: Stage, actor: Actor, step: Step) -> None:
    submission_id = _waiting(stage, step)
    reviews.begin(stage.portal, actor, submission_id=submission_id)
    reviews.save(stage.portal, actor, submission_id=submission_id, **_filled(step))


def _decide(stage: Stage, actor: Actor, step: Step) -> None:
    submission_id = _waiting(stage, step)
    reviews.begin(stage.portal, actor, submission_id=submission_id)
    with reading(stage.portal.database) as db:
        seen = stored_submissions.get(db, submission_id).row_version
    outcome = reviews.decide(stage.portal, actor, submission_id=submission_id, seen=seen, **_filled(step))
    as_expected(step, outcome)


def _withdraw(stage: Stage, actor: Actor, step: Step) -> None:
    enrolments.withdraw(stage.portal, actor, enrolment_id=stage.enrolment_of(step).enrolment.id)


def _open_case(stage: Stage, actor: Actor, step: Step) -> None:
    revocations.open_case(
        stage.portal,
        actor,
        token=stage.badge_of(step).token,
        cause=step["cause"],
        explanation=step["explanation"],
        suspend=step.get("suspend", False),
    )
    as_expected(step, stage.badge_of(step).state)


def _case_about(stage: Stage, step: Step) -> RevocationCase:
    token = stage.badge_of(step).token
    with reading(stage.portal.database) as db:
        case = stored_cases.open_about(db, token)
    if case is None:
        raise RuleBroken(f"The story has no open case about the badge of {step['program']} for {step['who']}.")
    return case


def _answer_case(stage: Stage, actor: Actor, step: Step) -> None:
    revocations.answer(stage.portal, actor, case_id=_case_about(stage, step).id, text=step["text"])


def _decide_case(stage: Stage, actor: Actor, step: Step) -> None:
    case, verdict = _case_about(stage, step), step["verdict"]
    revocations.decide(stage.portal, actor, case_id=case.id, verdict=verdict, grounds=step["grounds"], seen=case.answer)
    as_expected(step, stage.badge_of(step).state)


def _appeal(stage: Stage, actor: Actor, step: Step) -> None:
    with reading(stage.portal.database) as db:
        newest = stored_cases.about(db, stage.badge_of(step).token)[0]
    appeals.appeal(stage.portal, actor, case_id=newest.id, ground=step["ground"], statement=step["statement"])


def _correct_name(stage: Stage, actor: Actor, step: Step) -> None:
    """On the badge and, from now on, in the profile."""
    corrections.correct_name(stage.portal, actor, token=stage.badge_of(step).token, name=step["name"], from_now_on=True)


def _issue_cohort(stage: Stage, actor: Actor, step: Step) -> None:
    data, code = (FOLDER / "cohorts" / step["file"]).read_bytes(), step["program"]
    batch_id = batches.begin(stage.portal, actor, code=code, data=data, file_name=step["file"])
    for _ in batches.issue(stage.portal, actor, batch_id=batch_id):
        pass  # nobody watches a bar here
    as_expected(step, looked_at.batch(stage.portal, actor, batch_id).counts)


def _renew(stage: Stage, actor: Actor, step: Step) -> None:
    """Evidence of practice as a text, handed in."""
    draft = renewals.open_draft(stage.portal, actor, token=stage.badge_of(step).token)
    renewals.describe(stage.portal, actor, practice_id=draft.id, title=step["title"], description=step["description"])
    renewals.give_text(stage.portal, actor, practice_id=draft.id, text=step["text"])
    renewals.hand_in(stage.portal, actor, practice_id=draft.id, own_work=True)


def _list_page(stage: Stage, actor: Actor, step: Step) -> None:
    sharing.set_listed(stage.portal, actor, token=stage.badge_of(step).token, listed=True)


def _follow(stage: Stage, actor: Actor, step: Step) -> None:
    pathways.start(stage.portal, actor, code=step["pathway"])


def _choose(stage: Stage, actor: Actor, step: Step) -> None:
    association.choose(stage.portal, actor, name=step["choice"], value=step["value"])


_ACTS: dict[str, Act] = {
    **ACTS_OF_HELP,
    "enrol": _enrol,
    "complete": _complete,
    "take_quiz": _take_quiz,
    "confirm": _confirm,
    "draft": _draft,
    "submit": _submit,
    "start_review": _start_review,
    "decide": _decide,
    "withdraw": _withdraw,
    "open_case": _open_case,
    "answer_case": _answer_case,
    "decide_case": _decide_case,
    "appeal": _appeal,
    "correct_name": _correct_name,
    "issue_cohort": _issue_cohort,
    "renew": _renew,
    "list_page": _list_page,
    "choose": _choose,
    "follow": _follow,
}
