"""Competency frameworks of others, that programs are aligned to."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m018_frameworks(db: Database) -> None:
    run(
        db,
        """
        """,
    )
