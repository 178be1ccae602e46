"""What members reported: posts and tips, with the reason of each."""

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from core.storage.database import change, rows

About = Literal["post", "tip"]


@dataclass(frozen=True)
class Report:
    """One thing that was reported, with everything that was said against it."""

    about: About
    subject: str
    reasons: tuple[str, ...]


def add(db: Database, about: About, subject: str, member_id: str, reason: str, *, at: str) -> None:
    """Reported again after it was settled, it is open again."""
    change(
        db,
        "INSERT INTO reports (about, subject, member_id, reason, at) VALUES (:about, :subject, :member, :reason, :at)"
        " ON CONFLICT (about, subject, member_id) DO UPDATE SET reason = :reason, at = :at, settled_at = NULL",
        about=about,
        subject=subject,
        member=member_id,
        reason=reason,
        at=at,
    )


def by_member(db: Database, about: About, member_id: str) -> set[str]:
    """What one person reported."""
    found = rows(db, "SELECT subject FROM reports WHERE about = :about AND member_id = :member", about=about, member=member_id)
    return {row["subject"] for row in found}


def open_ones(db: Database) -> list[Report]:
    """The longest waiting first."""
    found = rows(
        db,
        "SELECT about, subject, group_concat(reason, '\n') AS reasons FROM reports WHERE settled_at IS NULL"
        " GROUP BY about, subject ORDER BY min(at), subject",
    )
    return [Report(row["about"], row["subject"], tuple(row["reasons"].split("\n"))) for row in found]


def settle(db: Database, about: About, subject: str, *, at: str) -> None:
    change(
        db,
        "UPDATE reports SET settled_at = :at WHERE about = :about AND subject = :subject AND settled_at IS NULL",
        about=about,
        subject=subject,
        at=at,
    )
