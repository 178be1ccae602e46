"""The shape of the database, step by step. Append only: a step that was released is never edited.

Steps run once, at start and in the command line, under a file lock, since two processes that migrate at once lock each
other out.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.errors import StorageTrouble
from core.storage.database import writing

APPLICATION_ID = 0x50524F46  # "PROF", so that a stray SQLite file is not taken for a portal
migrations = Migrations("proofmark")


@contextmanager
def _only_me(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def migrate(path: Path) -> None:
    """Bring the database to today's shape, making it when it is missing.

    Refuses a database that an installed portal has lost (a mark beside it says that there was one): an empty file
    would open as healthy, and the next visitor could make himself administrator.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = path.with_suffix(".installed")
    with _only_me(path.with_suffix(".lock")):
        if mark.exists() and (not path.exists() or path.stat().st_size == 0):
            raise StorageTrouble(f"The database {path.name} is missing or empty, but this portal was set up before. Restore a backup.")
        with writing(path) as db:
            migrations.apply(db)
            db.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")


def mark_installed(path: Path) -> None:
    """Remember beside the database that the portal has been set up."""
    path.with_suffix(".installed").touch(mode=0o600)


def _run(db: Database, statements: str) -> None:
    """One statement after the other: ``executescript`` would commit the surrounding transaction."""
    for statement in statements.split(";\n\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m001_association_and_people(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE association (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL, contact TEXT NOT NULL, email TEXT NOT NULL, country TEXT NOT NULL,
            url TEXT NOT NULL, description TEXT NOT NULL, logo BLOB, created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

        CREATE TABLE members (
            id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, name_on_badge TEXT NOT NULL,
            job_title TEXT NOT NULL, password_hash TEXT, active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE member_roles (
            member_id TEXT NOT NULL REFERENCES members(id),
            role TEXT NOT NULL CHECK (role IN ('member', 'reviewer', 'designer', 'admin')),
            PRIMARY KEY (member_id, role)
        ) STRICT;

        CREATE TABLE invitations (
            token_sha256 TEXT PRIMARY KEY, member_id TEXT NOT NULL UNIQUE REFERENCES members(id), expires_at TEXT NOT NULL
        ) STRICT;
        """,
    )


@migrations()
def m002_signing_in(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE sign_in_tickets (
            ticket_sha256 TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            browser_sha256 TEXT NOT NULL, expires_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE sessions (
            token_sha256 TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, expires_at TEXT NOT NULL
        ) STRICT;

        CREATE INDEX sessions_of_member ON sessions(member_id);

        CREATE TABLE sign_in_failures (key_sha256 TEXT NOT NULL, at TEXT NOT NULL) STRICT;

        CREATE INDEX sign_in_failures_by_key ON sign_in_failures(key_sha256, at);
        """,
    )


@migrations()
def m003_programs(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE program_versions (
            id TEXT PRIMARY KEY, code TEXT NOT NULL, version TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'suspended', 'superseded', 'retired')),
            content TEXT NOT NULL, content_sha256 TEXT NOT NULL,
            title TEXT NOT NULL, outcome TEXT NOT NULL, words TEXT NOT NULL,
            benchmark TEXT NOT NULL, skill_kind TEXT NOT NULL, effort_hours REAL NOT NULL,
            created_by TEXT, created_at TEXT NOT NULL, published_at TEXT,
            UNIQUE (code, version)
        ) STRICT;

        CREATE UNIQUE INDEX one_published_version ON program_versions(code) WHERE state = 'published';

        CREATE TRIGGER published_versions_never_change
        BEFORE UPDATE OF code, version, content, content_sha256 ON program_versions WHEN OLD.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;

        CREATE VIRTUAL TABLE program_words USING fts5(
            title, outcome, words, content='program_versions', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2'
        );
        """,
    )


@migrations()
def m004_learning(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE enrolments (
            id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            version_id TEXT NOT NULL REFERENCES program_versions(id), program_code TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'in_progress', 'completed', 'withdrawn', 'on_hold')),
            goal TEXT NOT NULL, enrolled_at TEXT NOT NULL, target_on TEXT NOT NULL, finished_at TEXT,
            row_version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE UNIQUE INDEX one_open_enrolment ON enrolments(member_id, program_code)
        WHERE state IN ('active', 'in_progress', 'on_hold');

        CREATE INDEX enrolments_by_program ON enrolments(program_code, enrolled_at);

        CREATE TABLE completions (
            id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), activity TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('complete', 'not_complete', 'waived')),
            source TEXT NOT NULL CHECK (source IN ('self', 'facilitator')),
            stated_by TEXT NOT NULL REFERENCES members(id), at TEXT NOT NULL
        ) STRICT;

        CREATE INDEX completions_of_enrolment ON completions(enrolment_id);

        CREATE TABLE submissions (
            id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id),
            member_id TEXT NOT NULL REFERENCES members(id), version_id TEXT NOT NULL REFERENCES program_versions(id),
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'in_review', 'decided', 'withdrawn')),
            context TEXT NOT NULL, self_ratings TEXT NOT NULL, own_work_at TEXT,
            created_at TEXT NOT NULL, updated_at TEXT NOT NULL, submitted_at TEXT, evidence_sha256 TEXT,
            row_version INTEGER NOT NULL DEFAULT 1,
            UNIQUE (enrolment_id, attempt)
        ) STRICT;

        CREATE INDEX submissions_waiting ON submissions(state, submitted_at);

        CREATE TABLE evidence_items (
            id TEXT PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submissions(id), requirement TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('file', 'link', 'text')), title TEXT NOT NULL, description TEXT NOT NULL,
            file_name TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
            url TEXT NOT NULL, text TEXT NOT NULL
        ) STRICT;

        CREATE INDEX evidence_of_submission ON evidence_items(submission_id);
        """,
    )


@migrations()
def m005_reviewing(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE reviews (
            id TEXT PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submissions(id),
            reviewer_id TEXT NOT NULL REFERENCES members(id),
            state TEXT NOT NULL CHECK (state IN ('draft', 'completed')),
            ratings TEXT NOT NULL, reasons TEXT NOT NULL, feedback TEXT NOT NULL,
            started_at TEXT NOT NULL, updated_at TEXT NOT NULL, completed_at TEXT,
            UNIQUE (submission_id, reviewer_id)
        ) STRICT;

        CREATE TRIGGER nobody_reviews_their_own_work BEFORE INSERT ON reviews
        WHEN NEW.reviewer_id = (SELECT member_id FROM submissions WHERE id = NEW.submission_id)
        BEGIN SELECT RAISE(ABORT, 'nobody reviews their own work'); END;

        CREATE TABLE decisions (
            id TEXT PRIMARY KEY, submission_id TEXT NOT NULL UNIQUE REFERENCES submissions(id),
            review_id TEXT NOT NULL REFERENCES reviews(id),
            outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned', 'not_yet_demonstrated')),
            ratings TEXT NOT NULL, reasons TEXT NOT NULL, trace TEXT NOT NULL, feedback TEXT NOT NULL,
            decided_by TEXT NOT NULL REFERENCES members(id), decided_at TEXT NOT NULL
        ) STRICT;
        """,
    )


@migrations()
def m006_awards_and_audit(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE awards (
            token TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            enrolment_id TEXT NOT NULL UNIQUE REFERENCES enrolments(id), decision_id TEXT UNIQUE REFERENCES decisions(id),
            version_id TEXT NOT NULL REFERENCES program_versions(id), program_code TEXT NOT NULL,
            awarded_at TEXT NOT NULL, valid_until TEXT, trace TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'revoked', 'superseded')),
            state_reason TEXT NOT NULL DEFAULT '', state_at TEXT,
            status_index INTEGER NOT NULL UNIQUE,
            credential TEXT NOT NULL, credential_sha256 TEXT NOT NULL
        ) STRICT;

        CREATE UNIQUE INDEX one_active_award ON awards(member_id, program_code) WHERE state = 'active';

        CREATE INDEX awards_of_member ON awards(member_id, awarded_at);

        CREATE TRIGGER signed_documents_never_change BEFORE UPDATE OF credential, credential_sha256 ON awards
        BEGIN SELECT RAISE(ABORT, 'a signed document never changes'); END;

        CREATE TABLE audit_log (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor_id TEXT, action TEXT NOT NULL,
            entity TEXT NOT NULL, entity_id TEXT NOT NULL, detail TEXT NOT NULL,
            previous_sha256 TEXT NOT NULL, sha256 TEXT NOT NULL
        ) STRICT;

        CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;

        CREATE TRIGGER audit_entries_never_vanish BEFORE DELETE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END;
        """,
    )


@migrations()
def m007_badges_for_years(db: Database) -> None:
    """Signed documents move out of awards, so that one award can be signed anew; looks are frozen; status lists are many."""
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(
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
    _run(db, "CREATE INDEX credentials_by_time ON credentials(signed_at);")
