"""What somebody does not want to be told, by kind and by channel. What is not in the table is wanted."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m028_message_choices(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE message_stops (
            member_id TEXT NOT NULL REFERENCES members(id), kind TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('mail', 'portal')), PRIMARY KEY (member_id, kind, channel)
        ) STRICT, WITHOUT ROWID;
        """,
    )
