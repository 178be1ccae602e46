"""What a timer does: the portal does it at its start and every hour, the command line whenever somebody likes."""

from dataclasses import dataclass

from core.portal import Portal
from core.services import capstones, peers, uses
from core.services.badge_files import freeze_older_looks
from core.services.mail import send
from core.services.reminders import remind
from core.services.status_lists import refresh_all
from core.storage import association
from core.storage.database import reading


@dataclass(frozen=True)
class Done:
    """What one round of upkeep did: status lists that were signed anew, badges whose looks were frozen, badges of pathways, reminders
    that were made, drafts for which another colleague is asked, holders who are asked whether they use it, e-mails that went out."""

    lists_signed: int = 0
    looks_frozen: int = 0
    capstones_issued: int = 0
    reminders: int = 0
    peers_expired: int = 0
    uses_asked: int = 0
    mails_sent: int = 0


def upkeep(portal: Portal) -> Done:
    """One round. Safe to repeat and to break off at any time; in a portal that is not set up there is nothing to do."""
    with reading(portal.database) as db:
        if not association.is_set_up(db):
            return Done()
    return Done(
        lists_signed=refresh_all(portal),
        looks_frozen=freeze_older_looks(portal),
        capstones_issued=capstones.settle(portal),
        reminders=remind(portal),
        peers_expired=peers.expire(portal),
        uses_asked=uses.ask_all(portal),
        mails_sent=send(portal).sent,
    )
