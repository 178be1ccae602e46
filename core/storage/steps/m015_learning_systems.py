"""What learning management systems say is imported, previewed, applied, and can be undone."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m015_learning_systems(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE lms_imports (
            id TEXT PRIMARY KEY, program_code TEXT NOT NULL, file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL,
            size INTEGER NOT NULL, choices TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('uploaded', 'mapped', 'previewed', 'applied', 'undone')),
            started_by TEXT REFERENCES members(id), started_at TEXT NOT NULL, others INTEGER NOT NULL DEFAULT 0,
            applied_at TEXT, undone_at TEXT
        ) STRICT;

        CREATE INDEX lms_imports_of_program ON lms_imports(program_code, started_at);

        CREATE TABLE lms_import_rows (
            import_id TEXT NOT NULL REFERENCES lms_imports(id), n INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
            who TEXT NOT NULL, told TEXT NOT NULL, word TEXT NOT NULL, verdict TEXT NOT NULL, sentence TEXT NOT NULL,
            member_id TEXT REFERENCES members(id), enrolment_id TEXT REFERENCES enrolments(id), program_code TEXT NOT NULL,
            activity TEXT NOT NULL, state TEXT, score_bp INTEGER CHECK (score_bp BETWEEN 0 AND 10000), at TEXT,
            statement TEXT NOT NULL, note TEXT NOT NULL, completion_id TEXT,
            PRIMARY KEY (import_id, n)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX lms_rows_by_verdict ON lms_import_rows(import_id, verdict, enrolment_id, n);

        CREATE INDEX lms_rows_by_statement ON lms_import_rows(import_id, statement);

        CREATE UNIQUE INDEX lms_rows_taken_over ON lms_import_rows(statement, member_id, program_code, activity)
        WHERE completion_id IS NOT NULL;

        CREATE TABLE lms_meanings (
            kind TEXT NOT NULL CHECK (kind IN ('person', 'activity', 'state')), scheme TEXT NOT NULL, program_code TEXT NOT NULL,
            value TEXT NOT NULL, means TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (kind, scheme, program_code, value)
        ) STRICT, WITHOUT ROWID;
        """,
    )
