"""A badge on the desk: what somebody brought, and what is known besides."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from core.badges.canonical import NotCheckable
from core.badges.did import OwnIssuer
from core.badges.documents import Document, fingerprint, parse
from core.badges.jws import opened
from core.badges.verification.report import Check, Claims
from core.rules.awards import RecordedState

Fetch = Callable[[str], bytes]
"""A web address of somebody else -> what is there. Raises ``NotFetched`` instead of anything else."""

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


class NotFetched(NotCheckable):
    """Something that is kept elsewhere was not asked for, or did not come: no fault of the badge."""


def offline(address: str) -> bytes:
    """The ``Fetch`` of a portal that asks nobody."""
    raise NotFetched(f"{address[:200]} is kept by somebody else and was not fetched: this portal does not ask other addresses.")


@dataclass(frozen=True)
class Edition:
    """What our register knows of one signed document of an award.

    ``signed_with`` is the multikey, ``jwt`` the second form of the document or empty. ``address`` is where the newest
    edition is; ``successor`` the address of the badge that replaced the award or empty, ``corrected`` whether it did so
    because this one was wrong.
    """

    fingerprint: str
    jwt: str
    signed_with: str
    signed_at: datetime
    newest: bool
    state: RecordedState
    address: str
    successor: str = ""
    corrected: bool = True


@dataclass(frozen=True)
class Surroundings:
    """``trusted``: DID -> our own issuer or ``None``. ``register``: credential id -> our editions of it, the newest first."""

    trusted: Callable[[str], OwnIssuer | None]
    register: Callable[[str], Sequence[Edition]]
    fetch: Fetch
    now: datetime


@dataclass(frozen=True)
class Brought:
    """The text in a file: a JSON document, or a JSON Web Signature with its header and payload. Nothing of it is believed yet."""

    text: str
    document: Document
    header: Document | None = None


@dataclass(frozen=True)
class Case:
    """A document of the right shape. ``own`` is our issuer, ``None`` when it is somebody else; ``token`` is the JWS or empty."""

    document: Document
    token: str
    issuer: str
    own: OwnIssuer | None
    editions: Sequence[Edition]
    fetch: Fetch
    now: datetime

    @property
    def of_others(self) -> bool:
        return self.own is None

    @cached_property
    def edition(self) -> Edition | None:
        """The edition in our register that is exactly what was brought."""
        if self.token:
            return next((edition for edition in self.editions if edition.jwt == self.token), None)
        brought = fingerprint(self.document)
        return next((edition for edition in self.editions if edition.fingerprint == brought), None)


@dataclass(frozen=True)
class Kind:
    """One version of Open Badges in one form. ``open`` gives the document and its issuer, or refuses what has not the shape.

    ``noun`` is what people call it.
    """

    label: str
    fits: Callable[[Brought], bool]
    open: Callable[[Brought], tuple[Document, str]]
    shape: str
    checks: Mapping[str, Callable[[Case], Check]]
    claims: Callable[[Document], Claims]
    noun: str = "badge"


def brought(text: str) -> Brought:
    """Refuses what is neither. Addresses in pictures are not followed."""
    text = text.strip()
    if text.startswith("{"):
        return Brought(text, parse(text))
    if _WEB.fullmatch(text):
        raise NotCheckable(f"There is only the address {text[:200]} in it, not the badge. Addresses inside files are not followed.")
    header, payload = opened(text)
    return Brought(text, payload, header)
