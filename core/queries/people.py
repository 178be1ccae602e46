"""Who is in the portal: for those who look after people."""

from dataclasses import dataclass

from core.portal import Portal
from core.rules.members import Actor, Member
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.storage import members
from core.storage.database import reading, rows


@dataclass(frozen=True)
class PersonRow:
    """One person; ``invited`` says that an invitation is open."""

    member: Member
    invited: bool


@dataclass(frozen=True)
class Found:
    """The first people of an answer, and how many fit in all."""

    people: tuple[PersonRow, ...]
    total: int


def _pattern(words: str) -> str:
    """What was typed, taken literally, anywhere in the text."""
    return "%" + words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def people(portal: Portal, actor: Actor, *, words: str = "", limit: int = 50) -> Found:
    """People by name whose name or e-mail address contains the words."""
    require(actor, Permission.MEMBER_MANAGE)
    sql = (
        "SELECT m.id, EXISTS (SELECT 1 FROM invitations i WHERE i.member_id = m.id AND i.expires_at > :now) AS invited,"
        " count(*) OVER () AS total FROM members m WHERE m.display_name LIKE :pattern ESCAPE '\\'"
        " OR m.name_on_badge LIKE :pattern ESCAPE '\\' OR m.email LIKE :pattern ESCAPE '\\'"
        " ORDER BY m.display_name LIMIT :limit"
    )
    with reading(portal.database) as db:
        found = rows(db, sql, pattern=_pattern(words), limit=limit, now=stamp(portal.now()))
        fitting = tuple(PersonRow(members.get(db, row["id"]), bool(row["invited"])) for row in found)
    return Found(fitting, found[0]["total"] if found else 0)


def person(portal: Portal, actor: Actor, member_id: str) -> Member:
    """One person; refuses ids that are not there."""
    require(actor, Permission.MEMBER_MANAGE)
    with reading(portal.database) as db:
        return members.get(db, member_id)
