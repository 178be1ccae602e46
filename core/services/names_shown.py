"""How a badge calls its holder: it is signed once more, at the same address, with the name as its holder wants it."""

import json

from sqlite_utils import Database

from core.badges.documents import unsecured
from core.badges.reissue import rebased, renamed
from core.badges.shape import issuer_id
from core.errors import RuleBroken
from core.portal import Portal
from core.queries.names_shown import full_name
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.names_shown import NameShown, as_shown, choice
from core.rules.permissions import Permission, require
from core.services.press import Press, open_press
from core.services.recording import record
from core.services.reissue import is_doubtful
from core.storage import awards, credentials
from core.storage.database import writing


def show_name(portal: Portal, actor: Actor, *, token: str, shown: str) -> None:
    """From now on the public page, and every file that is taken from it, calls the holder of one's own badge so.

    Files that somebody has already stay valid and say what they said. Refuses somebody else's badge (*not found*), and one that waits
    for a look because its key was stolen.
    """
    require(actor, Permission.AWARD_READ_OWN)
    wanted = choice(shown)
    with writing(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        if award.name_shown == wanted:
            return
        if is_doubtful(db, portal, token):
            raise RuleBroken("The association has to look at this badge first; then you can choose how it calls you.")
        sign_as(db, open_press(db, portal), token, wanted)
        record(db, portal, actor, Action.AWARD_RENAMED, token, wanted)


def sign_as(db: Database, press: Press, token: str, shown: NameShown) -> None:
    """Inside a transaction: the next edition of a badge, at today's address, with the name as it is wanted."""
    newest = credentials.newest(db, token)
    old = unsecured(json.loads(newest.document))
    moved = rebased(old, old_base=newest.base_url, new_base=press.portal.base_url, old_did=issuer_id(old), new_did=press.did)
    document = renamed(moved, name=as_shown(full_name(db, token), shown))
    credentials.add(db, press.sign(document, token=token, edition=newest.edition + 1, cause="name_chosen"))
    awards.set_name_shown(db, token, shown)
