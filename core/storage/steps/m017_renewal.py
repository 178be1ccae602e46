"""Badges that run out: reminders, and ways to renew them."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m017_renewal(db: Database) -> None:
    run(
        db,
        """
        """,
    )
