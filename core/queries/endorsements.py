"""What others say about a badge: everything for its holder, what was accepted for the world."""

from core.errors import NotFound
from core.portal import Portal
from core.rules.awards import standing
from core.rules.endorsements import Endorsement, is_shown
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import awards, endorsements
from core.storage.database import reading


def of_own_badge(portal: Portal, actor: Actor, token: str) -> list[Endorsement]:
    """Everything about one's own badge, also what waits; somebody else's badge is *not found*."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        awards.held_by(db, actor.id, token)
        return endorsements.about(db, token)


def shown(portal: Portal, token: str) -> tuple[Endorsement, ...]:
    """What the world sees beside a badge today, the oldest first. Refuses unknown badges."""
    with reading(portal.database) as db:
        award = awards.get(db, token)
        today = standing(award.state, award.valid_until, portal.now())
        return tuple(one for one in reversed(endorsements.about(db, token)) if is_shown(one, today, private=award.private))


def shown_document(portal: Portal, token: str, endorsement_id: str) -> str:
    """One of them as it was signed. Refuses what the world does not see."""
    found = next((one.document for one in shown(portal, token) if one.id == endorsement_id), None)
    if found is None:
        raise NotFound("There is no such endorsement.")
    return found
