"""How the person who looks wants to read."""

from core.portal import Portal
from core.rules.comfort import AS_IT_COMES, Comfort
from core.rules.members import Actor
from core.storage import comforts
from core.storage.database import reading


def comfort(portal: Portal, actor: Actor) -> Comfort:
    """Visitors read the portal as it comes."""
    if not actor.signed_in:
        return AS_IT_COMES
    with reading(portal.database) as db:
        return comforts.of_member(db, actor.member_id)
