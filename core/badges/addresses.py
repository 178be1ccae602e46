"""Web addresses inside a signed document: absolute, ASCII, percent-encoded (RFC 3986).

Parsers of JSON-LD drop an address that they cannot read, and with it everything that hangs on it, without a word.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_CHARACTER = r"(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_ADDRESS = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")
_WEB = re.compile(r"https?://[A-Za-z0-9]", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Is this an absolute URI that every canonicalizer keeps? For http(s) it must name a host."""
    return bool(_ADDRESS.fullmatch(text)) and (not text.lower().startswith("http") or bool(_WEB.match(text)))


def web_address(text: str) -> str:
    """The address as it may stand in a badge. ``ValueError`` for what is not a full http(s) address.

    >>> web_address("https://köln.example/über uns?x=1")
    'https://xn--kln-sna.example/%C3%BCber%20uns?x=1'
    """
    parts = urlsplit(text)
    host, _, port = parts.netloc.partition(":")
    try:
        ascii_host = host.encode("idna").decode()
    except UnicodeError as error:
        raise ValueError(f"{text} is not a web address.") from error
    kept = "/:@!$&'()*+,;=~%?"
    address = urlunsplit(
        (
            parts.scheme,
            ascii_host + (f":{port}" if port else ""),
            quote(parts.path, kept),
            quote(parts.query, kept),
            quote(parts.fragment, kept),
        )
    )
    if not _WEB.match(address) or not is_address(address):
        raise ValueError(f"{text} is not a full web address that begins with https://.")
    return address
