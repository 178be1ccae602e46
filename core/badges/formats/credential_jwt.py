"""The badge as a signed token (VC-JWT), for wallets and verifiers that read no other form."""

from core.badges.appearance import SignedBadge
from core.errors import NotFound


def render(badge: SignedBadge, _choice: str) -> bytes:
    """The token as it was signed. Refuses a badge that has none (``NotFound``)."""
    if not badge.jwt:
        raise NotFound("This badge has no JWT form: it was signed in the JSON form only, which every other file of it carries.")
    return badge.jwt.encode()
