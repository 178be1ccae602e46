"""How somebody reads the portal. Who is not in the table reads it as it comes."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m029_comfort(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE comforts (
            member_id TEXT PRIMARY KEY REFERENCES members(id),
            text_size TEXT NOT NULL CHECK (text_size IN ('usual', 'larger', 'largest')),
            still INTEGER NOT NULL CHECK (still IN (0, 1)), clear INTEGER NOT NULL CHECK (clear IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        """,
    )
