"""Imports from learning systems: the file, its rows with their verdicts, and which of them became completions."""

from collections.abc import Iterable, Iterator
from typing import Literal

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.lms.choices import Choices
from core.rules.lms_imports import Import, ImportRow, ImportState, Verdict
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


def _import(row: Row) -> Import:
    times = {name: moment(row[name]) if row[name] else None for name in ("started_at", "applied_at", "undone_at")}
    return Import(**{**row, **times, "choices": Choices.model_validate_json(row["choices"])})


def get(db: Database, import_id: str) -> Import:
    row = one(db, "SELECT * FROM lms_imports WHERE id = :id", id=import_id)
    if row is None:
        raise NotFound("There is no such import.")
    return _import(row)


def everything(db: Database) -> list[Import]:
    """The newest first."""
    return [_import(row) for row in rows(db, "SELECT * FROM lms_imports ORDER BY started_at DESC, id DESC")]


def add(db: Database, started: Import) -> None:
    change(
        db,
        "INSERT INTO lms_imports (id, program_code, file_name, file_sha256, size, choices, state, started_by, started_at)"
        " VALUES (:id, :program_code, :file_name, :file_sha256, :size, :choices, :state, :started_by, :started_at)",
        **{**vars(started), "choices": started.choices.model_dump_json(), "started_at": stamp(started.started_at)},
    )


def set_choices(db: Database, import_id: str, choices: Choices) -> None:
    """What was chosen for the file; what was seen of it under other choices is seen no more."""
    change(
        db, "UPDATE lms_imports SET choices = :choices, state = 'mapped' WHERE id = :id", id=import_id, choices=choices.model_dump_json()
    )
    drop_rows(db, import_id)


def set_state(db: Database, import_id: str, state: ImportState, *, others: int | None = None, at: str | None = None) -> None:
    change(
        db,
        "UPDATE lms_imports SET state = :state, others = coalesce(:others, others),"
        " applied_at = CASE WHEN :state = 'applied' THEN :at ELSE applied_at END,"
        " undone_at = CASE WHEN :state = 'undone' THEN :at ELSE undone_at END WHERE id = :id",
        id=import_id,
        state=state,
        others=others,
        at=at,
    )


def drop(db: Database, import_id: str) -> None:
    """An import that was never applied leaves nothing behind."""
    drop_rows(db, import_id)
    change(db, "DELETE FROM lms_imports WHERE id = :id", id=import_id)


def drop_rows(db: Database, import_id: str) -> None:
    change(db, "DELETE FROM lms_import_rows WHERE import_id = :id", id=import_id)


def needs_file(db: Database, sha256: str) -> bool:
    """Whether an import still reads the file with this digest."""
    sql = "SELECT 1 FROM lms_imports WHERE file_sha256 = :sha256 AND state IN ('uploaded', 'mapped', 'previewed')"
    return one(db, sql, sha256=sha256) is not None


def add_rows(db: Database, import_id: str, program_code: str, found: Iterable[ImportRow]) -> None:
    """Many rows at once."""
    db.conn.executemany(
        "INSERT INTO lms_import_rows (import_id, n, line, col, who, told, word, verdict, sentence, member_id, enrolment_id, program_code,"
        " activity, state, score_bp, at, statement, note) VALUES (:import_id, :n, :line, :column, :who, :told, :word, :verdict, :sentence,"
        " :member_id, :enrolment_id, :program_code, :activity, :state, :score_bp, :at, :statement, :note)",
        ({**vars(row), "import_id": import_id, "program_code": program_code, "at": stamp(row.at) if row.at else None} for row in found),
    )


_ROW = (
    'SELECT n, line, col AS "column", who, told, word, verdict, sentence, member_id, enrolment_id, activity, state, score_bp, at,'
    " statement, note, completion_id FROM lms_import_rows"
)


def _row(row: Row) -> ImportRow:
    return ImportRow(**{**row, "at": moment(row["at"]) if row["at"] else None})


def first_rows(db: Database, import_id: str, verdict: Verdict, limit: int) -> list[ImportRow]:
    """The first rows with a verdict, in the order of the file."""
    sql = f"{_ROW} WHERE import_id = :id AND verdict = :verdict ORDER BY n LIMIT :limit"
    return [_row(row) for row in rows(db, sql, id=import_id, verdict=verdict, limit=limit)]


def each_row(db: Database, import_id: str) -> Iterator[ImportRow]:
    """Every row in the order of the file, one at a time."""
    return (_row(row) for row in db.query(f"{_ROW} WHERE import_id = :id ORDER BY n", {"id": import_id}))


def counts(db: Database, import_id: str) -> dict[Verdict, int]:
    found = rows(db, "SELECT verdict, count(*) AS n FROM lms_import_rows WHERE import_id = :id GROUP BY verdict", id=import_id)
    return {row["verdict"]: row["n"] for row in found}


def see_duplicates(db: Database, import_id: str) -> None:
    """Rows that say what was taken over before, from whichever file, or what an earlier line says."""
    change(
        db,
        "UPDATE lms_import_rows SET verdict = 'duplicate', sentence = 'Taken over before, on ' || (SELECT substr(i.applied_at, 1, 10)"
        " FROM lms_import_rows e JOIN lms_imports i ON i.id = e.import_id WHERE e.member_id = lms_import_rows.member_id"
        " AND e.program_code = lms_import_rows.program_code AND e.activity = lms_import_rows.activity"
        " AND e.statement = lms_import_rows.statement AND e.completion_id IS NOT NULL) || '.'"
        " WHERE import_id = :id AND verdict = 'apply' AND EXISTS (SELECT 1 FROM lms_import_rows e"
        " WHERE e.member_id = lms_import_rows.member_id AND e.program_code = lms_import_rows.program_code"
        " AND e.activity = lms_import_rows.activity AND e.statement = lms_import_rows.statement AND e.completion_id IS NOT NULL)",
        id=import_id,
    )
    change(
        db,
        "WITH numbered AS (SELECT n, first_value(line) OVER same AS line, row_number() OVER same AS place FROM lms_import_rows"
        " WHERE import_id = :id AND verdict = 'apply' WINDOW same AS (PARTITION BY member_id, activity, statement ORDER BY n))"
        " UPDATE lms_import_rows SET verdict = 'duplicate', sentence = 'The same as in line ' || numbered.line || '.' FROM numbered"
        " WHERE import_id = :id AND lms_import_rows.n = numbered.n AND numbered.place > 1",
        id=import_id,
    )


def see_withdrawn(db: Database, import_id: str) -> None:
    """Statements that another line of the file withdraws; and lines that withdraw what was taken over before."""
    change(
        db,
        "UPDATE lms_import_rows SET verdict = 'voided', sentence = 'Another line of the file withdraws it.'"
        " WHERE import_id = :id AND verdict = 'apply' AND statement IN"
        " (SELECT statement FROM lms_import_rows WHERE import_id = :id AND verdict = 'voids')",
        id=import_id,
    )
    change(
        db,
        "UPDATE lms_import_rows SET verdict = 'look', sentence = 'Withdraws a statement that was taken over from an earlier file.'"
        " || ' Undo that import, and take its file over again together with this one.' WHERE import_id = :id AND verdict = 'voids'"
        " AND statement IN (SELECT statement FROM lms_import_rows WHERE completion_id IS NOT NULL AND program_code ="
        " (SELECT program_code FROM lms_imports WHERE id = :id))",
        id=import_id,
    )


def not_passed(db: Database, import_id: str) -> int:
    """How many rows that were or would be taken over say that an activity was not passed."""
    sql = "SELECT count(*) AS n FROM lms_import_rows WHERE import_id = :id AND verdict IN ('apply', 'applied') AND state = 'failed'"
    found = one(db, sql, id=import_id)
    return int(found["n"]) if found else 0


def has_unknown_ids(db: Database, import_id: str) -> bool:
    """Whether rows name somebody by an id that leads to nobody yet."""
    sql = "SELECT 1 FROM lms_import_rows WHERE import_id = :id AND verdict = 'no_member' AND who <> '' AND instr(who, '@') = 0 LIMIT 1"
    return one(db, sql, id=import_id) is not None


_UNKNOWN = {
    "unknown_state": "SELECT word, count(*) AS n FROM lms_import_rows WHERE import_id = :id AND verdict = 'unknown_state' AND word <> ''"
    " GROUP BY word ORDER BY count(*) DESC, word LIMIT :limit",
    "no_activity": "SELECT told AS word, count(*) AS n FROM lms_import_rows WHERE import_id = :id AND verdict = 'no_activity'"
    " AND told <> '' GROUP BY told ORDER BY count(*) DESC, told LIMIT :limit",
}


def unknown(db: Database, import_id: str, verdict: Literal["unknown_state", "no_activity"], limit: int) -> list[tuple[str, int]]:
    """The words of the file that are not known (states, or names of activities), with how many rows have them, the most first."""
    return [(row["word"], row["n"]) for row in rows(db, _UNKNOWN[verdict], id=import_id, limit=limit)]


def waiting(db: Database, import_id: str, limit: int) -> list[ImportRow]:
    """The next rows to be taken over, the rows of one participation together."""
    sql = f"{_ROW} WHERE import_id = :id AND verdict = 'apply' ORDER BY enrolment_id, n LIMIT :limit"
    return [_row(row) for row in rows(db, sql, id=import_id, limit=limit)]


def has_waiting(db: Database, import_id: str, enrolment_id: str) -> bool:
    sql = "SELECT 1 FROM lms_import_rows WHERE import_id = :id AND verdict = 'apply' AND enrolment_id = :enrolment LIMIT 1"
    return one(db, sql, id=import_id, enrolment=enrolment_id) is not None


def is_taken(db: Database, program_code: str, row: ImportRow) -> bool:
    """Whether the statement of this row is among what was taken over."""
    sql = (
        "SELECT 1 FROM lms_import_rows WHERE member_id = :member AND program_code = :code AND activity = :activity"
        " AND statement = :statement AND completion_id IS NOT NULL"
    )
    found = one(db, sql, member=row.member_id, code=program_code, activity=row.activity, statement=row.statement)
    return found is not None


def settle(db: Database, import_id: str, n: int, verdict: Verdict, sentence: str, completion_id: str | None = None) -> None:
    """What became of a row."""
    change(
        db,
        "UPDATE lms_import_rows SET verdict = :verdict, sentence = :sentence, completion_id = :completion WHERE import_id = :id AND n = :n",
        id=import_id,
        n=n,
        verdict=verdict,
        sentence=sentence,
        completion=completion_id,
    )


def awards_upon(db: Database, import_id: str) -> list[Row]:
    """The awards of participations for which a row was taken over: holder's name, token, day."""
    return rows(
        db,
        "SELECT m.display_name AS holder, a.token, a.awarded_at FROM awards a JOIN members m ON m.id = a.member_id WHERE a.enrolment_id IN"
        " (SELECT enrolment_id FROM lms_import_rows WHERE import_id = :id AND verdict = 'applied') ORDER BY a.awarded_at, a.token",
        id=import_id,
    )


def take_back(db: Database, import_id: str) -> list[str]:
    """Remove the completions of this import, except those upon which an award stands; gives the participations that lost some."""
    change(
        db,
        "UPDATE lms_import_rows SET verdict = 'undone', sentence = 'Was taken over, and taken back.' WHERE import_id = :id AND (verdict ="
        " 'apply' OR verdict = 'applied' AND enrolment_id NOT IN (SELECT enrolment_id FROM awards WHERE enrolment_id IS NOT NULL))",
        id=import_id,
    )
    touched = rows(
        db,
        "SELECT DISTINCT enrolment_id FROM lms_import_rows WHERE import_id = :id AND verdict = 'undone' AND completion_id IS NOT NULL",
        id=import_id,
    )
    change(
        db,
        "DELETE FROM completions WHERE id IN (SELECT completion_id FROM lms_import_rows WHERE import_id = :id AND verdict = 'undone')",
        id=import_id,
    )
    change(db, "UPDATE lms_import_rows SET completion_id = NULL WHERE import_id = :id AND verdict = 'undone'", id=import_id)
    return [row["enrolment_id"] for row in touched]


def is_untouched(db: Database, enrolment_id: str) -> bool:
    """Whether nothing was stated or handed in in this participation."""
    sql = (
        "SELECT 1 FROM completions WHERE enrolment_id = :id UNION ALL SELECT 1 FROM submissions WHERE enrolment_id = :id"
        " UNION ALL SELECT 1 FROM quiz_attempts WHERE enrolment_id = :id LIMIT 1"
    )
    return one(db, sql, id=enrolment_id) is None


def unused_since(db: Database, before: str) -> list[Import]:
    """Imports that were begun before this time and never applied."""
    sql = "SELECT * FROM lms_imports WHERE started_at < :before AND state IN ('uploaded', 'mapped', 'previewed')"
    return [_import(row) for row in rows(db, sql, before=before)]


def remember(db: Database, kind: str, scheme: str, program_code: str, meanings: Iterable[tuple[str, str]], *, at: str) -> None:
    """What ids and words of a learning system mean; a newer meaning replaces the older."""
    db.conn.executemany(
        "INSERT INTO lms_meanings (kind, scheme, program_code, value, means, at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, scheme, program_code, value) DO UPDATE SET means = excluded.means, at = excluded.at",
        ((kind, scheme, program_code, value, means, at) for value, means in meanings),
    )


def meanings(db: Database, kind: str, scheme: str, program_code: str = "") -> dict[str, str]:
    """Value -> meaning."""
    sql = "SELECT value, means FROM lms_meanings WHERE kind = :kind AND scheme = :scheme AND program_code = :code"
    return {row["value"]: row["means"] for row in rows(db, sql, kind=kind, scheme=scheme, code=program_code)}


def known_people(db: Database, scheme: str) -> dict[str, str]:
    """The ids that lead to somebody of the portal."""
    sql = (
        "SELECT p.value, p.means FROM lms_meanings p JOIN members m ON m.email = p.means"
        " WHERE p.kind = 'person' AND p.scheme = :scheme AND p.program_code = ''"
    )
    return {row["value"]: row["means"] for row in rows(db, sql, scheme=scheme)}


def participations(db: Database, program_code: str) -> list[str]:
    """Every enrolment in the program, whichever version."""
    return [row["id"] for row in rows(db, "SELECT id FROM enrolments WHERE program_code = :code", code=program_code)]
