"""The first portal: people, programs, learning, reviewing, awards."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m001_association_and_people(db: Database) -> None:
    run(
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
    run(
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
    run(
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
    run(
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
    run(
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
    run(
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
