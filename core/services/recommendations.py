"""What somebody does not want to be shown."""

from core.portal import Portal
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import programs, recommendations
from core.storage.database import writing


def not_for_me(portal: Portal, actor: Actor, *, code: str) -> None:
    """Do not suggest a program to this person for 90 days. It stays in the catalogue. Refuses what is not there."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        programs.published(db, code)
        recommendations.dismiss(db, actor.member_id, code, on=portal.now().date())
