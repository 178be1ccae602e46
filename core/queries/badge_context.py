"""What surrounds a badge on its public page and is not in its signed document: how it was judged, who issues, the program's frame.

A published program version never changes, so what it says is as steady as what was signed.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.awards import standing
from core.rules.endorsements import Endorsement, is_shown
from core.rules.evidence import EvidenceItem
from core.rules.programs import ProgramVersion
from core.rules.sharing import shows_evidence
from core.rules.times import moment
from core.storage import association, awards, credentials, endorsements, programs, sharing
from core.storage.awards import Award
from core.storage.database import one, reading

MOST_ENDORSEMENTS = 10  # a page that somebody reads; every accepted one keeps its address


@dataclass(frozen=True)
class BadgeContext:
    """``reviewers``: how many people judged the work, 0 where the portal saw no assessment. ``issuing_since``: the first signed badge.

    ``evidence_links`` has an address for each evidence item of the document, empty where its holder published nothing.
    ``jwt`` is the second form of the document, or empty; ``endorsed``: what others say and the holder shows, the latest ones.
    """

    program: ProgramVersion
    reviewers: int
    contact: str
    issuing_since: datetime | None
    evidence_links: tuple[str, ...]
    jwt: str
    endorsed: tuple[Endorsement, ...] = ()


def badge_context(portal: Portal, token: str) -> BadgeContext:
    """Refuses unknown badges."""
    with reading(portal.database) as db:
        award = awards.get(db, token)
        return BadgeContext(
            program=programs.get(db, award.version_id).program,
            reviewers=_reviewers(db, token),
            contact=association.get(db).contact,
            issuing_since=_issuing_since(db),
            evidence_links=_evidence_links(db, portal, award),
            jwt=award.jwt,
            endorsed=_endorsed(db, portal, award),
        )


def _evidence_links(db: Database, portal: Portal, award: Award) -> tuple[str, ...]:
    """For each item of the document the address it was signed with, or where its holder shows it today.

    What was judged stands last in the document, after completed activities.
    """
    signed = [item.get("id", "") for item in json.loads(award.credential).get("evidence", [])]
    items = sharing.evidence_of(db, award)
    if not items or not shows_evidence(standing(award.state, award.valid_until, portal.now()), private=award.private):
        return tuple(signed)
    published = sharing.published(db, items[0].submission_id)
    shown = [_address(portal, award.token, item) if item.id in published else "" for item in items]
    before = len(signed) - len(shown)
    return (*signed[:before], *(ours or theirs for ours, theirs in zip(shown, signed[before:], strict=True)))


def _address(portal: Portal, token: str, item: EvidenceItem) -> str:
    return item.url if item.kind == "link" else f"{portal.base_url}/b/{token}/evidence/{item.id}"


def _endorsed(db: Database, portal: Portal, award: Award) -> tuple[Endorsement, ...]:
    today = standing(award.state, award.valid_until, portal.now())
    accepted = [one for one in endorsements.about(db, award.token) if is_shown(one, today, private=award.private)]
    return tuple(accepted[:MOST_ENDORSEMENTS])


def edition(portal: Portal, token: str) -> int:
    """The number of the newest signed document of a badge. Refuses unknown badges."""
    with reading(portal.database) as db:
        number = credentials.newest_number(db, token)
    if not number:
        raise NotFound("We cannot find this badge. Please check the address.")
    return number


def _reviewers(db: Database, token: str) -> int:
    """Everybody who finished a review of the work that was approved; a corrected badge rests on the same work."""
    row = one(
        db,
        "SELECT count(DISTINCT r.reviewer_id) AS people FROM awards a JOIN submissions s ON s.enrolment_id = a.enrolment_id"
        " JOIN decisions d ON d.submission_id = s.id AND d.outcome = 'approved'"
        " JOIN reviews r ON r.submission_id = s.id AND r.state = 'completed' WHERE a.token = :token",
        token=token,
    )
    return int(row["people"]) if row else 0


def _issuing_since(db: Database) -> datetime | None:
    row = one(db, "SELECT min(since) AS first FROM issuer_addresses")
    return moment(row["first"]) if row and row["first"] else None
