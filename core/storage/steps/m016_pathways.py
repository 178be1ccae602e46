"""Pathways stack programs."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m016_pathways(db: Database) -> None:
    """``pathway_programs``: which badges can count for which version, so that an award finds the pathways that it touches.

    ``capstone_parts``: the badges that a capstone rested on when it was issued, so that its rule can be replayed.
    """
    run(
        db,
        """
        CREATE TABLE pathway_versions (
            id TEXT PRIMARY KEY, code TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded', 'retired')),
            content TEXT NOT NULL, content_sha256 TEXT NOT NULL,
            created_by TEXT REFERENCES members(id), created_at TEXT NOT NULL,
            updated_by TEXT REFERENCES members(id), updated_at TEXT NOT NULL,
            published_at TEXT, row_version INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE UNIQUE INDEX one_pathway_version ON pathway_versions(code, version) WHERE state <> 'draft';

        CREATE UNIQUE INDEX one_published_pathway ON pathway_versions(code) WHERE state = 'published';

        CREATE TRIGGER published_pathways_never_change
        BEFORE UPDATE OF code, version, content, content_sha256 ON pathway_versions WHEN OLD.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'a published pathway never changes'); END;

        CREATE TRIGGER published_pathways_never_vanish BEFORE DELETE ON pathway_versions WHEN OLD.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'a published pathway never vanishes'); END;

        CREATE TABLE pathway_programs (
            version_id TEXT NOT NULL REFERENCES pathway_versions(id), code TEXT NOT NULL, PRIMARY KEY (code, version_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pathway_enrolments (
            id TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES members(id),
            version_id TEXT NOT NULL REFERENCES pathway_versions(id), code TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'complete', 'left')),
            started_at TEXT NOT NULL, target_on TEXT NOT NULL, finished_at TEXT
        ) STRICT;

        CREATE UNIQUE INDEX one_active_pathway ON pathway_enrolments(member_id, code) WHERE state = 'active';

        CREATE INDEX pathway_enrolments_of_version ON pathway_enrolments(version_id) WHERE state = 'active';

        CREATE TABLE pathway_milestones (
            member_id TEXT NOT NULL REFERENCES members(id), code TEXT NOT NULL, milestone TEXT NOT NULL,
            title TEXT NOT NULL, message TEXT NOT NULL, reached_at TEXT NOT NULL, seen_at TEXT,
            PRIMARY KEY (member_id, code, milestone)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE capstone_parts (
            capstone TEXT NOT NULL REFERENCES awards(token), part TEXT NOT NULL REFERENCES awards(token), PRIMARY KEY (capstone, part)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX capstones_resting_on ON capstone_parts(part);

        CREATE TRIGGER capstone_parts_never_change BEFORE UPDATE ON capstone_parts
        BEGIN SELECT RAISE(ABORT, 'what a capstone rests on never changes'); END;

        CREATE TRIGGER capstone_parts_never_vanish BEFORE DELETE ON capstone_parts
        BEGIN SELECT RAISE(ABORT, 'what a capstone rests on never vanishes'); END;

        CREATE INDEX awards_of_program ON awards(program_code, member_id);

        CREATE TRIGGER a_code_is_a_program_or_a_pathway BEFORE INSERT ON program_versions
        WHEN EXISTS (
            SELECT 1 FROM program_versions v WHERE v.code = NEW.code AND (v.benchmark = 'pathway') <> (NEW.benchmark = 'pathway')
        )
        BEGIN SELECT RAISE(ABORT, 'a code belongs to a program or to a pathway'); END;
        """,
    )
