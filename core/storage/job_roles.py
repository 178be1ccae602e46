"""Job roles, who has or wants which, and what people want to get better at."""

from collections.abc import Collection, Iterable

from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.job_roles import JobRole, JobRoleDetails, Relation
from core.storage.database import Row, change, one, rows


def _job_role(row: Row) -> JobRole:
    return JobRole(row["id"], JobRoleDetails.model_validate_json(row["content"]), row["retired_at"] is not None)


def get(db: Database, role_id: str) -> JobRole:
    row = one(db, "SELECT * FROM job_roles WHERE id = :id", id=role_id)
    if row is None:
        raise NotFound("There is no such job role.")
    return _job_role(row)


def everything(db: Database) -> list[JobRole]:
    """By name; retired ones too."""
    return [_job_role(row) for row in rows(db, "SELECT * FROM job_roles ORDER BY name, id")]


def add(db: Database, role_id: str, details: JobRoleDetails) -> None:
    change(
        db,
        "INSERT INTO job_roles (id, name, content) VALUES (:id, :name, :content)",
        id=role_id,
        name=details.name,
        content=details.model_dump_json(),
    )


def row_version(db: Database, role_id: str) -> int:
    row = one(db, "SELECT row_version FROM job_roles WHERE id = :id", id=role_id)
    return row["row_version"] if row else 0


def replace(db: Database, role_id: str, details: JobRoleDetails, *, seen: int) -> None:
    """Refuses with ``Conflict`` when somebody else changed it since it was read."""
    moved = change(
        db,
        "UPDATE job_roles SET name = :name, content = :content, row_version = row_version + 1 WHERE id = :id AND row_version = :seen",
        id=role_id,
        name=details.name,
        content=details.model_dump_json(),
        seen=seen,
    )
    if not moved:
        raise Conflict("Somebody else changed this job role. Please look at it again.")


def set_retired(db: Database, role_id: str, at: str | None) -> None:
    change(db, "UPDATE job_roles SET retired_at = :at, row_version = row_version + 1 WHERE id = :id", id=role_id, at=at)


def of_member(db: Database, member_id: str, relation: Relation) -> list[JobRole]:
    """In the order in which the person chose them."""
    found = rows(
        db,
        "SELECT r.* FROM member_job_roles m JOIN job_roles r ON r.id = m.job_role_id"
        " WHERE m.member_id = :member AND m.relation = :relation ORDER BY m.place",
        member=member_id,
        relation=relation,
    )
    return [_job_role(row) for row in found]


def set_of_member(db: Database, member_id: str, relation: Relation, role_ids: Iterable[str]) -> None:
    change(db, "DELETE FROM member_job_roles WHERE member_id = :member AND relation = :relation", member=member_id, relation=relation)
    for place, role_id in enumerate(role_ids):
        change(
            db,
            "INSERT INTO member_job_roles (member_id, relation, job_role_id, place) VALUES (:member, :relation, :role, :place)",
            member=member_id,
            relation=relation,
            role=role_id,
            place=place,
        )


def aim(db: Database, member_id: str) -> str | None:
    """What the person wants to get better at; empty where they did not want to say, ``None`` while nobody asked."""
    row = one(db, "SELECT goal FROM member_aims WHERE member_id = :member", member=member_id)
    return row["goal"] if row else None


def set_aim(db: Database, member_id: str, goal: str, *, at: str) -> None:
    change(
        db,
        "INSERT INTO member_aims (member_id, goal, asked_at) VALUES (:member, :goal, :at)"
        " ON CONFLICT (member_id) DO UPDATE SET goal = :goal, asked_at = :at",
        member=member_id,
        goal=goal,
        at=at,
    )


def people(db: Database) -> dict[str, int]:
    """How many active people work in each role, by its id."""
    found = rows(
        db,
        "SELECT r.job_role_id AS id, count(*) AS n FROM member_job_roles r JOIN members m ON m.id = r.member_id"
        " WHERE r.relation = 'current' AND m.active GROUP BY r.job_role_id",
    )
    return {row["id"]: row["n"] for row in found}


def earners(db: Database, role_ids: Collection[str], *, but: str) -> dict[str, int]:
    """How many people other than ``but`` who work in one of the roles earned each program, by its code."""
    if not role_ids:
        return {}
    named = {f"r{place}": role_id for place, role_id in enumerate(role_ids)}
    among = ", ".join(f":{name}" for name in named)
    sql = (
        "SELECT a.program_code AS code, count(DISTINCT a.member_id) AS n FROM awards a"  # noqa: S608 - names of parameters only
        " JOIN member_job_roles m ON m.member_id = a.member_id AND m.relation = 'current'"
        f" WHERE m.job_role_id IN ({among}) AND a.member_id <> :but AND a.state = 'active' GROUP BY a.program_code"
    )
    return {row["code"]: row["n"] for row in rows(db, sql, but=but, **named)}
