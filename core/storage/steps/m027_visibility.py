"""Who may see a badge, how it calls its holder, and which evidence its holder shows to everybody."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m027_visibility(db: Database) -> None:
    run(
        db,
        """
        ALTER TABLE awards ADD COLUMN private INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE awards ADD COLUMN name_shown TEXT NOT NULL DEFAULT 'full' CHECK (name_shown IN ('full', 'initials', 'withheld'));

        CREATE TABLE evidence_publications (
            item_id TEXT PRIMARY KEY REFERENCES evidence_items(id), published_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    )
