"""What people looked for in vain, for whoever designs programs."""

from core.portal import Portal
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import wishes
from core.storage.database import reading
from core.storage.wishes import Wish


def open_wishes(portal: Portal, actor: Actor) -> list[Wish]:
    """What most people wish for first. Nobody is named."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        return wishes.open_ones(db)
