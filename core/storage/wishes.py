"""What people looked for and did not find, once a person and words."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from core.storage.database import change, rows


@dataclass(frozen=True)
class Wish:
    """Words that nothing was found for, how many people said so, and the last day on which one did."""

    words: str
    people: int
    last_on: date


def add(db: Database, member_id: str, words: str, *, on: date) -> None:
    """Wished again after it was settled, it is open again."""
    change(
        db,
        "INSERT INTO wishes (words, member_id, wished_on) VALUES (:words, :member, :on)"
        " ON CONFLICT (words, member_id) DO UPDATE SET wished_on = :on, settled_at = NULL",
        words=words,
        member=member_id,
        on=on.isoformat(),
    )


def of_member_on(db: Database, member_id: str, on: date) -> set[str]:
    """What one person wished for on a day."""
    found = rows(db, "SELECT words FROM wishes WHERE member_id = :member AND wished_on = :on", member=member_id, on=on.isoformat())
    return {row["words"] for row in found}


def open_ones(db: Database) -> list[Wish]:
    """What most people wish for first; of equals the latest."""
    found = rows(
        db,
        "SELECT words, count(*) AS people, max(wished_on) AS last FROM wishes WHERE settled_at IS NULL"
        " GROUP BY words ORDER BY people DESC, last DESC, words",
    )
    return [Wish(row["words"], row["people"], date.fromisoformat(row["last"])) for row in found]


def settle(db: Database, words: str, *, at: str) -> int:
    """How many people's wish that was; 0 when there is none that is open."""
    return change(db, "UPDATE wishes SET settled_at = :at WHERE words = :words AND settled_at IS NULL", words=words, at=at)
