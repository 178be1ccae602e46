"""Programs are designed in drafts, checked, published, suspended, retired; what happened to them is kept."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m013_designing_programs(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE program_drafts (
            id TEXT PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'in_check', 'published', 'dropped')),
            based_on TEXT REFERENCES program_versions(id), version_id TEXT REFERENCES program_versions(id),
            waivers TEXT NOT NULL DEFAULT '[]', comment TEXT NOT NULL DEFAULT '',
            created_by TEXT REFERENCES members(id), created_at TEXT NOT NULL,
            updated_by TEXT REFERENCES members(id), updated_at TEXT NOT NULL,
            submitted_by TEXT REFERENCES members(id), submitted_at TEXT,
            row_version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE INDEX open_drafts ON program_drafts(updated_at) WHERE state IN ('draft', 'in_check');

        CREATE TABLE program_owners (
            code TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES members(id), backup_id TEXT REFERENCES members(id)
        ) STRICT;

        CREATE TABLE program_events (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL, version TEXT NOT NULL, draft_id TEXT REFERENCES program_drafts(id),
            at TEXT NOT NULL, by TEXT REFERENCES members(id), event TEXT NOT NULL, words TEXT NOT NULL
        ) STRICT;

        CREATE INDEX events_of_program ON program_events(code, id);

        CREATE TRIGGER program_events_never_change BEFORE UPDATE ON program_events
        BEGIN SELECT RAISE(ABORT, 'the history of a program is append only'); END;

        CREATE TRIGGER program_events_never_vanish BEFORE DELETE ON program_events
        BEGIN SELECT RAISE(ABORT, 'the history of a program is append only'); END;

        ALTER TABLE program_versions ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';

        ALTER TABLE program_versions ADD COLUMN state_at TEXT;

        ALTER TABLE program_versions ADD COLUMN teach_out_on TEXT;

        ALTER TABLE program_versions ADD COLUMN design_check TEXT NOT NULL DEFAULT '';
        """,
    )
