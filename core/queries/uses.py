"""Is it used at work? The questions to one person, and what all of them said."""

from dataclasses import dataclass

from core.portal import Portal
from core.rules.goals import FEWEST_ANSWERS
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.uses import UsedAtWork, is_open
from core.storage import awards, programs, uses
from core.storage.database import reading


@dataclass(frozen=True)
class UseQuestion:
    """A question that waits for its answer."""

    token: str
    title: str


def questions(portal: Portal, actor: Actor) -> list[UseQuestion]:
    """What the person is asked at present, the oldest first."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        waiting = [use for use in uses.unanswered(db, actor.member_id) if is_open(use.asked_at, portal.now())]
        badges = [awards.get(db, use.award_token) for use in waiting]
        return [UseQuestion(award.token, programs.get(db, award.version_id).program.title) for award in badges]


def used_at_work(portal: Portal, actor: Actor) -> UsedAtWork | None:
    """What holders said; ``None`` while fewer than five did."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        asked, counts = uses.counts(db)
    found = UsedAtWork(asked, counts)
    return found if found.answered >= FEWEST_ANSWERS else None
