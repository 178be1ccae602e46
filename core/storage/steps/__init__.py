"""The steps that the shape of the database went through, in files by era. A step that was released is never edited."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("proofmark")


def run(db: Database, statements: str) -> None:
    """One statement after the other: ``executescript`` would commit the surrounding transaction."""
    for statement in statements.split(";\n\n"):
        if statement.strip():
            db.execute(statement)
