"""Cohorts from files: the batch, its rows with what they say, and what became of each. Issued rows never change."""

from collections.abc import Iterable

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.batch_files import CohortRow
from core.rules.batches import Batch, BatchRow, EarlierAward, Verdict
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _batch(row: Row) -> Batch:
    times = {"started_at": moment(row["started_at"]), "finished_at": moment(row["finished_at"]) if row["finished_at"] else None}
    return Batch(**{**row, **times})


def get(db: Database, batch_id: str) -> Batch:
    row = one(db, "SELECT * FROM batches WHERE id = :id", id=batch_id)
    if row is None:
        raise NotFound("There is no such cohort.")
    return _batch(row)


def of_file(db: Database, version_id: str, file_sha256: str) -> Batch | None:
    row = one(db, "SELECT * FROM batches WHERE version_id = :version AND file_sha256 = :sha256", version=version_id, sha256=file_sha256)
    return _batch(row) if row else None


def everything(db: Database) -> list[Batch]:
    """The newest first."""
    return [_batch(row) for row in rows(db, "SELECT * FROM batches ORDER BY started_at DESC, id DESC")]


def add(db: Database, batch: Batch) -> None:
    change(
        db,
        "INSERT INTO batches (id, version_id, file_name, file_sha256, origin, started_by, started_at)"
        " VALUES (:id, :version_id, :file_name, :file_sha256, :origin, :started_by, :started_at)",
        **{**vars(batch), "started_at": stamp(batch.started_at)},
    )


def keep_rows(db: Database, batch_id: str, kept: Iterable[BatchRow], *, at: str) -> None:
    """The rows as they are judged now; those that were issued before stay as they are."""
    for row in kept:
        change(
            db,
            "INSERT INTO batch_rows (batch_id, line, email, facts, verdict, sentence, award_token, at)"
            " VALUES (:batch, :line, :email, :facts, :verdict, :sentence, :token, :at) ON CONFLICT (batch_id, line) DO UPDATE SET"
            " verdict = :verdict, sentence = :sentence, award_token = :token, at = :at WHERE verdict <> 'issued'",
            batch=batch_id,
            line=row.line,
            email=row.email,
            facts=row.facts.model_dump_json() if row.facts else "",
            verdict=row.verdict,
            sentence=row.sentence,
            token=row.award_token,
            at=at,
        )


def _row(row: Row) -> BatchRow:
    facts = CohortRow.model_validate_json(row.pop("facts")) if row["facts"] else row.pop("facts") or None
    return BatchRow(**row, facts=facts)


_ROW = "SELECT line, email, facts, verdict, sentence, award_token FROM batch_rows"


def rows_of(db: Database, batch_id: str) -> list[BatchRow]:
    """Every line, in the order of the file."""
    return [_row(row) for row in rows(db, f"{_ROW} WHERE batch_id = :id ORDER BY line", id=batch_id)]


def ready(db: Database, batch_id: str, limit: int) -> list[BatchRow]:
    """The next lines that wait to be issued."""
    found = rows(db, f"{_ROW} WHERE batch_id = :id AND verdict = 'ready' ORDER BY line LIMIT :limit", id=batch_id, limit=limit)
    return [_row(row) for row in found]


def basis_of(db: Database, award_token: str) -> CohortRow | None:
    """What an imported award rests on, as it stood in the file."""
    row = one(db, f"{_ROW} WHERE award_token = :token AND verdict = 'issued'", token=award_token)
    return _row(row).facts if row else None


def counts(db: Database, batch_id: str) -> dict[Verdict, int]:
    found = rows(db, "SELECT verdict, count(*) AS n FROM batch_rows WHERE batch_id = :id GROUP BY verdict", id=batch_id)
    return {row["verdict"]: row["n"] for row in found}


def settle(db: Database, batch_id: str, line: int, verdict: Verdict, sentence: str, award_token: str | None, *, at: str) -> None:
    """What became of a line; an issued one is settled for good."""
    change(
        db,
        "UPDATE batch_rows SET verdict = :verdict, sentence = :sentence, award_token = :token, at = :at"
        " WHERE batch_id = :id AND line = :line",
        id=batch_id,
        line=line,
        verdict=verdict,
        sentence=sentence,
        token=award_token,
        at=at,
    )


def set_finished(db: Database, batch_id: str, *, at: str | None) -> None:
    change(db, "UPDATE batches SET finished_at = :at WHERE id = :id", id=batch_id, at=at)


def earlier_awards(db: Database, member_id: str, program_code: str) -> tuple[EarlierAward, ...]:
    """Every badge of the program that the person was ever given, the newest first, without its document."""
    found = rows(
        db,
        "SELECT token, state, awarded_at, valid_until FROM awards WHERE member_id = :member AND program_code = :code"
        " ORDER BY awarded_at DESC, rowid DESC",
        member=member_id,
        code=program_code,
    )
    return tuple(
        EarlierAward(row["token"], row["state"], moment(row["awarded_at"]), moment(row["valid_until"]) if row["valid_until"] else None)
        for row in found
    )
