"""Tips of earners, and their offers to help."""

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.times import moment, stamp
from core.rules.tips import Help, Tip
from core.storage.database import Row, change, one, rows


def _tip(row: Row) -> Tip:
    return Tip(
        row["id"], row["program_code"], row["member_id"], row["words"], bool(row["named"]), bool(row["hidden"]), moment(row["written_at"])
    )


def save(db: Database, tip: Tip) -> None:
    """One a person and program; a new one takes the place of the old."""
    change(
        db,
        "INSERT INTO tips (id, program_code, member_id, words, named, written_at) VALUES (:id, :code, :member, :words, :named, :at)"
        " ON CONFLICT (program_code, member_id) DO UPDATE SET words = :words, named = :named, written_at = :at",
        id=tip.id,
        code=tip.program_code,
        member=tip.member_id,
        words=tip.words,
        named=tip.named,
        at=stamp(tip.written_at),
    )


def get(db: Database, tip_id: str) -> Tip:
    row = one(db, "SELECT * FROM tips WHERE id = :id", id=tip_id)
    if row is None:
        raise NotFound("There is no such tip.")
    return _tip(row)


def of_program(db: Database, code: str) -> list[Tip]:
    """The latest first."""
    return [_tip(row) for row in rows(db, "SELECT * FROM tips WHERE program_code = :code ORDER BY written_at DESC, id DESC", code=code)]


def remove(db: Database, code: str, member_id: str) -> int:
    return change(db, "DELETE FROM tips WHERE program_code = :code AND member_id = :member", code=code, member=member_id)


def set_hidden(db: Database, tip_id: str, hidden: bool) -> None:
    change(db, "UPDATE tips SET hidden = :hidden WHERE id = :id", id=tip_id, hidden=hidden)


def set_offer(db: Database, member_id: str, code: str, help_: Help, *, offered: bool, at: str) -> None:
    given = {"member": member_id, "code": code, "help": help_}
    if offered:
        change(
            db,
            "INSERT INTO volunteers (member_id, program_code, help, since) VALUES (:member, :code, :help, :at) ON CONFLICT DO NOTHING",
            **given,
            at=at,
        )
    else:
        change(db, "DELETE FROM volunteers WHERE member_id = :member AND program_code = :code AND help = :help", **given)


def offers_of(db: Database, member_id: str, code: str) -> set[Help]:
    found = rows(db, "SELECT help FROM volunteers WHERE member_id = :member AND program_code = :code", member=member_id, code=code)
    return {row["help"] for row in found}


def offers(db: Database) -> list[Row]:
    """Who offers what, with their name: by program and name."""
    return rows(
        db,
        "SELECT v.program_code, v.help, v.since, m.display_name AS name FROM volunteers v JOIN members m ON m.id = v.member_id"
        " WHERE m.active ORDER BY v.program_code, m.display_name, v.help",
    )
