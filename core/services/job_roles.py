"""Job roles: designers describe them, members say which they have and which they want."""

from collections.abc import Sequence

from sqlite_utils import Database

from core.errors import BadInput
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.job_roles import JobRoleDetails, Relation, check_address, check_choice, check_name_is_free
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services.fields import field_errors, parsed
from core.services.recording import record
from core.storage import job_roles
from core.storage.database import writing

LONGEST_AIM = 300


def describe(
    portal: Portal,
    actor: Actor,
    *,
    name: str,
    description: str = "",
    address: str = "",
    skills: Sequence[dict[str, object]] = (),
    role_id: str = "",
    seen: int = 0,
) -> str:
    """Add a job role, or change the one with this id; gives the id. ``skills``: code, name and importance (1 to 5) of each.

    Refuses a name that another role has, the same skill twice, and a change of what somebody else changed meanwhile (``seen`` is
    the row version that was looked at).
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    details = parsed(JobRoleDetails, name=name, description=description, address=address, skills=tuple(skills))
    check_address(details.address)
    with writing(portal.database) as db:
        check_name_is_free(details.name, (role.name for role in job_roles.everything(db) if role.id != role_id))
        role_id = _kept(db, details, role_id, seen)
        record(db, portal, actor, Action.JOB_DESCRIBED, role_id, details.name)
    return role_id


def _kept(db: Database, details: JobRoleDetails, role_id: str, seen: int) -> str:
    if not role_id:
        role_id = new_id()
        job_roles.add(db, role_id, details)
        return role_id
    job_roles.get(db, role_id)
    job_roles.replace(db, role_id, details, seen=seen)
    return role_id


def set_retired(portal: Portal, actor: Actor, *, role_id: str, retired: bool) -> None:
    """Offer a job role no longer, or again. Who has it keeps it."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        if job_roles.get(db, role_id).is_retired == retired:
            return
        job_roles.set_retired(db, role_id, stamp(portal.now()) if retired else None)
        record(db, portal, actor, Action.JOB_RETIRED, role_id, "retired" if retired else "offered")


def tell(portal: Portal, actor: Actor, *, current: Sequence[str], wanted: Sequence[str], goal: str) -> None:
    """Say which job roles one has and which one wants (by their ids, at most three each), and what one wants to get better at.

    All of it may be empty; nobody asks again. Refuses roles that are not offered and a goal that is too long.
    """
    require(actor, Permission.PROFILE_EDIT)
    with field_errors("goal"):
        goal = clean_text(goal)
    if len(goal) > LONGEST_AIM:
        raise BadInput({"goal": f"Please use at most {LONGEST_AIM} characters."})
    with writing(portal.database) as db:
        _choose(db, actor.member_id, Relation.CURRENT, current)
        _choose(db, actor.member_id, Relation.WANTED, wanted)
        job_roles.set_aim(db, actor.member_id, goal, at=stamp(portal.now()))


def _choose(db: Database, member_id: str, relation: Relation, role_ids: Sequence[str]) -> None:
    chosen = [job_roles.get(db, role_id) for role_id in role_ids]
    check_choice(relation, chosen, {role.id for role in job_roles.of_member(db, member_id, relation)})
    job_roles.set_of_member(db, member_id, relation, role_ids)
