"""People who ask to be forgotten. What was signed about them goes with them, except for its fingerprint."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m024_erasure(db: Database) -> None:
    run(
        db,
        """
        ALTER TABLE members ADD COLUMN erased_at TEXT;

        CREATE TABLE erasure_requests (
            id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id), reason TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'taken_back', 'declined')),
            asked_at TEXT NOT NULL, due_on TEXT NOT NULL, settled_by TEXT REFERENCES members(id), settled_at TEXT,
            answer TEXT NOT NULL DEFAULT ''
        ) STRICT;

        CREATE UNIQUE INDEX one_open_erasure ON erasure_requests(member_id) WHERE state = 'open';

        CREATE TABLE credentials_new (
            award_token TEXT NOT NULL REFERENCES awards(token), edition INTEGER NOT NULL CHECK (edition >= 1),
            document TEXT NOT NULL, sha256 TEXT NOT NULL, jwt TEXT NOT NULL, fingerprint TEXT NOT NULL DEFAULT '',
            base_url TEXT NOT NULL, signed_with TEXT NOT NULL, signed_at TEXT NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('issued', 'new_address', 'new_key', 'name_withheld', 'name_chosen')),
            PRIMARY KEY (award_token, edition)
        ) STRICT;

        INSERT INTO credentials_new (award_token, edition, document, sha256, jwt, base_url, signed_with, signed_at, cause)
        SELECT award_token, edition, document, sha256, jwt, base_url, signed_with, signed_at, cause FROM credentials;

        DROP TABLE credentials;

        ALTER TABLE credentials_new RENAME TO credentials;

        CREATE INDEX credentials_by_time ON credentials(signed_at);

        CREATE TRIGGER signed_documents_never_change BEFORE UPDATE ON credentials
        WHEN NEW.document <> '' OR NEW.jwt <> '' OR NEW.sha256 <> OLD.sha256 OR NEW.fingerprint = '' OR NOT EXISTS (
            SELECT 1 FROM awards a JOIN members m ON m.id = a.member_id WHERE a.token = OLD.award_token AND m.erased_at IS NOT NULL
        )
        BEGIN SELECT RAISE(ABORT, 'a signed document never changes'); END;

        CREATE TRIGGER signed_documents_never_vanish BEFORE DELETE ON credentials
        BEGIN SELECT RAISE(ABORT, 'a signed document never vanishes'); END;

        DROP TRIGGER issued_rows_never_change;

        CREATE TRIGGER issued_rows_never_change BEFORE UPDATE ON batch_rows
        WHEN OLD.verdict = 'issued' AND (NEW.email <> '' OR NEW.facts <> '' OR NOT EXISTS (
            SELECT 1 FROM awards a JOIN members m ON m.id = a.member_id WHERE a.token = OLD.award_token AND m.erased_at IS NOT NULL
        ))
        BEGIN SELECT RAISE(ABORT, 'what a badge rests on never changes'); END;
        """,
    )
