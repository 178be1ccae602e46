"""Asking holders whether they use at work what they showed, and keeping what they say."""

from sqlite_utils import Database

from core.errors import BadInput, RuleBroken
from core.messages.use_asked import UseAsked
from core.portal import Portal
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.rules.uses import USED_WORDS, Used, days_after, is_due
from core.services import mail
from core.storage import awards, programs, uses
from core.storage.database import reading, writing


def ask_all(portal: Portal) -> int:
    """What the timer does: ask about every badge for which it is time; gives how many. Can be repeated and broken off at any time."""
    with reading(portal.database) as db:
        due = uses.to_ask(db, portal.now())
    asked = 0
    for token in due:
        with writing(portal.database) as db:
            asked += _ask(db, portal, token)
    return asked


def _ask(db: Database, portal: Portal, token: str) -> bool:
    """Looked at anew: between reading and writing it may have been taken back. Pathways are asked about by their parts."""
    award, now = awards.get(db, token), portal.now()
    program = programs.get(db, award.version_id).program
    in_force = standing(award.state, award.valid_until, now) == "valid"
    if not in_force or program.benchmark == "pathway" or not is_due(award.awarded_at, days_after(program.surveys), now):
        return False
    if not uses.ask(db, token, at=stamp(now)):
        return False
    mail.say(db, portal, UseAsked(token, program.title), to=award.member_id, about=about(token), dedupe=about(token))
    return True


def about(token: str) -> str:
    """What the message is about."""
    return f"used:{token}"


def answer(portal: Portal, actor: Actor, *, token: str, used: str) -> None:
    """Say how often one uses it; it may be changed. Refuses somebody else's badge (*not found*), and what was not asked."""
    require(actor, Permission.AWARD_READ_OWN)
    if used not in USED_WORDS:
        raise BadInput({"used": "Please choose one of the four."})
    known: Used = next(word for word in USED_WORDS if word == used)
    with writing(portal.database) as db:
        awards.held_by(db, actor.member_id, token)
        if uses.about(db, token) is None:
            raise RuleBroken("This is asked two to three months after a badge.")
        uses.answer(db, token, known, at=stamp(portal.now()))
    mail.seen(portal, actor, about=about(token))
