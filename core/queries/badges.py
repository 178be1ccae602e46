"""Badges as anybody may see them whose address they know, and as those see them who look after them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.badges.reading import view_of
from core.badges.view import BadgeView
from core.portal import Portal
from core.rules.awards import Origin, RecordedState, Standing, standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import moment
from core.storage import awards, credentials
from core.storage.awards import Award
from core.storage.credentials import Cause
from core.storage.database import Row, one, reading, rows

How = Literal["correction", "renewal", ""]


@dataclass(frozen=True)
class PublicBadge:
    """A badge as its page shows it: what the signed document says, and its standing of today.

    ``state_reason`` is the public word for why it was taken back, never the explanation of a case. ``replaced_by`` is the
    token of the badge that corrects or renews this one (``replaced_how``); ``replaces`` and ``replaces_how`` look back.
    ``listed``: the holder lets search engines list the page. ``editions``: how often it was signed.
    """

    token: str
    view: BadgeView
    document: str
    standing: Standing
    state_reason: str
    state_at: datetime | None
    replaced_by: str | None
    replaced_how: How
    replaces: str | None
    replaces_how: How
    listed: bool
    origin: Origin
    editions: int


def public_badge(portal: Portal, token: str) -> PublicBadge | None:
    """The badge at this address, or ``None``."""
    with reading(portal.database) as db:
        award = awards.find(db, token)
        return _public(db, portal, award) if award else None


def _public(db: Database, portal: Portal, award: Award) -> PublicBadge:
    return PublicBadge(
        token=award.token,
        view=view_of(json.loads(award.credential)),
        document=award.credential,
        standing=standing(award.state, award.valid_until, portal.now()),
        state_reason=award.state_reason,
        state_at=award.state_at,
        replaced_by=award.replaced_by,
        replaced_how=_how(_origin(db, award.replaced_by)),
        replaces=award.replaces,
        replaces_how=_how(award.origin) if award.replaces else "",
        listed=award.listed,
        origin=award.origin,
        editions=credentials.newest_number(db, award.token),
    )


def _origin(db: Database, token: str | None) -> str:
    row = one(db, "SELECT origin FROM awards WHERE token = :token", token=token) if token else None
    return row["origin"] if row else ""


def _how(origin: str) -> How:
    return "correction" if origin == "correction" else "renewal" if origin == "renewal" else ""


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


_ROW = (
    "SELECT a.token, m.display_name AS holder, a.program_code, v.title, a.awarded_at, a.valid_until, a.state, a.state_reason"
    " FROM awards a JOIN members m ON m.id = a.member_id JOIN program_versions v ON v.id = a.version_id"
)


def all_awards(portal: Portal, actor: Actor) -> list[AwardRow]:
    """Every award for those who look after them, the newest first."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        found = rows(db, f"{_ROW} ORDER BY a.awarded_at DESC, a.rowid DESC")
    return [AwardRow(**row, standing=_standing_today(row, portal.now())) for row in found]


def _standing_today(row: Row, now: datetime) -> Standing:
    return standing(row["state"], moment(row["valid_until"]) if row["valid_until"] else None, now)


@dataclass(frozen=True)
class Signed:
    """One signing of a badge: when, under which address, and why it was signed again."""

    edition: int
    signed_at: datetime
    base_url: str
    cause: Cause


@dataclass(frozen=True)
class AwardHistory:
    """One award for those who look after it: its row, the name that is on it, what it replaces and is replaced by, every signing.

    ``is_own``: whoever looks holds it, and somebody else has to look after it.
    """

    row: AwardRow
    name: str
    state_at: datetime | None
    replaces: str | None
    replaces_how: How
    replaced_by: str | None
    replaced_how: How
    signed: tuple[Signed, ...]
    is_own: bool

    @property
    def can_be_taken_back(self) -> bool:
        """Not where that was done, nor where a corrected badge carries on."""
        return self.row.state != "revoked" and self.replaced_how != "correction"


def award_history(portal: Portal, actor: Actor, token: str) -> AwardHistory:
    """What happened to one award. Refuses unknown addresses."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        award, editions = awards.get(db, token), credentials.editions_of(db, token)
        badge = _public(db, portal, award)
        (row,) = rows(db, f"{_ROW} WHERE a.token = :token", token=token)
    return AwardHistory(
        row=AwardRow(**row, standing=badge.standing),
        name=badge.view.holder_name,
        state_at=badge.state_at,
        replaces=badge.replaces,
        replaces_how=badge.replaces_how,
        replaced_by=badge.replaced_by,
        replaced_how=badge.replaced_how,
        signed=tuple(Signed(each.edition, each.signed_at, each.base_url, each.cause) for each in editions),
        is_own=award.member_id == actor.id,
    )
