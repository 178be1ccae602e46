"""One's own badge on its way to others: what a network is given, and where it went already."""

import json
from dataclasses import dataclass
from datetime import date

from core.badges.formats.names import stem
from core.badges.pictures.address_code import code_png
from core.badges.reading import view_of
from core.portal import Portal
from core.queries.names_shown import full_name
from core.rules.awards import Standing, standing
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.names_shown import NameShown
from core.rules.permissions import Permission, require
from core.rules.share_links import Channel, Post, suggested_words
from core.rules.sharing import may_look
from core.storage import association, awards, sharing
from core.storage.association import LINKEDIN_ID
from core.storage.database import reading


@dataclass(frozen=True)
class Shareable:
    """A badge to be shared.

    ``code`` is its address as a QR code (PNG), ``letter_name`` the name of the letter about it; ``shared`` has the last day on which
    each channel was opened, the newest first.
    """

    token: str
    program_code: str
    post: Post
    holder_name: str
    full_name: str
    name_shown: NameShown
    standing: Standing
    private: bool
    code: bytes
    letter_name: str
    shared: dict[Channel, date]


def shareable(portal: Portal, actor: Actor, token: str) -> Shareable:
    """One of one's own badges as it goes out: what was signed, not what a program says today. Somebody else's is *not found*."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        view = view_of(json.loads(award.credential))
        post = Post(
            title=view.title,
            address=f"{portal.base_url}/b/{token}",
            issuer=view.issuer.name,
            issued_on=view.awarded_at.date(),
            expires_on=view.valid_until.date() if view.valid_until else None,
            code=token,
            words=suggested_words(view.benchmark, view.title),
            linkedin_id=association.setting(db, LINKEDIN_ID) or "",
        )
        today = standing(award.state, award.valid_until, portal.now())
        return Shareable(
            token=token,
            program_code=award.program_code,
            post=post,
            holder_name=view.holder_name,
            full_name=full_name(db, token),
            name_shown=award.name_shown,
            standing=today,
            private=award.private,
            code=code_png(post.address),
            letter_name=f"{stem(view)}_Letter.pdf",
            shared=sharing.last_by_channel(db, token),
        )


@dataclass(frozen=True)
class ShownEvidence:
    """A piece of evidence that a badge rests on, and whether everybody may see it."""

    item: EvidenceItem
    is_published: bool


def own_evidence(portal: Portal, actor: Actor, token: str) -> list[ShownEvidence]:
    """What one's own badge rests on, for its holder to choose from. Somebody else's badge is *not found*."""
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        items = sharing.evidence_of(db, award)
        shown = sharing.published(db, items[0].submission_id) if items else set()
        return [ShownEvidence(item, item.id in shown) for item in items]


def may_open(portal: Portal, actor: Actor, token: str) -> bool:
    """Whether the public addresses of a badge open for somebody. Those that no badge has are for everybody, who is told so there."""
    with reading(portal.database) as db:
        award = awards.find(db, token)
    return award is None or may_look(private=award.private, holder_id=award.member_id, reader_id=actor.id)


def linkedin_id(portal: Portal, actor: Actor) -> str:
    """The number of the association's page on LinkedIn; empty when none was given."""
    require(actor, Permission.ASSOCIATION_EDIT)
    with reading(portal.database) as db:
        return association.setting(db, LINKEDIN_ID) or ""


@dataclass(frozen=True)
class Sharing:
    """How many badges there are that say nothing against being shown, and how many of them their holders shared."""

    badges: int
    shared: int


def how_many(portal: Portal, actor: Actor) -> Sharing:
    """Counted over badges that were not taken back, suspended or replaced."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        return Sharing(*sharing.counts(db))
