"""Telling the designers what was looked for in vain, and what they make of it."""

from core.errors import NotFound
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.rules.wishes import check_has_not_wished_enough, check_words
from core.services.recording import record
from core.storage import wishes
from core.storage.database import writing


def wish(portal: Portal, actor: Actor, *, words: str) -> str:
    """Remember what somebody looked for in vain; gives the words as they are kept. Once a person and words, and a few a day.

    Designers see the words and how many people wished for them, never who.
    """
    require(actor, Permission.ENROLMENT_START)
    words = check_words(words)
    today = portal.now().date()
    with writing(portal.database) as db:
        already = wishes.of_member_on(db, actor.member_id, today)
        if words not in already:
            check_has_not_wished_enough(len(already))
            wishes.add(db, actor.member_id, words, on=today)
    return words


def settle(portal: Portal, actor: Actor, *, words: str) -> None:
    """A designer did something about a wish, or decided not to. Refuses one that is not open."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        if not wishes.settle(db, words, at=stamp(portal.now())):
            raise NotFound("This wish was settled already.")
        record(db, portal, actor, Action.WISH_SETTLED, words)
