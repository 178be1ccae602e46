"""What learning management systems say is imported, previewed, applied, and can be undone."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m015_learning_systems(db: Database) -> None:
    run(
        db,
        """
        """,
    )
