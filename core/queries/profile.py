"""What a person reads about themselves."""

from core.portal import Portal
from core.rules.members import Actor, Member
from core.rules.permissions import Permission, require
from core.storage import members
from core.storage.database import reading


def profile(portal: Portal, actor: Actor) -> Member:
    """One's own names and addresses."""
    require(actor, Permission.PROFILE_EDIT)
    with reading(portal.database) as db:
        return members.get(db, actor.member_id)
