"""Does the visitor sit at the server's own machine? Whoever does may set the portal up without the code of the console."""

from collections.abc import Mapping
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})


def is_this_machine(headers: Mapping[str, str], address: str | None) -> bool:
    """Only when the name that was asked for and the visitor's address are loopback, and no proxy brought the visit.

    ``address`` is ``None`` where the framework knows it to be this machine. A proxy on this machine makes everybody look
    local; the headers it adds give it away.
    """
    host = urlsplit(f"//{headers.get('Host', '')}").hostname
    came_through_proxy = any(name.lower() in _FORWARDED for name in headers)
    return host in LOOPBACK and (address is None or address in LOOPBACK) and not came_through_proxy
