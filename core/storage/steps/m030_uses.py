"""Two or three months after a badge its holder is asked whether they use at work what they showed."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m030_uses(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE uses (
            award_token TEXT PRIMARY KEY REFERENCES awards(token), asked_at TEXT NOT NULL,
            used TEXT CHECK (used IN ('not_yet', 'once', 'monthly', 'weekly')), answered_at TEXT
        ) STRICT, WITHOUT ROWID;
        """,
    )
