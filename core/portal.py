"""The portal as the services see it: where things are, and what time it is. Immutable, handed to every service."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ulid import ULID

from core.settings import Settings


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Portal:
    """``clock`` gives aware UTC times to the second; tests and the sample association bring their own."""

    settings: Settings
    clock: Callable[[], datetime] = _now

    @property
    def folder(self) -> Path:
        return self.settings.data_folder

    @property
    def database(self) -> Path:
        return self.folder / "portal.db"

    @property
    def evidence_folder(self) -> Path:
        return self.folder / "evidence"

    @property
    def keys_folder(self) -> Path:
        return self.folder / "keys"

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash; it is written into badges."""
        return self.settings.public_url

    def now(self) -> datetime:
        return self.clock()


def new_id() -> str:
    """A sortable identifier for rows; never shown in public addresses."""
    return str(ULID())


def new_token() -> str:
    """192 random bits, fit for an address: public badge addresses, sessions, invitations. None looks like an option of a command."""
    while (token := secrets.token_urlsafe(24)).startswith("-"):
        pass
    return token


def digest_of(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
