"""Signed documents with the looks that an award is frozen with."""

import json
from functools import lru_cache

from core.badges import did, vc_jwt
from core.badges.appearance import CURRENT_WORDING, DEFAULT_LAYOUT, Appearance, SignedBadge
from core.badges.documents import to_text
from core.badges.pictures.artwork import Artwork, drawn, monogram_png
from core.badges.reading import view_of
from core.rules.awards import AwardFacts
from tests.badges.facts import Office

pictures_of = lru_cache(drawn)  # drawing takes a third of a second, and many badges share a view


def an_appearance(artwork: Artwork, mark: bytes = b"", layout: str = DEFAULT_LAYOUT) -> Appearance:
    return Appearance(artwork, mark or monogram_png("Northshore AFP"), CURRENT_WORDING, layout)


def a_badge(document_text: str, jwt: str = "") -> SignedBadge:
    """As a service hands it to a format: the text as stored, and the pictures drawn from it."""
    return SignedBadge(document_text, jwt, an_appearance(pictures_of(view_of(json.loads(document_text)))))


def an_issued_badge(office: Office, facts: AwardFacts) -> SignedBadge:
    """One that was signed in both forms."""
    document = office.issue(facts)
    return a_badge(to_text(document), vc_jwt.encode(document, office.key, kid=did.jwt_method(office.did, office.key)))
