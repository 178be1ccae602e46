"""Whether holders use at work what they showed: who was asked, and what they said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from core.rules.times import moment, stamp
from core.rules.uses import LATEST, OPEN_FOR, SOONEST, Used
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Use:
    """``used`` is ``None`` until the holder answered."""

    award_token: str
    asked_at: datetime
    used: Used | None


def _use(row: Row) -> Use:
    return Use(row["award_token"], moment(row["asked_at"]), row["used"])


def to_ask(db: Database, now: datetime) -> list[str]:
    """Badges in force about which nobody was asked, of the time in which it can be due, the oldest first.

    Renewed badges and those whose holder is deactivated are left out; a corrected badge counts as the one that it replaced.
    """
    found = rows(
        db,
        "SELECT a.token FROM awards a JOIN members m ON m.id = a.member_id AND m.active"
        " WHERE a.state = 'active' AND a.origin <> 'renewal' AND a.awarded_at <= :latest AND a.awarded_at > :earliest"
        " AND NOT EXISTS (SELECT 1 FROM uses u WHERE u.award_token IN (a.token, a.replaces)) ORDER BY a.awarded_at, a.token",
        latest=stamp(now - timedelta(days=SOONEST)),
        earliest=stamp(now - timedelta(days=LATEST) - OPEN_FOR),
    )
    return [row["token"] for row in found]


def ask(db: Database, award_token: str, *, at: str) -> bool:
    """``False`` where it was asked before."""
    return bool(
        change(db, "INSERT INTO uses (award_token, asked_at) VALUES (:token, :at) ON CONFLICT DO NOTHING", token=award_token, at=at)
    )


def about(db: Database, award_token: str) -> Use | None:
    row = one(db, "SELECT * FROM uses WHERE award_token = :token", token=award_token)
    return _use(row) if row else None


def unanswered(db: Database, member_id: str) -> list[Use]:
    """Questions to one person about badges in force, the oldest first."""
    found = rows(
        db,
        "SELECT u.* FROM uses u JOIN awards a ON a.token = u.award_token"
        " WHERE a.member_id = :member AND a.state = 'active' AND u.used IS NULL ORDER BY u.asked_at, u.award_token",
        member=member_id,
    )
    return [_use(row) for row in found]


def answer(db: Database, award_token: str, used: Used, *, at: str) -> None:
    change(
        db,
        "UPDATE uses SET used = :used, answered_at = :at WHERE award_token = :token",
        token=award_token,
        used=used,
        at=at,
    )


def counts(db: Database) -> tuple[int, dict[Used, int]]:
    """How many were asked, and how many said what."""
    found = {row["used"]: row["n"] for row in rows(db, "SELECT used, count(*) AS n FROM uses GROUP BY used")}
    return sum(found.values()), {used: n for used, n in found.items() if used}
