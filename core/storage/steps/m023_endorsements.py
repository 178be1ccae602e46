"""Others who vouch for a badge."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m023_endorsements(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE endorsements (
            id TEXT PRIMARY KEY, award_token TEXT NOT NULL REFERENCES awards(token), secret_sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL, relation TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asked', 'given', 'accepted', 'declined', 'withdrawn')),
            words TEXT NOT NULL DEFAULT '', asked_at TEXT NOT NULL, expires_at TEXT NOT NULL, given_at TEXT,
            document TEXT NOT NULL DEFAULT '', CHECK (state <> 'accepted' OR document <> '')
        ) STRICT;

        CREATE INDEX endorsements_of_award ON endorsements (award_token);
        """,
    )
