"""Tips of earners for those who come after them, and their offers to help."""

from sqlite_utils import Database

from core.errors import BadInput, NotFound
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.texts import clean_line
from core.rules.times import stamp
from core.rules.tips import HELP_WORDS, Help, Tip, check_holds, check_words
from core.services.fields import field_errors
from core.services.groups import cleaned_reason
from core.services.recording import record
from core.storage import awards, reports, tips
from core.storage.database import writing


def write(portal: Portal, actor: Actor, *, code: str, words: str, named: bool) -> None:
    """Leave a tip on the page of a program whose badge one holds, signed with one's name or as *An earner*; one a person.

    Refuses without a valid badge, and what is no tip.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with field_errors("words"):
        words = check_words(clean_line(words))
    with writing(portal.database) as db:
        _check_holds(db, portal, actor, code)
        tips.save(db, Tip(new_id(), code, actor.member_id, words, named, False, portal.now()))


def _check_holds(db: Database, portal: Portal, actor: Actor, code: str) -> None:
    held = awards.active(db, actor.member_id, code)
    check_holds(held is not None and standing(held.state, held.valid_until, portal.now()) == "valid")


def take_back(portal: Portal, actor: Actor, *, code: str) -> None:
    """Take one's own tip off the page. Refuses where there is none."""
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        if not tips.remove(db, code, actor.member_id):
            raise NotFound("There is no tip of yours.")


def report(portal: Portal, actor: Actor, *, tip_id: str, reason: str) -> None:
    """Tell those who moderate that a tip is not in order. Refuses without a reason."""
    require(actor, Permission.ENROLMENT_START)
    reason = cleaned_reason(reason)
    with writing(portal.database) as db:
        reports.add(db, "tip", tips.get(db, tip_id).id, actor.member_id, reason, at=stamp(portal.now()))


def moderate(portal: Portal, actor: Actor, *, tip_id: str, hide: bool) -> None:
    """Decide about a tip that was reported: hide it, or let it stand."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        tips.get(db, tip_id)
        tips.set_hidden(db, tip_id, hide)
        reports.settle(db, "tip", tip_id, at=stamp(portal.now()))
        record(db, portal, actor, Action.TIP_MODERATED, tip_id, "hidden" if hide else "stands")


def offer(portal: Portal, actor: Actor, *, code: str, help_: str, offered: bool) -> None:
    """Offer to help others with a program as a peer coach, or to become a reviewer; or no longer. The role is given by hand.

    Refuses without a valid badge.
    """
    require(actor, Permission.AWARD_READ_OWN)
    if help_ not in HELP_WORDS:
        raise BadInput({"help": "Please choose how you would help."})
    known: Help = next(word for word in HELP_WORDS if word == help_)
    with writing(portal.database) as db:
        if offered:
            _check_holds(db, portal, actor, code)
        tips.set_offer(db, actor.member_id, code, known, offered=offered, at=stamp(portal.now()))
