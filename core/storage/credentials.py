"""What was signed about awards, to the byte. Rows are only ever added: a document that is signed anew is a new edition."""

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

Cause = Literal["issued", "new_address", "new_key", "name_withheld", "name_chosen"]


@dataclass(frozen=True)
class Edition:
    """One signed document of an award. ``signed_with`` is the multikey; ``jwt`` the second form of it, or empty.

    Of a document that went with its erased holder only the ``fingerprint`` is there.
    """

    award_token: str
    edition: int
    document: str
    jwt: str
    base_url: str
    signed_with: str
    signed_at: datetime
    cause: Cause
    fingerprint: str = ""


def add(db: Database, edition: Edition) -> None:
    change(
        db,
        "INSERT INTO credentials (award_token, edition, document, sha256, jwt, base_url, signed_with, signed_at, cause, fingerprint)"
        " VALUES (:award_token, :edition, :document, :sha256, :jwt, :base_url, :signed_with, :signed_at, :cause, :fingerprint)",
        **{**vars(edition), "signed_at": stamp(edition.signed_at)},
        sha256=hashlib.sha256(edition.document.encode()).hexdigest(),
    )


_EDITION = (
    "SELECT award_token, edition, document, jwt, base_url, signed_with, signed_at, cause, fingerprint FROM credentials"
    " WHERE award_token = :token ORDER BY edition DESC"
)


def _edition(row: Row) -> Edition:
    return Edition(**{**row, "signed_at": moment(row["signed_at"])})


def editions_of(db: Database, award_token: str) -> list[Edition]:
    """Every document of an award, the newest first."""
    return [_edition(row) for row in rows(db, _EDITION, token=award_token)]


def newest(db: Database, award_token: str) -> Edition:
    """The document that is handed out today."""
    row = one(db, f"{_EDITION} LIMIT 1", token=award_token)
    if row is None:
        raise NotFound("We cannot find this badge. Please check the address.")
    return _edition(row)


def newest_number(db: Database, award_token: str) -> int:
    """Its number, which also says how often the award was signed; 0 for an unknown award."""
    row = one(db, "SELECT max(edition) AS newest FROM credentials WHERE award_token = :token", token=award_token)
    return int(row["newest"] or 0) if row else 0


def addresses(db: Database) -> list[str]:
    """Every base address under which this portal signed badges."""
    return [row["base_url"] for row in rows(db, "SELECT base_url FROM issuer_addresses ORDER BY since")]


def remember_address(db: Database, base_url: str, *, at: str) -> None:
    """Keep the address for good: badges that name it stay ours after the portal has moved."""
    change(
        db,
        "INSERT INTO issuer_addresses (base_url, since) VALUES (:base_url, :at) ON CONFLICT (base_url) DO NOTHING",
        base_url=base_url,
        at=at,
    )


@dataclass(frozen=True)
class Signing:
    """With which key the newest document of an award was signed, and when."""

    award_token: str
    signed_with: str
    signed_at: datetime


def last_signed_at(db: Database) -> datetime | None:
    """When any badge was signed last, of those that were neither suspended nor revoked."""
    row = one(
        db,
        "SELECT c.signed_at FROM credentials c JOIN awards a ON a.token = c.award_token WHERE a.state IN ('active', 'superseded')"
        " ORDER BY c.signed_at DESC LIMIT 1",
    )
    return moment(row["signed_at"]) if row else None


def signings_of(db: Database, award_token: str) -> list[Signing]:
    """When and with which key each document of an award was signed, the oldest first; without the documents."""
    found = rows(
        db, "SELECT award_token, signed_with, signed_at FROM credentials WHERE award_token = :token ORDER BY edition", token=award_token
    )
    return [_signing(row) for row in found]


def _signing(row: Row) -> Signing:
    return Signing(row["award_token"], row["signed_with"], moment(row["signed_at"]))


def outdated(db: Database, *, base_url: str, withdrawn: Container[str]) -> list[Signing]:
    """The awards whose newest document names another address, or was signed with a withdrawn key; without the documents."""
    found = rows(
        db,
        "SELECT c.award_token, c.base_url, c.signed_with, c.signed_at FROM credentials c JOIN awards a ON a.token = c.award_token"
        " WHERE c.edition = (SELECT max(edition) FROM credentials WHERE award_token = c.award_token) ORDER BY a.awarded_at, a.rowid",
    )
    return [_signing(row) for row in found if row["base_url"] != base_url or row["signed_with"] in withdrawn]
