"""Is the portal well? It is when its database can be written: reading alone would not notice a full disk."""

import sqlite3
from dataclasses import dataclass

from core.errors import StorageTrouble
from core.portal import Portal
from core.rules.times import stamp
from core.storage import association
from core.storage.database import writing


@dataclass(frozen=True)
class Health:
    ok: bool
    detail: str


def check(portal: Portal) -> Health:
    """Writes one small row and says whether that worked. A missing database is not made by looking."""
    if not portal.database.exists():
        return Health(False, "There is no database yet.")
    try:
        with writing(portal.database) as db:
            association.keep_setting(db, "last_health_check", stamp(portal.now()))
    except (StorageTrouble, sqlite3.DatabaseError):
        return Health(False, "The database cannot be written.")
    return Health(True, "The database can be written.")
