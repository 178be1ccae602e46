"""Third persons who confirm what they saw, and the pieces of evidence that come from it."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m026_attestations(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE attestations (
            id TEXT PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submissions(id), requirement TEXT NOT NULL,
            secret_sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, relation TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asked', 'given', 'withdrawn')),
            asked_at TEXT NOT NULL, expires_at TEXT NOT NULL, given_at TEXT
        ) STRICT;

        CREATE INDEX attestations_of_submission ON attestations (submission_id);

        ALTER TABLE evidence_items ADD COLUMN attestation_id TEXT NOT NULL DEFAULT '';
        """,
    )
