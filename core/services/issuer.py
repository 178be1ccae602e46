"""The issuer: the association as badges name it, its keys, its DIDs, and the documents at its public addresses."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from core.badges import credential, did, keys, vc_jwt
from core.badges.appearance import DEFAULT_LAYOUT
from core.badges.did import OwnIssuer
from core.badges.documents import Document
from core.badges.keys import IssuerKey, PublicKey
from core.badges.pictures.artwork import Artwork, badge_svg, drawn, monogram_png
from core.badges.pictures.preview import preview, sketch
from core.errors import NotFound
from core.portal import Portal
from core.rules.awards import Issuer
from core.rules.drafts import Draft, is_complete, program_of
from core.rules.programs import ProgramVersion
from core.rules.times import stamp
from core.storage import association, brandings, credentials, programs
from core.storage.brandings import Branding
from core.storage.database import reading

_monogram = lru_cache(maxsize=8)(monogram_png)
_drawn = lru_cache(maxsize=128)(drawn)  # drawing takes long, and a published version never changes


def signing_key(portal: Portal) -> IssuerKey:
    """The key that signs now. Refuses (``StorageTrouble``) a missing or compromised one, and a missing passphrase."""
    return keys.active(portal.keys_folder, portal.settings.key_passphrase)


def public_keys(portal: Portal) -> tuple[PublicKey, ...]:
    """Every key that ever signed, the newest first."""
    return keys.public_keys(portal.keys_folder)


def issuer_did(portal: Portal) -> str:
    """The DID that signs badges now."""
    newest = next(iter(public_keys(portal)), None)
    return did.issuer_did(portal.base_url, newest or signing_key(portal))


def own_issuers(portal: Portal) -> Callable[[str], OwnIssuer | None]:
    """Which DIDs are ours, also those from before the portal moved, and the keys of each."""
    with reading(portal.database) as db:
        earlier = credentials.addresses(db)
    return did.own_issuers([*earlier, portal.base_url], public_keys(portal))


def as_jwt(document: Document, key: IssuerKey, issuer: str) -> str:
    """The second form of a badge or a list, where a verifier can find the key for it, else empty.

    A ``did:key`` names the Ed25519 key only, and the oldest keys have no other.
    """
    if not issuer.startswith("did:web:") or key.jwk is None:
        return ""
    return vc_jwt.encode(document, key, kid=did.jwt_method(issuer, key))


def issuer_of(db: Database) -> Issuer:
    """The association as badges name it."""
    row = association.get(db)
    return Issuer(name=row.name, url=row.url, email=row.email, country=row.country, description=row.description, contact=row.contact)


def current_branding(db: Database, portal: Portal) -> Branding:
    """The mark of today, inside a writing transaction: kept as a version of its own the first time a badge carries it."""
    row = association.get(db)
    mark = row.logo or _monogram(row.name)
    latest = brandings.current(db)
    if latest and latest.mark == mark:
        return latest
    return brandings.add(db, mark, latest.layout if latest else DEFAULT_LAYOUT, at=stamp(portal.now()))


def artwork_of(program: ProgramVersion, issuer: Issuer) -> Artwork:
    """The pictures of a program version's badge; nobody is in them."""
    return _drawn(preview(program, issuer))


def issuer_document(portal: Portal) -> dict[str, Any]:
    """The issuer's public Profile (Open Badges 3.0)."""
    with reading(portal.database) as db:
        return credential.issuer_profile(issuer_of(db), portal.base_url, issuer_did(portal))


def issuer_picture(portal: Portal) -> bytes:
    """The association's logo, or its monogram."""
    with reading(portal.database) as db:
        row = association.get(db)
    return row.logo or _monogram(row.name)


def achievement_document(portal: Portal, *, code: str, version: str) -> dict[str, Any]:
    """The public Achievement of a program version, also of one that was superseded."""
    with reading(portal.database) as db:
        stored = programs.by_version(db, code, version)
        return credential.achievement(stored.program, portal.base_url, issuer_did(portal), issuer_of(db))


def achievement_picture(portal: Portal, *, code: str, version: str) -> bytes:
    """The badge of a program version as it will look, without a holder (PNG); signed badges name its address."""
    with reading(portal.database) as db:
        stored = programs.by_version(db, code, version)
        return artwork_of(stored.program, issuer_of(db)).png


def draft_picture(portal: Portal, draft: Draft) -> str:
    """The badge that a draft would have if it was published as it is; while something is missing, as far as it is known (SVG)."""
    with reading(portal.database) as db:
        issuer = issuer_of(db)
    return badge_svg(preview(program_of(draft), issuer) if is_complete(draft) else sketch(draft, issuer.name))


def did_document(portal: Portal) -> dict[str, Any]:
    """The issuer's DID document; only where the issuer is a ``did:web``."""
    issuer = issuer_did(portal)
    if not issuer.startswith("did:web:"):
        raise NotFound("This portal has no public web address yet; its badges name their key directly (did:key).")
    return did.did_document(issuer, public_keys(portal))
