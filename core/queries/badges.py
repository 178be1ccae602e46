"""What anybody may see of a badge whose address they know."""

import json
from dataclasses import dataclass
from datetime import datetime

from core.badges.reading import view_of
from core.badges.view import BadgeView
from core.portal import Portal
from core.rules.awards import RecordedState, Standing, standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import moment
from core.storage import awards
from core.storage.database import Row, reading, rows


@dataclass(frozen=True)
class PublicBadge:
    """A badge as its page shows it: what the signed document says, and its standing of today."""

    token: str
    view: BadgeView
    document: str
    standing: Standing
    state_reason: str
    state_at: datetime | None


def public_badge(portal: Portal, token: str) -> PublicBadge | None:
    """The badge at this address, or ``None``."""
    with reading(portal.database) as db:
        award = awards.find(db, token)
    if award is None:
        return None
    today = standing(award.state, award.valid_until, portal.now())
    return PublicBadge(token, view_of(json.loads(award.credential)), award.credential, today, award.state_reason, award.state_at)


@dataclass(frozen=True)
class AwardRow:
    """One award in the list of those who look after them; ``standing`` is its state of today, ``state`` the recorded one."""

    token: str
    holder: str
    program_code: str
    title: str
    awarded_at: str
    valid_until: str | None
    state: RecordedState
    state_reason: str
    standing: Standing


def all_awards(portal: Portal, actor: Actor) -> list[AwardRow]:
    """Every award for those who look after them, the newest first."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT a.token, m.display_name AS holder, a.program_code, v.title, a.awarded_at, a.valid_until, a.state, a.state_reason"
            " FROM awards a JOIN members m ON m.id = a.member_id JOIN program_versions v ON v.id = a.version_id"
            " ORDER BY a.awarded_at DESC",
        )
    return [AwardRow(**row, standing=_standing_today(row, portal.now())) for row in found]


def _standing_today(row: Row, now: datetime) -> Standing:
    return standing(row["state"], moment(row["valid_until"]) if row["valid_until"] else None, now)
