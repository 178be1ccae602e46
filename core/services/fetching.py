"""Asking addresses of others, where the association allowed it: keys, status lists and hosted badges, and nothing else.

The addresses come from badges, and anybody can write a badge. So: https on port 443 with a certificate that holds, hosts
whose every address is public, connected to the very address that was checked (a name that answers differently the second
time gets nowhere), no redirects, JSON or tokens only, at most 1 MiB each, and 10 seconds and 8 addresses for one badge.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from core.badges.verification import NotFetched

LARGEST = 1024 * 1024  # bytes
SECONDS = 10.0
MOST_ADDRESSES = 8
_JSON = re.compile(r"(application|text)/([a-z0-9.+-]+\+)?(json|jwt)")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Of IPv6 only this was ever given out (RFC 4291, section 2.4); what else looks global may lead into the network of the machine.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
# In it, addresses that stand for IPv4 ones inside (RFC 3056, 4380), so that nobody can tell where they lead, and examples (RFC 9637).
_NOT_ASKED = [ipaddress.ip_network(net) for net in ("2002::/16", "2001::/32", "3fff::/20")]

Resolve = Callable[[str], Sequence[str]]
"""Host -> its IP addresses."""
Dial = Callable[[str, float], socket.socket]
"""Host, seconds -> a connection to it on which the host has proved its name."""


def addresses_of(host: str) -> list[str]:
    """What the name service says now."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, proto=socket.IPPROTO_TCP)]


def is_public(address: str) -> bool:
    """May this be asked? Not the machine itself, not the network it stands in, nothing reserved.

    >>> is_public("127.0.0.1"), is_public("100.64.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, False, True)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip not in _GIVEN_OUT or any(ip in net for net in _NOT_ASKED)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def dial(host: str, seconds: float, *, resolve: Resolve = addresses_of) -> socket.socket:
    """A TLS connection to the host. Refuses hosts of which any address is not public; the name is asked once only."""
    found = resolve(host)
    if not found or not all(is_public(address) for address in found):
        raise NotFetched(f"{host} is not an address in the public network, so it was not asked.")
    plain = socket.create_connection((found[0], 443), timeout=seconds)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


class Asking:
    """The addresses that are asked for one badge; ``own_hosts`` are ours, which are answered from the register instead."""

    def __init__(self, own_hosts: Collection[str], dial: Dial = dial, seconds: float = SECONDS) -> None:
        self._own_hosts, self._dial = own_hosts, dial
        self._ends = time.monotonic() + seconds
        self._answers: dict[str, bytes | NotFetched] = {}

    def __call__(self, address: str) -> bytes:
        """What is there; each address is asked once. Raises ``NotFetched`` with a sentence instead of anything else."""
        if address not in self._answers:
            self._answers[address] = self._asked(address)
        answer = self._answers[address]
        if isinstance(answer, NotFetched):
            raise answer
        return answer

    def _asked(self, address: str) -> bytes | NotFetched:
        try:
            parts = checked_address(address, self._own_hosts)
            if len(self._answers) >= MOST_ADDRESSES:
                raise NotFetched("The badge leads to more addresses than are asked for one badge.")
            return self._in_time(parts)
        except NotFetched as refusal:
            return refusal

    def _in_time(self, parts: SplitResult) -> bytes:
        """In a thread of its own, because asking for a name cannot be given a limit."""
        left = self._ends - time.monotonic()
        worker = ThreadPoolExecutor(1)
        try:
            return worker.submit(_get, parts, self._dial, left).result(timeout=max(left, 0.01))
        except NotFetched:
            raise
        except TimeoutError as error:
            raise NotFetched(f"{parts.hostname} took too long to answer.") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NotFetched(f"{parts.hostname} could not be reached.") from error
        finally:
            worker.shutdown(wait=False, cancel_futures=True)


def checked_address(address: str, own_hosts: Collection[str] = ()) -> SplitResult:
    """The parts of an address that may be asked. Refuses other schemes and ports, passwords, bare IP addresses, and our own hosts."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise NotFetched("The badge names an address that cannot be read.") from error
    host = parts.hostname or ""
    if parts.scheme != "https" or "@" in parts.netloc or port not in (None, 443) or not _HOST.fullmatch(host) or not address.isascii():
        raise NotFetched(f"{address[:200]} is not an address that is asked: only https with a name and without a port.")
    if not address.isprintable() or " " in address:
        raise NotFetched("The badge names an address that cannot be read.")
    if host in own_hosts:
        raise NotFetched(f"{address[:200]} is an address of this portal, and nothing of this badge is kept here.")
    return parts


def _get(parts: SplitResult, dial: Dial, seconds: float) -> bytes:
    """One answer, read to its end. 410 is an answer too: so Open Badges 2.0 marks what was revoked."""
    host = str(parts.hostname)
    line = dial(host, seconds)
    connection = http.client.HTTPConnection(host, 443)
    connection.sock = line
    # A byte now and then would never trip the time limit of single reads: when the time is over, the line is cut.
    ends = time.monotonic() + seconds
    cut = Timer(seconds, _cut, (line,))
    cut.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Host": host, "Accept": "application/json, application/jwt", "Connection": "close"})
        with connection.getresponse() as answer:
            body = _read(host, answer)
        if time.monotonic() >= ends:  # a line that was cut may look like an answer that came to its end
            raise TimeoutError
        return body
    finally:
        cut.cancel()
        connection.close()
        line.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is over already


def _read(host: str, answer: http.client.HTTPResponse) -> bytes:
    if 300 <= answer.status < 400:
        raise NotFetched(f"{host} sends on to another address, and that is not followed.")
    if answer.status not in (200, 410):
        raise NotFetched(f"{host} answered with {answer.status}.")
    kind = (answer.headers.get_content_type() or "").lower()
    if not _JSON.fullmatch(kind):
        raise NotFetched(f"{host} answered with “{kind[:60]}”, not with a JSON document.")
    body = answer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise NotFetched(f"{host} answered with more than 1 MiB.")
    return body
