"""How long an answer usually takes: what members are told while they wait."""

from statistics import median_low

from core.portal import Portal
from core.rules.times import business_days_between, moment
from core.storage.database import reading, rows

LATEST = 20  # what was usual last year helps nobody
ENOUGH = 5


def usual_days(portal: Portal) -> int | None:
    """The working days that half of the latest decisions took at most; ``None`` while there are fewer than five."""
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT s.submitted_at, d.decided_at FROM decisions d JOIN submissions s ON s.id = d.submission_id"
            " WHERE s.submitted_at IS NOT NULL ORDER BY d.decided_at DESC LIMIT :latest",
            latest=LATEST,
        )
    days = [business_days_between(moment(row["submitted_at"]).date(), moment(row["decided_at"]).date()) for row in found]
    return median_low(days) if len(days) >= ENOUGH else None
