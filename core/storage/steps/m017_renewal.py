"""Badges that run out: reminders, and ways to renew them."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m017_renewal(db: Database) -> None:
    """``messages``: what the portal has to say to somebody, said once for each ``dedupe``; kept in the portal whether mail goes out or not.

    ``renewals``: evidence of practice with its answer. ``row_version`` rises with every write.
    """
    run(
        db,
        """
        CREATE TABLE messages (
            id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            kind TEXT NOT NULL, about TEXT NOT NULL, dedupe TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL, body TEXT NOT NULL, link TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'manual', 'suppressed')),
            attempts INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL, next_try_at TEXT NOT NULL, sent_at TEXT, read_at TEXT
        ) STRICT;

        CREATE INDEX messages_to_send ON messages(next_try_at) WHERE state = 'queued';

        CREATE INDEX messages_by_state ON messages(state, created_at);

        CREATE INDEX messages_unread ON messages(member_id, created_at) WHERE read_at IS NULL;

        CREATE INDEX messages_sent_to ON messages(member_id, sent_at) WHERE state = 'sent';

        CREATE TABLE mail_stops (member_id TEXT PRIMARY KEY REFERENCES members(id), at TEXT NOT NULL) STRICT;

        CREATE TABLE renewals (
            id TEXT PRIMARY KEY, award_token TEXT NOT NULL REFERENCES awards(token),
            member_id TEXT NOT NULL REFERENCES members(id), program_code TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'renewed', 'returned')),
            kind TEXT NOT NULL CHECK (kind IN ('', 'text', 'link', 'file')),
            title TEXT NOT NULL, description TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL,
            file_name TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
            created_at TEXT NOT NULL, submitted_at TEXT,
            decided_by TEXT REFERENCES members(id), decided_at TEXT, reason TEXT NOT NULL DEFAULT '',
            new_token TEXT REFERENCES awards(token), row_version INTEGER NOT NULL DEFAULT 1,
            CHECK (decided_by IS NULL OR decided_by <> member_id)
        ) STRICT;

        CREATE UNIQUE INDEX one_open_renewal ON renewals(member_id, program_code) WHERE state IN ('draft', 'in_review');

        CREATE INDEX renewals_in_review ON renewals(submitted_at) WHERE state = 'in_review';

        CREATE INDEX awards_that_end ON awards(valid_until, token) WHERE state = 'active' AND valid_until IS NOT NULL;
        """,
    )
