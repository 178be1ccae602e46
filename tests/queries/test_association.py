"""Whose portal it is."""

from pathlib import Path

from core.queries.association import the_association
from core.storage.migrations import migrate
from tests.cast import Cast, an_empty_portal


def test_a_portal_that_is_set_up_has_its_association(cast: Cast) -> None:
    found = the_association(cast.portal)
    assert found is not None
    assert (found.name, found.contact) == ("Northshore Association of Facility Professionals", "Mo Lind, office")


def test_an_empty_folder_has_none_and_stays_empty(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    assert the_association(portal) is None
    assert not portal.database.exists()


def test_a_folder_with_tables_only_has_none(tmp_path: Path) -> None:
    portal = an_empty_portal(tmp_path)
    migrate(portal.database)
    assert the_association(portal) is None
