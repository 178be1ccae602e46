"""Reading the portal in the way that is comfortable."""

from core.errors import BadInput
from core.portal import Portal
from core.rules.comfort import TEXT_SIZES, Comfort
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import comforts
from core.storage.database import writing


def choose(portal: Portal, actor: Actor, *, comfort: Comfort) -> None:
    """From now on, on every device on which the person is signed in. Refuses sizes that are not in the table."""
    require(actor, Permission.PROFILE_EDIT)
    if comfort.text_size not in TEXT_SIZES:
        raise BadInput({"text_size": "Please choose one of the sizes."})
    with writing(portal.database) as db:
        comforts.keep(db, actor.member_id, comfort)
