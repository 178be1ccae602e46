import sqlite3

from core.services import health
from tests.doors import open_portal


def test_a_portal_that_can_write_is_well_and_says_when_it_was_asked(tmp_path):
    portal = open_portal(tmp_path)
    assert health.check(portal).ok


def test_a_database_that_cannot_be_written_is_not_well(tmp_path):
    portal = open_portal(tmp_path)
    with sqlite3.connect(portal.database) as holder:
        holder.execute("DROP TABLE settings")
    found = health.check(portal)
    assert (found.ok, found.detail) == (False, "The database cannot be written.")


def test_looking_makes_no_database(tmp_path):
    portal = open_portal(tmp_path)
    portal.database.unlink()
    assert not health.check(portal).ok
    assert not portal.database.exists()
