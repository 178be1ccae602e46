"""The status lists as they were signed last, to the byte: whoever fetches one gets what is kept here."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.rules.revocations import StatusPurpose
from core.rules.times import moment, stamp
from core.storage.database import change, one


@dataclass(frozen=True)
class SignedList:
    """``document`` is the JSON, ``jwt`` the same bits in the other form or empty; ``bits_sha256`` tells whether the bits changed."""

    number: int
    purpose: StatusPurpose
    base_url: str
    signed_with: str
    bits_sha256: str
    document: str
    jwt: str
    signed_at: datetime
    valid_until: datetime


def find(db: Database, number: int, purpose: StatusPurpose) -> SignedList | None:
    row = one(db, "SELECT * FROM status_lists WHERE number = :number AND purpose = :purpose", number=number, purpose=purpose)
    return SignedList(**{**row, "signed_at": moment(row["signed_at"]), "valid_until": moment(row["valid_until"])}) if row else None


def keep(db: Database, signed: SignedList) -> None:
    """In place of the one that was signed before."""
    change(
        db,
        "INSERT INTO status_lists (number, purpose, base_url, signed_with, bits_sha256, document, jwt, signed_at, valid_until)"
        " VALUES (:number, :purpose, :base_url, :signed_with, :bits_sha256, :document, :jwt, :signed_at, :valid_until)"
        " ON CONFLICT (number, purpose) DO UPDATE SET base_url = excluded.base_url, signed_with = excluded.signed_with,"
        " bits_sha256 = excluded.bits_sha256, document = excluded.document, jwt = excluded.jwt, signed_at = excluded.signed_at,"
        " valid_until = excluded.valid_until",
        **{**vars(signed), "signed_at": stamp(signed.signed_at), "valid_until": stamp(signed.valid_until)},
    )
