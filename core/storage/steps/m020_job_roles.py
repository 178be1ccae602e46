"""What people work as, what they want to get better at, what they do not want to be shown, and what they looked for in vain."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m020_job_roles(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE job_roles (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, content TEXT NOT NULL, retired_at TEXT, row_version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE TABLE member_job_roles (
            member_id TEXT NOT NULL REFERENCES members(id), relation TEXT NOT NULL CHECK (relation IN ('current', 'wanted')),
            job_role_id TEXT NOT NULL REFERENCES job_roles(id), place INTEGER NOT NULL,
            PRIMARY KEY (member_id, relation, job_role_id)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX member_job_roles_by_role ON member_job_roles (job_role_id, relation);

        CREATE TABLE member_aims (
            member_id TEXT PRIMARY KEY REFERENCES members(id), goal TEXT NOT NULL, asked_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dismissals (
            member_id TEXT NOT NULL REFERENCES members(id), program_code TEXT NOT NULL, dismissed_on TEXT NOT NULL,
            PRIMARY KEY (member_id, program_code)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE wishes (
            words TEXT NOT NULL, member_id TEXT NOT NULL REFERENCES members(id), wished_on TEXT NOT NULL, settled_at TEXT,
            PRIMARY KEY (words, member_id)
        ) STRICT, WITHOUT ROWID;
        """,
    )
