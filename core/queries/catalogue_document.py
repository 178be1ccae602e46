"""The catalogue of today as one document for machines (CTDL)."""

from core.badges.achievement import achievement_address
from core.badges.ctdl import Offer, catalogue
from core.badges.ctdl_pathways import pathway_part
from core.badges.documents import Document
from core.portal import Portal
from core.rules.awards import Issuer
from core.rules.times import moment
from core.storage import association, pathways, programs
from core.storage.database import reading, rows


def catalogue_document(portal: Portal) -> Document:
    """Every published program and pathway, by code. The same catalogue gives the same document."""
    with reading(portal.database) as db:
        row = association.get(db)
        found = rows(
            db,
            "SELECT v.id, v.published_at, coalesce((SELECT o.version FROM program_versions o WHERE o.code = v.code AND o.id <> v.id"
            " AND o.state <> 'draft' AND o.published_at <= v.published_at ORDER BY o.published_at DESC, o.rowid DESC LIMIT 1), '')"
            " AS supersedes FROM program_versions v WHERE v.state = 'published' ORDER BY v.code",
        )
        offers = [
            Offer(
                programs.get(db, each["id"]).program,
                moment(each["published_at"]).date() if each["published_at"] else None,
                each["supersedes"],
            )
            for each in found
        ]
        ways = [stored.pathway for stored in pathways.all_published(db)]
    issuer = Issuer(name=row.name, url=row.url, email=row.email, country=row.country, description=row.description)
    offered = {offer.program.code: achievement_address(offer.program, portal.base_url) for offer in offers}
    stacked = [part for way in sorted(ways, key=lambda way: way.code) for part in pathway_part(way, offered, portal.base_url)]
    return catalogue(offers, stacked, issuer, portal.base_url)
