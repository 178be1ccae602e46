"""Bringing the database to today's shape. The steps themselves are next door, in ``steps``.

Steps run once, at start and in the command line, under a file lock, since two processes that migrate at once lock each
other out.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StorageTrouble
from core.storage.database import writing
from core.storage.steps import (  # their import adds the steps, in this order
    m001_to_m006,
    m007_to_m012,
    m013_designing_programs,
    m014_progress,
    m015_learning_systems,
    m016_pathways,
    m017_renewal,
    m018_frameworks,
    m019_sharing,
    m020_job_roles,
    m021_peers,
    m022_goals,
    m023_endorsements,
    m024_erasure,
    m025_community,
    m026_attestations,
    m027_visibility,
    m028_message_choices,
    m029_comfort,
    m030_uses,
    migrations,
)

__all__ = ["STEPS", "mark_installed", "migrate", "migrations"]
STEPS = (
    m001_to_m006,
    m007_to_m012,
    m013_designing_programs,
    m014_progress,
    m015_learning_systems,
    m016_pathways,
    m017_renewal,
    m018_frameworks,
    m019_sharing,
    m020_job_roles,
    m021_peers,
    m022_goals,
    m023_endorsements,
    m024_erasure,
    m025_community,
    m026_attestations,
    m027_visibility,
    m028_message_choices,
    m029_comfort,
    m030_uses,
)
APPLICATION_ID = 0x50524F46  # "PROF", so that a stray SQLite file is not taken for a portal


@contextmanager
def _only_me(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def migrate(path: Path) -> None:
    """Bring the database to today's shape, making it when it is missing.

    Refuses a database that an installed portal has lost (a mark beside it says that there was one): an empty file
    would open as healthy, and the next visitor could make himself administrator.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = path.with_suffix(".installed")
    with _only_me(path.with_suffix(".lock")):
        if mark.exists() and (not path.exists() or path.stat().st_size == 0):
            raise StorageTrouble(f"The database {path.name} is missing or empty, but this portal was set up before. Restore a backup.")
        with writing(path) as db:
            migrations.apply(db)
            db.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")


def mark_installed(path: Path) -> None:
    """Remember beside the database that the portal has been set up."""
    path.with_suffix(".installed").touch(mode=0o600)
