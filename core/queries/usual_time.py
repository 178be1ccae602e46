"""How long an answer usually takes: what members are told while they wait."""

from core.portal import Portal
from core.rules.reviews import LATEST_WAITS
from core.rules.reviews import usual_days as as_a_rule
from core.storage import reviews
from core.storage.database import reading


def usual_days(portal: Portal) -> int | None:
    """In working days; ``None`` while there is too little to say so."""
    with reading(portal.database) as db:
        return as_a_rule(reviews.latest_waits(db, LATEST_WAITS))
