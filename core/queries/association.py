"""Who runs this portal: for the header, the help line and the public pages."""

from core.portal import Portal
from core.storage import association
from core.storage.association import Association
from core.storage.database import reading


def the_association(portal: Portal) -> Association | None:
    """The association, or ``None`` while the portal is not set up."""
    if not portal.database.exists():
        return None
    with reading(portal.database) as db:
        return association.get(db) if association.is_set_up(db) else None
