"""Pasted badges take turns: canonicalising a document that somebody crafted may be slow, and the pages share the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from core.errors import TooManyTries
from core.services.verification import Recent
from core.web.limits import SlidingLimit
from core.web.verify import PER_MINUTE
from pages.shared import session

LONGEST_WAIT = 10  # seconds
RECENT = Recent()
_TURN = BoundedSemaphore(1)
_LIMIT = SlidingLimit(PER_MINUTE, 60)


def take(badges: int) -> None:
    """So many badges a minute for one address. Refuses with the seconds to wait."""
    wait = _LIMIT.take(session.network(), badges)
    if wait:
        raise TooManyTries(wait)


@contextmanager
def my_turn() -> Iterator[None]:
    """One badge at a time. Refuses with the seconds to wait."""
    if not _TURN.acquire(timeout=LONGEST_WAIT):
        raise TooManyTries(LONGEST_WAIT)
    try:
        yield
    finally:
        _TURN.release()
