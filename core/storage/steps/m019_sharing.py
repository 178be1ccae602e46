"""Where holders share their badges: counted by day, without a trace of who looked at them."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m019_sharing(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE share_events (
            award_token TEXT NOT NULL REFERENCES awards(token), channel TEXT NOT NULL, shared_on TEXT NOT NULL,
            PRIMARY KEY (award_token, channel, shared_on)
        ) STRICT, WITHOUT ROWID;
        """,
    )
