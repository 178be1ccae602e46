"""Addresses that people or files give for skills and frameworks: of the web, or of this portal. They are never fetched."""

import re
from urllib.parse import urlsplit
from uuid import UUID

PLACE = "/frameworks"  # below it stand the skills that have no address of their own
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
_NO_ADDRESS = re.compile(r'[\s<>"{}|\\^`\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})')
_OWN = re.compile(rf"{PLACE}(/[A-Za-z0-9][A-Za-z0-9._~%-]*){{1,2}}\.json")


def check_uri(text: str) -> str:
    """An address as frameworks give it: of the web, or a ``urn:uuid``. ``ValueError`` for anything else.

    >>> check_uri("https://example.org/skills/1"), check_uri("urn:uuid:0F0E0D0C-0B0A-4908-8706-050403020100")
    ('https://example.org/skills/1', 'urn:uuid:0f0e0d0c-0b0a-4908-8706-050403020100')
    """
    address = text.strip()
    if address.lower().startswith("urn:uuid:"):
        return f"urn:uuid:{UUID(address[9:])}"
    if not is_web_address(address):
        raise ValueError(f"“{address[:60]}” is not an address that begins with https:// or urn:uuid:.")
    return address


def is_web_address(address: str) -> bool:
    """
    >>> is_web_address("https://example.org/a?b#c"), is_web_address("javascript:alert(1)"), is_web_address("https://a b")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return False
    safe = len(address) <= 2_000 and not _NO_ADDRESS.search(address) and "@" not in parts.netloc and port != 0
    return safe and parts.scheme in ("http", "https") and bool(_HOST.fullmatch(host))


def check_target(text: str) -> str:
    """Where a skill can be read: a web address, or the path of a skill at this portal. ``ValueError`` for anything else.

    >>> check_target("/frameworks/NS-SKILLS/COM.1.json")
    '/frameworks/NS-SKILLS/COM.1.json'
    """
    if not _OWN.fullmatch(text) and not is_web_address(text):
        raise ValueError("Please give a full web address that begins with https://.")
    return text
