"""How much one address, person or connection may ask for. Kept in memory: a restart forgives."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from ipaddress import IPv6Address, ip_network

from starlette.requests import Request

KEYS_KEPT = 10_000


class SlidingLimit:
    """At most ``most`` units per key within any ``seconds``."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._taken: defaultdict[Hashable, deque[tuple[float, int]]] = defaultdict(deque)
        self._swept_at = KEYS_KEPT

    def take(self, key: Hashable, units: int = 1) -> int:
        """Take the units and answer 0, or take nothing and answer the seconds to wait (at least 1)."""
        now = self._clock()
        taken = self._recent(key, now)
        if sum(count for _, count in taken) + units > self._most:
            return max(1, int(self._seconds - (now - taken[0][0])) + 1) if taken else int(self._seconds)
        taken.append((now, units))
        return 0

    def _recent(self, key: Hashable, now: float) -> deque[tuple[float, int]]:
        if len(self._taken) > self._swept_at:
            self._taken = defaultdict(deque, {k: row for k, row in self._taken.items() if row and now - row[-1][0] < self._seconds})
            # Twice as many before the next time: otherwise a crowd within one window would be counted through for each of its members.
            self._swept_at = max(KEYS_KEPT, 2 * len(self._taken))
        taken = self._taken[key]
        while taken and now - taken[0][0] >= self._seconds:
            taken.popleft()
        return taken


class Bucket:
    """A bucket of tokens: ``burst`` at once, then ``per_second``."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._tokens, self._last = burst, clock()

    def pause(self) -> float:
        """Take one token; the seconds to wait before going on."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._last) * self._per_second) - 1
        self._last = now
        return max(0.0, -self._tokens / self._per_second)


def client_of(request: Request) -> str:
    """The address that counts: of the connection, or what the proxy before the portal says (see ``docs/howto/run-for-real.md``)."""
    return network_of(request.client.host if request.client else "unknown")


def network_of(address: str) -> str:
    """Of IPv6 the network of 64 bits, since whoever has one address there has all of them (RFC 4291, section 2.5.1).

    >>> network_of("2001:db8:0:7::1"), network_of("203.0.113.7")
    ('2001:db8:0:7::/64', '203.0.113.7')
    """
    try:
        ip = IPv6Address(address)
    except ValueError:
        return address
    return str(ip.ipv4_mapped or ip_network((int(ip) >> 64 << 64, 64)))
