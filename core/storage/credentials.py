"""What was signed about awards, to the byte. Rows are only ever added: a document that is signed anew is a new edition."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.rules.times import moment, stamp
from core.storage.database import change, rows

Cause = Literal["issued", "new_address", "new_key"]


@dataclass(frozen=True)
class Edition:
    """One signed document of an award. ``signed_with`` is the multikey; ``jwt`` the second form of it, or empty."""

    award_token: str
    edition: int
    document: str
    jwt: str
    base_url: str
    signed_with: str
    signed_at: datetime
    cause: Cause


def add(db: Database, edition: Edition) -> None:
    change(
        db,
        "INSERT INTO credentials (award_token, edition, document, sha256, jwt, base_url, signed_with, signed_at, cause)"
        " VALUES (:award_token, :edition, :document, :sha256, :jwt, :base_url, :signed_with, :signed_at, :cause)",
        **{**vars(edition), "signed_at": stamp(edition.signed_at)},
        sha256=hashlib.sha256(edition.document.encode()).hexdigest(),
    )


def editions_of(db: Database, award_token: str) -> list[Edition]:
    """Every document of an award, the newest first."""
    found = rows(
        db,
        "SELECT award_token, edition, document, jwt, base_url, signed_with, signed_at, cause FROM credentials"
        " WHERE award_token = :token ORDER BY edition DESC",
        token=award_token,
    )
    return [Edition(**{**row, "signed_at": moment(row["signed_at"])}) for row in found]


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


def outdated(db: Database, *, base_url: str, withdrawn: set[str]) -> list[str]:
    """Tokens of awards whose newest document names another address, or was signed with a withdrawn key."""
    found = rows(
        db,
        "SELECT c.award_token, c.base_url, c.signed_with FROM credentials c JOIN awards a ON a.token = c.award_token"
        " WHERE c.edition = (SELECT max(edition) FROM credentials WHERE award_token = c.award_token) ORDER BY a.awarded_at, a.rowid",
    )
    return [row["award_token"] for row in found if row["base_url"] != base_url or row["signed_with"] in withdrawn]
