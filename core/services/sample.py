"""The sample association: its files in ``data/sample`` become people, programs and a past, through the real services.

The past is replayed on a clock that moves from story step to story step, so that every decision, award and signature
in the sample was made by the same code as a real one.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from core.errors import DocumentProblem, RuleBroken
from core.portal import Portal
from core.queries import learning
from core.rules.members import Actor, Member, MemberDetails, Role
from core.services import enrolments, programs, reviews, setup, submissions
from core.services.members import add_member
from core.services.passwords import hash_password
from core.services.setup import AssociationDetails
from core.settings import ROOT
from core.storage import members
from core.storage import submissions as stored_submissions
from core.storage.database import reading, writing

FOLDER = ROOT / "data" / "sample"
UNABLE_TO_JUDGE = -1  # how the story files write it
Step = dict[str, Any]


@dataclass
class _Clock:
    time: datetime

    def __call__(self) -> datetime:
        return self.time


@dataclass
class _Stage:
    """The portal on a clock that the stories move, the people by their short handles, the day everything leads to."""

    portal: Portal
    clock: _Clock
    today: datetime
    people: dict[str, Actor] = field(default_factory=dict)

    def enrolment_of(self, step: Step) -> learning.Participation:
        found = learning.current(self.portal, self.people[str(step.get("for") or step["who"])], step["program"])
        if found is None:
            raise RuleBroken(f"The story has {step['who']} work on {step['program']} without having started it.")
        return found


@cache
def _association_file() -> dict[str, Any]:
    return _read("association.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def sample_people() -> dict[str, MemberDetails]:
    """The sample's people by their short handles."""
    return {row["key"]: MemberDetails.model_validate({k: v for k, v in row.items() if k != "key"}) for row in _association_file()["people"]}


def set_up_sample(portal: Portal, *, password: str) -> list[Member]:
    """Set up an empty portal as the sample association itself; gives everybody who can sign in with the password."""
    admin = next(person for person in sample_people().values() if Role.ADMIN in person.roles)
    opened = _days_before(portal.now(), _association_file()["history"]["opened_days_ago"])
    details = AssociationDetails.model_validate(_association_file()["association"])
    setup.set_up(replace(portal, clock=_Clock(opened)), details=details, admin=admin, password=password)
    return load(portal, password=password)


def load(portal: Portal, *, password: str) -> list[Member]:
    """Fill a portal that was just set up with the sample's people, programs and stories.

    Every sample person signs in with the password. Refuses a portal in which somebody has worked already.
    """
    today = portal.now()
    history = _association_file()["history"]
    clock = _Clock(_days_before(today, history["opened_days_ago"]))
    stage = _Stage(replace(portal, clock=clock), clock, today)
    _bring_people(stage, password)
    clock.time = _days_before(today, history["programs_published_days_ago"])
    publisher = stage.people[history["programs_published_by"]]
    for path in sorted((FOLDER / "programs").glob("*.toml")):
        programs.publish(stage.portal, publisher, program=programs.read_program(path.read_text(encoding="utf-8")))
    for number, step in enumerate(_steps()):
        _play(stage, number, step)
    with reading(portal.database) as db:
        return [members.get(db, actor.member_id) for actor in stage.people.values()]


def sample_programs() -> dict[str, str]:
    """The sample's program files by code, to start one's own from."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "programs").glob("*.toml"))}


def _days_before(today: datetime, days: float) -> datetime:
    return (today - timedelta(days=days)).replace(microsecond=0)


def _hour_of_day(day: datetime, number: int) -> datetime:
    """Some time between 8 and 18 o'clock, the same for the same step: nobody works at one minute of the day only."""
    return day.replace(hour=8 + number * 7 % 10, minute=number * 37 % 60, second=0)


def _bring_people(stage: _Stage, password: str) -> None:
    hashed = hash_password(password)
    with writing(stage.portal.database) as db:
        if len(members.everybody(db)) > 1:
            raise RuleBroken("The sample association needs an empty data folder.")
        for key, details in sample_people().items():
            known = members.by_email(db, details.email)
            member_id = known.id if known else add_member(db, stage.portal, details, password_hash=hashed)
            stage.people[key] = Actor.of(members.get(db, member_id))


def _steps() -> list[Step]:
    """All steps of all stories in the order of time; what happened on the same day keeps the order of its file."""
    steps = [step for path in sorted((FOLDER / "stories").glob("*.toml")) for step in _read(f"stories/{path.name}")["steps"]]
    return sorted(steps, key=lambda step: -step["days_ago"])


def _play(stage: _Stage, number: int, step: Step) -> None:
    planned = _hour_of_day(_days_before(stage.today, step["days_ago"]), number)
    stage.clock.time = min(max(planned, stage.clock.time + timedelta(minutes=1)), stage.today)
    _ACTS[step["does"]](stage, stage.people[step["who"]], step)


def _enrol(stage: _Stage, actor: Actor, step: Step) -> None:
    enrolments.enrol(stage.portal, actor, code=step["program"], goal=step.get("goal", ""))


def _complete(stage: _Stage, actor: Actor, step: Step) -> None:
    enrolment_id = stage.enrolment_of(step).enrolment.id
    enrolments.complete_activity(stage.portal, actor, enrolment_id=enrolment_id, activity=step["activity"], attested=True)


def _confirm(stage: _Stage, actor: Actor, step: Step) -> None:
    enrolments.confirm_activity(stage.portal, actor, enrolment_id=stage.enrolment_of(step).enrolment.id, activity=step["activity"])


def _draft(stage: _Stage, actor: Actor, step: Step) -> str:
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


def _replace_evidence(stage: _Stage, actor: Actor, draft_id: str, evidence: list[Step]) -> None:
    renewed = {item["requirement"] for item in evidence}
    with reading(stage.portal.database) as db:
        old = [item for item in stored_submissions.items(db, draft_id) if item.requirement in renewed]
    for item in old:
        submissions.remove_item(stage.portal, actor, item_id=item.id)
    for new in evidence:
        _add_evidence(stage, actor, draft_id, new)


def _add_evidence(stage: _Stage, actor: Actor, draft_id: str, item: Step) -> None:
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


def _submit(stage: _Stage, actor: Actor, step: Step) -> None:
    submissions.submit(stage.portal, actor, submission_id=_draft(stage, actor, step), own_work=True)


def _waiting(stage: _Stage, step: Step) -> str:
    latest = stage.enrolment_of(step).latest
    if latest is None:
        raise RuleBroken(f"The story has nothing to review by {step.get('for')} for {step['program']}.")
    return latest.submission.id


def _filled(step: Step) -> dict[str, Any]:
    ratings = {key: None if level == UNABLE_TO_JUDGE else level for key, level in step.get("levels", {}).items()}
    return {"ratings": ratings, "reasons": step.get("reasons", {}), "feedback": step.get("feedback", "")}


def _start_review(stage: _Stage, actor: Actor, step: Step) -> None:
    submission_id = _waiting(stage, step)
    reviews.begin(stage.portal, actor, submission_id=submission_id)
    reviews.save(stage.portal, actor, submission_id=submission_id, **_filled(step))


def _decide(stage: _Stage, actor: Actor, step: Step) -> None:
    submission_id = _waiting(stage, step)
    reviews.begin(stage.portal, actor, submission_id=submission_id)
    with reading(stage.portal.database) as db:
        seen = stored_submissions.get(db, submission_id).row_version
    outcome = reviews.decide(stage.portal, actor, submission_id=submission_id, seen=seen, **_filled(step))
    if outcome != step.get("expects", outcome):
        raise DocumentProblem(f"The story expects {step['expects']} for {step['program']}, the rule says {outcome}.")


def _withdraw(stage: _Stage, actor: Actor, step: Step) -> None:
    enrolments.withdraw(stage.portal, actor, enrolment_id=stage.enrolment_of(step).enrolment.id)


_ACTS: dict[str, Callable[[_Stage, Actor, Step], object]] = {
    "enrol": _enrol,
    "complete": _complete,
    "confirm": _confirm,
    "draft": _draft,
    "submit": _submit,
    "start_review": _start_review,
    "decide": _decide,
    "withdraw": _withdraw,
}
