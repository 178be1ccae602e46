"""The sample association: its files in ``data/sample`` become people, programs and a past, through the real services.

The past is replayed on a clock that moves from story step to story step, so that every decision, award and signature
in the sample was made by the same code as a real one.
"""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from core.errors import RuleBroken
from core.portal import Portal
from core.queries import frameworks as seen_frameworks
from core.queries import job_roles as seen_job_roles
from core.rules.awards import Standing, standing
from core.rules.frameworks import alignment_of
from core.rules.members import Actor, Member, MemberDetails, Role
from core.rules.programs import Alignment, ProgramVersion
from core.services import frameworks, goals, job_roles, pathways, programs, setup
from core.services.members import add_member
from core.services.passwords import hash_password
from core.services.sample_acts import play
from core.services.sample_stage import FOLDER, Clock, Stage, Step
from core.services.setup import AssociationDetails
from core.storage import awards, members, messages
from core.storage import programs as stored_programs
from core.storage.database import reading, writing

A_WEEK = 7
WORTH_A_LOOK = ("valid performance", "valid progress", "expired", "revoked")


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
    setup.set_up(replace(portal, clock=Clock(opened)), details=details, admin=admin, password=password)
    return load(portal, password=password)


def load(portal: Portal, *, password: str) -> list[Member]:
    """Fill a portal that was just set up with the sample's people, programs and stories.

    Every sample person signs in with the password. Refuses a portal in which somebody has worked already.
    """
    today = portal.now()
    history = _association_file()["history"]
    clock = Clock(_days_before(today, history["opened_days_ago"]))
    stage = Stage(replace(portal, clock=clock), clock, today)
    _bring_people(stage, password)
    clock.time = _days_before(today, history["programs_published_days_ago"])
    publisher = stage.people[history["programs_published_by"]]
    aligned = _bring_frameworks(stage, publisher)
    for path in sorted((FOLDER / "programs").glob("*.toml")):
        program = programs.read_program(path.read_text(encoding="utf-8"))
        programs.publish(stage.portal, publisher, program=program.model_copy(update={"alignments": aligned.get(program.code, ())}))
    for path in sorted((FOLDER / "pathways").glob("*.toml")):
        pathways.publish(stage.portal, publisher, pathway=pathways.read_pathway(path.read_text(encoding="utf-8")))
    _bring_job_roles(stage, publisher)
    for number, step in enumerate(_steps()):
        _play(stage, number, step)
    _bring_goals(stage, publisher)
    _look_back(stage, today)
    with reading(portal.database) as db:
        return [members.get(db, actor.member_id) for actor in stage.people.values()]


def _look_back(stage: Stage, today: datetime) -> None:
    """What was said to people before this week was sent and read long ago."""
    with writing(stage.portal.database) as db:
        messages.close_before(db, _days_before(today, A_WEEK))


def badges_to_look_at(portal: Portal) -> dict[str, str]:
    """Public addresses for somebody who looks around: one badge in each state that matters, by what it is. The longest held first."""
    with reading(portal.database) as db:
        kept = [(award, stored_programs.get(db, award.version_id).program) for award in awards.everything(db)]
    found: dict[str, str] = {}
    for award, program in kept:
        if kind := _worth_a_look(program, standing(award.state, award.valid_until, portal.now())):
            found.setdefault(kind, f"{portal.base_url}/b/{award.token}")
    return {kind: found[kind] for kind in WORTH_A_LOOK if kind in found}


def _worth_a_look(program: ProgramVersion, today: Standing) -> str | None:
    kind = f"{today} {program.benchmark}" if today == "valid" else today
    return kind if kind in WORTH_A_LOOK else None


def _days_before(today: datetime, days: float) -> datetime:
    return (today - timedelta(days=days)).replace(microsecond=0)


def _hour_of_day(day: datetime, number: int) -> datetime:
    """Some time between 8 and 18 o'clock, the same for the same step: nobody works at one minute of the day only."""
    return day.replace(hour=8 + number * 7 % 10, minute=number * 37 % 60, second=0)


def _bring_people(stage: Stage, password: str) -> None:
    hashed = hash_password(password)
    with writing(stage.portal.database) as db:
        if len(members.everybody(db)) > 1:
            raise RuleBroken("The sample association needs an empty data folder.")
        for key, details in sample_people().items():
            known = members.by_email(db, details.email)
            member_id = known.id if known else add_member(db, stage.portal, details, password_hash=hashed)
            stage.people[key] = Actor.of(members.get(db, member_id))


def _bring_frameworks(stage: Stage, publisher: Actor) -> dict[str, tuple[Alignment, ...]]:
    """Import the lists of skills; gives what each program is aligned to, by its code."""
    aligned: dict[str, tuple[Alignment, ...]] = {}
    for row in _association_file()["frameworks"]:
        data = (FOLDER / "frameworks" / f"{row['code']}.csv").read_bytes()
        frameworks.import_list(stage.portal, publisher, data=data, code=row["code"], title=row["title"], publisher=row["publisher"])
        found = seen_frameworks.framework(stage.portal, row["code"])
        items = {item.key: Alignment.model_validate(alignment_of(found, item)) for item in found.items}
        for program, skill in row["aligned"].items():
            aligned[program] = (*aligned.get(program, ()), items[skill])
    return aligned


def _bring_job_roles(stage: Stage, publisher: Actor) -> None:
    """Describe the job roles by the skills of the programs, and say who has and wants which."""
    names = {skill.code: skill.name for skill in seen_job_roles.known_skills(stage.portal, publisher)}
    ids = {}
    for row in _association_file()["job_roles"]:
        skills = [{"code": code, "name": names[code], "importance": importance} for code, importance in row["skills"].items()]
        ids[row["name"]] = job_roles.describe(stage.portal, publisher, name=row["name"], description=row["description"], skills=skills)
    for row in _association_file()["work"]:
        current, wanted = ([ids[name] for name in row.get(relation, ())] for relation in ("works_as", "wants"))
        job_roles.tell(stage.portal, stage.people[row["who"]], current=current, wanted=wanted, goal=row.get("goal", ""))


def _bring_goals(stage: Stage, publisher: Actor) -> None:
    """Each goal with its indicator, and what was observed so far, on its own days."""
    for row in _association_file()["goals"]:
        goal_id = goals.describe(stage.portal, publisher, title=row["title"], why=row["why"])
        details = {name: value for name, value in row["indicator"].items() if name != "seen"}
        indicator_id = goals.measure(stage.portal, publisher, goal_id=goal_id, **details)
        for days_ago, value in row["indicator"]["seen"]:
            goals.observe(stage.portal, publisher, indicator_id=indicator_id, on=_days_before(stage.today, days_ago).date(), value=value)


def _steps() -> list[Step]:
    """All steps of all stories in the order of time; what happened on the same day keeps the order of its file."""
    steps = [step for path in sorted((FOLDER / "stories").glob("*.toml")) for step in _read(f"stories/{path.name}")["steps"]]
    return sorted(steps, key=lambda step: -step["days_ago"])


def _play(stage: Stage, number: int, step: Step) -> None:
    planned = _hour_of_day(_days_before(stage.today, step["days_ago"]), number)
    stage.clock.time = min(max(planned, stage.clock.time + timedelta(minutes=1)), stage.today)
    play(stage, step)
