"""Badges for years: editions of signed documents, status lists, taking badges back, cohorts, appeals."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m007_badges_for_years(db: Database) -> None:
    """Signed documents move out of awards, so that one award can be signed anew; looks are frozen; status lists are many."""
    run(
        db,
        """
        CREATE TABLE artworks (sha256 TEXT PRIMARY KEY, png BLOB NOT NULL, png_large BLOB NOT NULL, svg TEXT NOT NULL) STRICT;

        CREATE TABLE brandings (
            version INTEGER PRIMARY KEY, mark BLOB NOT NULL, layout TEXT NOT NULL, created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE issuer_addresses (base_url TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT;

        CREATE TABLE awards_new (
            token TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            enrolment_id TEXT REFERENCES enrolments(id), decision_id TEXT REFERENCES decisions(id),
            version_id TEXT NOT NULL REFERENCES program_versions(id), program_code TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('earned', 'imported', 'correction', 'renewal')),
            replaces TEXT UNIQUE REFERENCES awards_new(token),
            awarded_at TEXT NOT NULL, valid_until TEXT, trace TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'revoked', 'superseded')),
            state_reason TEXT NOT NULL DEFAULT '', state_at TEXT,
            list_number INTEGER NOT NULL, status_index INTEGER NOT NULL,
            artwork_sha256 TEXT REFERENCES artworks(sha256), branding INTEGER REFERENCES brandings(version),
            wording TEXT NOT NULL, layout TEXT NOT NULL,
            listed INTEGER NOT NULL DEFAULT 0,
            UNIQUE (list_number, status_index)
        ) STRICT;

        INSERT INTO awards_new (token, member_id, enrolment_id, decision_id, version_id, program_code, origin, awarded_at, valid_until,
            trace, state, state_reason, state_at, list_number, status_index, wording, layout)
        SELECT token, member_id, enrolment_id, decision_id, version_id, program_code, 'earned', awarded_at, valid_until,
            trace, state, state_reason, state_at, 1, status_index, 'en-1', 'classic' FROM awards;

        CREATE TABLE credentials (
            award_token TEXT NOT NULL REFERENCES awards_new(token), edition INTEGER NOT NULL CHECK (edition >= 1),
            document TEXT NOT NULL, sha256 TEXT NOT NULL, jwt TEXT NOT NULL,
            base_url TEXT NOT NULL, signed_with TEXT NOT NULL, signed_at TEXT NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('issued', 'new_address', 'new_key')),
            PRIMARY KEY (award_token, edition)
        ) STRICT;

        INSERT INTO credentials (award_token, edition, document, sha256, jwt, base_url, signed_with, signed_at, cause)
        SELECT token, 1, credential, credential_sha256, '',
            substr(json_extract(credential, '$.id'), 1, instr(json_extract(credential, '$.id'), '/b/') - 1),
            substr(json_extract(credential, '$.proof[0].verificationMethod'),
                instr(json_extract(credential, '$.proof[0].verificationMethod'), '#') + 1),
            awarded_at, 'issued' FROM awards;

        INSERT INTO issuer_addresses (base_url, since) SELECT base_url, min(signed_at) FROM credentials GROUP BY base_url;

        DROP TABLE awards;

        ALTER TABLE awards_new RENAME TO awards;

        CREATE UNIQUE INDEX one_active_award ON awards(member_id, program_code) WHERE state IN ('active', 'suspended');

        CREATE UNIQUE INDEX one_award_of_enrolment ON awards(enrolment_id) WHERE origin <> 'correction';

        CREATE INDEX awards_of_member ON awards(member_id, awarded_at);

        CREATE TRIGGER signed_documents_never_change BEFORE UPDATE ON credentials
        BEGIN SELECT RAISE(ABORT, 'a signed document never changes'); END;

        CREATE TRIGGER signed_documents_never_vanish BEFORE DELETE ON credentials
        BEGIN SELECT RAISE(ABORT, 'a signed document never vanishes'); END;

        CREATE TRIGGER artworks_never_change BEFORE UPDATE ON artworks
        BEGIN SELECT RAISE(ABORT, 'the picture of a badge never changes'); END;

        CREATE TRIGGER brandings_never_change BEFORE UPDATE ON brandings
        BEGIN SELECT RAISE(ABORT, 'a mark that badges carry never changes'); END;

        CREATE TRIGGER frozen_with_the_award
        BEFORE UPDATE OF member_id, version_id, awarded_at, valid_until, trace, list_number, status_index ON awards
        BEGIN SELECT RAISE(ABORT, 'what was awarded never changes'); END;
        """,
    )


@migrations()
def m008_status_lists(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE status_lists (
            number INTEGER NOT NULL, purpose TEXT NOT NULL CHECK (purpose IN ('revocation', 'suspension')),
            base_url TEXT NOT NULL, signed_with TEXT NOT NULL, bits_sha256 TEXT NOT NULL,
            document TEXT NOT NULL, jwt TEXT NOT NULL, signed_at TEXT NOT NULL, valid_until TEXT NOT NULL,
            PRIMARY KEY (number, purpose)
        ) STRICT;
        """,
    )


@migrations()
def m009_taking_badges_back(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE revocation_cases (
            id TEXT PRIMARY KEY, award_token TEXT NOT NULL REFERENCES awards(token),
            cause TEXT NOT NULL, explanation TEXT NOT NULL,
            opened_by TEXT REFERENCES members(id), opened_at TEXT NOT NULL, answer_until TEXT NOT NULL,
            answer TEXT NOT NULL DEFAULT '', answered_at TEXT,
            outcome TEXT CHECK (outcome IN ('revoked', 'kept', 'withdrawn')), decided_by TEXT REFERENCES members(id), decided_at TEXT,
            grounds TEXT NOT NULL DEFAULT '',
            CHECK (outcome IS NULL OR outcome = 'withdrawn' OR decided_by IS NOT NULL)
        ) STRICT;

        CREATE UNIQUE INDEX one_open_case ON revocation_cases(award_token) WHERE outcome IS NULL;
        """,
    )


@migrations()
def m010_issuing_in_bulk(db: Database) -> None:
    """Cohorts from files, row by row; and statements about activities that were imported with them."""
    run(
        db,
        """
        CREATE TABLE completions_new (
            id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), activity TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('complete', 'not_complete', 'waived')),
            source TEXT NOT NULL CHECK (source IN ('self', 'import', 'facilitator')),
            stated_by TEXT REFERENCES members(id) CHECK (stated_by IS NOT NULL OR source = 'import'), at TEXT NOT NULL
        ) STRICT;

        INSERT INTO completions_new SELECT id, enrolment_id, activity, state, source, stated_by, at FROM completions;

        DROP TABLE completions;

        ALTER TABLE completions_new RENAME TO completions;

        CREATE INDEX completions_of_enrolment ON completions(enrolment_id);

        CREATE TABLE batches (
            id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES program_versions(id), file_name TEXT NOT NULL,
            file_sha256 TEXT NOT NULL, origin TEXT NOT NULL, started_by TEXT REFERENCES members(id), started_at TEXT NOT NULL,
            finished_at TEXT
        ) STRICT;

        CREATE UNIQUE INDEX one_batch_of_file ON batches(version_id, file_sha256);

        CREATE TABLE batch_rows (
            batch_id TEXT NOT NULL REFERENCES batches(id), line INTEGER NOT NULL, email TEXT NOT NULL, facts TEXT NOT NULL,
            verdict TEXT NOT NULL, sentence TEXT NOT NULL, award_token TEXT REFERENCES awards(token), at TEXT NOT NULL,
            PRIMARY KEY (batch_id, line)
        ) STRICT;

        CREATE INDEX batch_rows_ready ON batch_rows(batch_id, line) WHERE verdict = 'ready';

        CREATE INDEX batch_rows_of_award ON batch_rows(award_token);

        CREATE TRIGGER issued_rows_never_change BEFORE UPDATE ON batch_rows WHEN OLD.verdict = 'issued'
        BEGIN SELECT RAISE(ABORT, 'what a badge rests on never changes'); END;

        CREATE TRIGGER issued_rows_never_vanish BEFORE DELETE ON batch_rows WHEN OLD.verdict = 'issued'
        BEGIN SELECT RAISE(ABORT, 'what a badge rests on never vanishes'); END;
        """,
    )


@migrations()
def m011_appeals(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE appeals (
            case_id TEXT PRIMARY KEY REFERENCES revocation_cases(id),
            ground TEXT NOT NULL, statement TEXT NOT NULL, made_at TEXT NOT NULL, due_on TEXT NOT NULL,
            outcome TEXT CHECK (outcome IN ('upheld', 'dismissed')), decided_by TEXT REFERENCES members(id), decided_at TEXT,
            reasons TEXT NOT NULL DEFAULT '',
            CHECK (outcome IS NULL OR (decided_by IS NOT NULL AND decided_at IS NOT NULL))
        ) STRICT;
        """,
    )


@migrations()
def m012_the_newest_signature(db: Database) -> None:
    """Asked for before each signing; without the index every document would be read."""
    run(db, "CREATE INDEX credentials_by_time ON credentials(signed_at);")
