"""The files of a badge: each is made from what was signed and from the looks that were frozen with the award."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from core.badges.appearance import Appearance, SignedBadge
from core.badges.formats import FORMATS
from core.badges.formats.names import file_name
from core.badges.pictures.artwork import Artwork
from core.badges.reading import view_of
from core.errors import NotFound
from core.portal import Portal
from core.services.issuer import artwork_of, current_branding, issuer_of, issuer_picture
from core.storage import awards, brandings, programs
from core.storage.awards import Award, Looks
from core.storage.brandings import Branding, Pictures
from core.storage.database import reading, writing


@dataclass(frozen=True)
class BadgeFile:
    """``name`` is the name under which it is saved: who issued what to whom, and when."""

    data: bytes
    media_type: str
    name: str


def badge_file(portal: Portal, *, token: str, kind: str, choice: str = "") -> BadgeFile:
    """A file of an award. Refuses unknown badges and formats, choices that the format does not have, and a form it was not signed in."""
    badge = signed_badge(portal, token=token)
    form = FORMATS.get(kind)
    if form is None or (choice and choice not in form.choices):
        raise NotFound("There is no such file of this badge.")
    name = file_name(view_of(json.loads(badge.document)), form.suffix)
    return BadgeFile(form.render(badge, choice or form.choices[0]), form.media_type, name)


def signed_badge(portal: Portal, *, token: str) -> SignedBadge:
    """The newest signed document of an award, with its looks."""
    with reading(portal.database) as db:
        award = awards.get(db, token)
        return SignedBadge(award.credential, award.jwt, _appearance(db, portal, award))


def _appearance(db: Database, portal: Portal, award: Award) -> Appearance:
    looks = award.looks
    if looks.artwork is None or looks.branding is None:  # from before looks were frozen, and not yet looked after
        artwork = artwork_of(programs.get(db, award.version_id).program, issuer_of(db))
        return Appearance(artwork, issuer_picture(portal), looks.wording, looks.layout)
    kept = brandings.pictures(db, looks.artwork)
    artwork = Artwork(kept.png, kept.png_large, kept.svg)
    return Appearance(artwork, brandings.get(db, looks.branding).mark, looks.wording, looks.layout)


def frozen_looks(db: Database, artwork: Artwork, branding: Branding, wording: str) -> Looks:
    """Keeps the pictures (once for all badges that share them) and gives what the award's row says about its looks."""
    if not brandings.has_pictures(db, artwork.sha256):
        brandings.keep_pictures(db, artwork.sha256, Pictures(artwork.png, artwork.png_large, artwork.svg))
    return Looks(artwork.sha256, branding.version, wording, branding.layout)


def freeze_older_looks(portal: Portal) -> int:
    """Freeze how badges look that were issued before looks were frozen; says how many. Safe to repeat."""
    with writing(portal.database) as db:
        older = [award for award in awards.everything(db) if award.looks.artwork is None]
        for award in older:
            artwork = artwork_of(programs.get(db, award.version_id).program, issuer_of(db))
            looks = frozen_looks(db, artwork, current_branding(db, portal), award.looks.wording)
            awards.freeze_looks(db, award.token, Looks(looks.artwork, looks.branding, award.looks.wording, award.looks.layout))
    return len(older)
