"""Which evidence holders show, and where badges were shared: one row per badge, channel and day, whatever else happens on that day."""

from datetime import date

from sqlite_utils import Database

from core.rules.evidence import EvidenceItem
from core.rules.share_links import Channel
from core.storage import reviews, submissions
from core.storage.awards import Award
from core.storage.database import change, one, rows


def remember(db: Database, token: str, channel: Channel, *, on: date) -> None:
    change(
        db,
        "INSERT INTO share_events (award_token, channel, shared_on) VALUES (:token, :channel, :on) ON CONFLICT DO NOTHING",
        token=token,
        channel=channel,
        on=on.isoformat(),
    )


def last_by_channel(db: Database, token: str) -> dict[Channel, date]:
    """The last day on which a badge was shared, by channel; the newest first."""
    found = rows(
        db,
        "SELECT channel, max(shared_on) AS day FROM share_events WHERE award_token = :token GROUP BY channel ORDER BY day DESC, channel",
        token=token,
    )
    return {row["channel"]: date.fromisoformat(row["day"]) for row in found}


def counts(db: Database) -> tuple[int, int]:
    """How many awards are in force or ran out, and how many of them were shared at all."""
    row = one(
        db,
        "SELECT count(*) AS badges, count(CASE WHEN EXISTS (SELECT 1 FROM share_events s WHERE s.award_token = a.token) THEN 1 END)"
        " AS shared FROM awards a WHERE a.state = 'active'",
    )
    return (row["badges"], row["shared"]) if row else (0, 0)


def evidence_of(db: Database, award: Award) -> list[EvidenceItem]:
    """The evidence that was judged for an award, in the order in which its document describes it; none where nothing was judged here."""
    return submissions.items(db, reviews.decision(db, award.decision_id).submission_id) if award.decision_id else []


def publish(db: Database, item_id: str, *, at: str) -> None:
    change(db, "INSERT INTO evidence_publications (item_id, published_at) VALUES (:item, :at) ON CONFLICT DO NOTHING", item=item_id, at=at)


def withdraw(db: Database, item_id: str) -> None:
    change(db, "DELETE FROM evidence_publications WHERE item_id = :item", item=item_id)


def published(db: Database, submission_id: str) -> set[str]:
    """The ids of the items of a submission that everybody may see."""
    found = rows(
        db,
        "SELECT p.item_id FROM evidence_publications p JOIN evidence_items e ON e.id = p.item_id WHERE e.submission_id = :submission",
        submission=submission_id,
    )
    return {row["item_id"] for row in found}
