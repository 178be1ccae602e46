"""What holders do with a badge: who may find its public page, and where they shared it."""

from sqlite_utils import Database

from core.errors import NotFound, RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.share_links import Channel
from core.rules.sharing import may_be_listed
from core.services.recording import record
from core.storage import awards, sharing
from core.storage.awards import Award
from core.storage.database import writing


def set_listed(portal: Portal, actor: Actor, *, token: str, listed: bool) -> None:
    """Let search engines list the page of one's own badge, or keep them away again (which is always possible).

    Somebody else's badge is *not found*. Refuses to list one that is revoked, suspended or replaced.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        award = _own(db, actor, token)
        if award.listed == listed:
            return
        if listed and not may_be_listed(standing(award.state, award.valid_until, portal.now())):
            raise RuleBroken("Only a badge that was not taken back, suspended or replaced can be shown to search engines.")
        awards.set_listed(db, token, listed)
        record(db, portal, actor, Action.AWARD_LISTED if listed else Action.AWARD_UNLISTED, token)


def note_share(portal: Portal, actor: Actor, *, token: str, channel: Channel) -> None:
    """Remember that the holder opened a channel with their badge: once a day and channel, and nothing about whoever looks at it.

    Somebody else's badge is *not found*.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        sharing.remember(db, _own(db, actor, token).token, channel, on=portal.now().date())


def _own(db: Database, actor: Actor, token: str) -> Award:
    award = awards.find(db, token)
    if award is None or award.member_id != actor.id:
        raise NotFound("This badge is not among yours.")
    return award
