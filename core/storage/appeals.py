"""Appeals against revocations: at most one for each case, decided once, kept for good."""

from datetime import date, datetime

from sqlite_utils import Database

from core.rules.appeals import Appeal, AppealOutcome
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _appeal(row: Row) -> Appeal:
    times = {name: moment(row[name]) if row[name] else None for name in ("made_at", "decided_at")}
    return Appeal(**{**row, **times, "due_on": date.fromisoformat(row["due_on"])})


def in_case(db: Database, case_id: str) -> Appeal | None:
    row = one(db, "SELECT * FROM appeals WHERE case_id = :id", id=case_id)
    return _appeal(row) if row else None


def every_open(db: Database) -> list[Appeal]:
    """Every appeal that waits for a decision, the oldest first."""
    return [_appeal(row) for row in rows(db, "SELECT * FROM appeals WHERE outcome IS NULL ORDER BY made_at, case_id")]


def add(db: Database, appeal: Appeal) -> None:
    change(
        db,
        "INSERT INTO appeals (case_id, ground, statement, made_at, due_on) VALUES (:case_id, :ground, :statement, :made_at, :due_on)",
        case_id=appeal.case_id,
        ground=appeal.ground,
        statement=appeal.statement,
        made_at=stamp(appeal.made_at),
        due_on=appeal.due_on.isoformat(),
    )


def close(db: Database, case_id: str, outcome: AppealOutcome, *, by: str, reasons: str, at: datetime) -> bool:
    """Whether it was open until now: exactly one decision closes an appeal."""
    closed = change(
        db,
        "UPDATE appeals SET outcome = :outcome, decided_by = :by, reasons = :reasons, decided_at = :at"
        " WHERE case_id = :id AND outcome IS NULL",
        id=case_id,
        outcome=outcome,
        by=by,
        reasons=reasons,
        at=stamp(at),
    )
    return closed == 1
