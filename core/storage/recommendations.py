"""What people do not want to be shown."""

from datetime import date

from sqlite_utils import Database

from core.storage.database import change, rows


def dismiss(db: Database, member_id: str, code: str, *, on: date) -> None:
    change(
        db,
        "INSERT INTO dismissals (member_id, program_code, dismissed_on) VALUES (:member, :code, :on)"
        " ON CONFLICT (member_id, program_code) DO UPDATE SET dismissed_on = :on",
        member=member_id,
        code=code,
        on=on.isoformat(),
    )


def dismissed(db: Database, member_id: str) -> dict[str, date]:
    """When the person said *not for me* last, by program."""
    found = rows(db, "SELECT program_code, dismissed_on FROM dismissals WHERE member_id = :member", member=member_id)
    return {row["program_code"]: date.fromisoformat(row["dismissed_on"]) for row in found}
