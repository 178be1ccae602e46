"""People and their roles."""

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.members import Member, MemberDetails, Names, Role
from core.storage.database import Row, change, one, rows

_SELECT = """
    SELECT m.*, (SELECT group_concat(role) FROM member_roles r WHERE r.member_id = m.id) AS roles FROM members m
"""


def _member(row: Row) -> Member:
    return Member(
        id=row["id"],
        email=row["email"],
        display_name=row["display_name"],
        name_on_badge=row["name_on_badge"],
        job_title=row["job_title"],
        roles=frozenset(Role(role) for role in (row["roles"] or "member").split(",")),
        active=bool(row["active"]),
        has_password=row["password_hash"] is not None,
    )


def get(db: Database, member_id: str) -> Member:
    row = one(db, _SELECT + "WHERE m.id = :id", id=member_id)
    if row is None:
        raise NotFound("There is no such person.")
    return _member(row)


def by_email(db: Database, email: str) -> Member | None:
    """The person with this (case folded) address."""
    row = one(db, _SELECT + "WHERE m.email = :email", email=email)
    return _member(row) if row else None


def everybody(db: Database) -> list[Member]:
    return [_member(row) for row in rows(db, _SELECT + "ORDER BY m.display_name")]


def add(db: Database, member_id: str, details: MemberDetails, *, password_hash: str | None, at: str) -> None:
    change(
        db,
        "INSERT INTO members (id, email, display_name, name_on_badge, job_title, password_hash, created_at)"
        " VALUES (:id, :email, :display_name, :name_on_badge, :job_title, :password_hash, :at)",
        id=member_id,
        **details.model_dump(exclude={"roles"}),
        password_hash=password_hash,
        at=at,
    )
    set_roles(db, member_id, details.roles)


def set_roles(db: Database, member_id: str, roles: frozenset[Role]) -> None:
    change(db, "DELETE FROM member_roles WHERE member_id = :id", id=member_id)
    for role in sorted(roles | {Role.MEMBER}):
        change(db, "INSERT INTO member_roles (member_id, role) VALUES (:id, :role)", id=member_id, role=role.value)


def save_names(db: Database, member_id: str, names: Names) -> None:
    change(
        db,
        "UPDATE members SET display_name = :display_name, name_on_badge = :name_on_badge, job_title = :job_title WHERE id = :id",
        id=member_id,
        **names.model_dump(),
    )


def set_active(db: Database, member_id: str, active: bool) -> None:
    change(db, "UPDATE members SET active = :active WHERE id = :id", id=member_id, active=int(active))


def password_hash(db: Database, member_id: str) -> str | None:
    row = one(db, "SELECT password_hash FROM members WHERE id = :id", id=member_id)
    return row["password_hash"] if row else None


def set_password_hash(db: Database, member_id: str, hashed: str) -> None:
    change(db, "UPDATE members SET password_hash = :hashed WHERE id = :id", id=member_id, hashed=hashed)


def invite(db: Database, member_id: str, *, token_sha256: str, expires_at: str) -> None:
    """One open invitation per person: a newer one replaces the older."""
    change(
        db,
        "INSERT INTO invitations (token_sha256, member_id, expires_at) VALUES (:token, :id, :expires)"
        " ON CONFLICT (member_id) DO UPDATE SET token_sha256 = excluded.token_sha256, expires_at = excluded.expires_at",
        token=token_sha256,
        id=member_id,
        expires=expires_at,
    )


def invited(db: Database, *, token_sha256: str, now: str) -> Member | None:
    """The person whom this invitation is for, while it is open."""
    row = one(
        db,
        _SELECT + "JOIN invitations i ON i.member_id = m.id WHERE i.token_sha256 = :token AND i.expires_at > :now AND m.active",
        token=token_sha256,
        now=now,
    )
    return _member(row) if row else None


def use_invitation(db: Database, *, token_sha256: str) -> None:
    change(db, "DELETE FROM invitations WHERE token_sha256 = :token", token=token_sha256)
