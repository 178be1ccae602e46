"""Requests to be forgotten: one's own, and all of them for whoever carries them out."""

from dataclasses import dataclass
from datetime import date

from core.portal import Portal
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import erasure, members
from core.storage.database import reading
from core.storage.erasure import Request


@dataclass(frozen=True)
class PrivacyRow:
    """A request with whoever asks. ``is_own``: whoever looks asked it themselves."""

    request: Request
    name: str
    is_own: bool


def own_request(portal: Portal, actor: Actor) -> Request | None:
    """One's own newest request, or ``None``."""
    require(actor, Permission.PROFILE_EDIT)
    with reading(portal.database) as db:
        return erasure.newest_of(db, actor.member_id)


def requests(portal: Portal, actor: Actor) -> list[PrivacyRow]:
    """The open ones first, the most urgent at the top."""
    require(actor, Permission.MEMBER_MANAGE)
    with reading(portal.database) as db:
        found = erasure.everything(db)
        return [PrivacyRow(row, members.get(db, row.member_id).display_name, row.member_id == actor.id) for row in found]


def is_overdue(request: Request, today: date) -> bool:
    return request.state == "open" and request.due_on < today
