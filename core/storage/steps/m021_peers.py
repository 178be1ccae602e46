"""Colleagues who look at drafts. Nothing here is named by reviews, decisions or awards, and must never be."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m021_peers(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE peers_willing (
            member_id TEXT PRIMARY KEY REFERENCES members(id), since TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE peer_requests (
            id TEXT PRIMARY KEY, submission_id TEXT NOT NULL UNIQUE REFERENCES submissions(id),
            member_id TEXT NOT NULL REFERENCES members(id), program_code TEXT NOT NULL, question TEXT NOT NULL,
            anonymous INTEGER NOT NULL, asked_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE peer_matches (
            id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES peer_requests(id), giver_id TEXT NOT NULL REFERENCES members(id),
            state TEXT NOT NULL CHECK (state IN ('assigned', 'given', 'declined', 'expired')),
            assigned_at TEXT NOT NULL, expires_at TEXT NOT NULL, notes TEXT NOT NULL DEFAULT '{}',
            anonymous INTEGER NOT NULL DEFAULT 0, given_at TEXT, helpful INTEGER CHECK (helpful BETWEEN 1 AND 5),
            reported_at TEXT, report TEXT NOT NULL DEFAULT '', report_settled_at TEXT, UNIQUE (request_id, giver_id)
        ) STRICT;

        CREATE INDEX peer_matches_of_giver ON peer_matches (giver_id, state);
        """,
    )
