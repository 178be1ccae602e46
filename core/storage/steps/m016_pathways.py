"""Pathways stack programs."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m016_pathways(db: Database) -> None:
    run(
        db,
        """
        """,
    )
