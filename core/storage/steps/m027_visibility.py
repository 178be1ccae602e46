"""Who may see a badge, and which evidence its holder shows to everybody."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m027_visibility(db: Database) -> None:
    run(
        db,
        """
        ALTER TABLE awards ADD COLUMN private INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE evidence_publications (
            item_id TEXT PRIMARY KEY REFERENCES evidence_items(id), published_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    )
