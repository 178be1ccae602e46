"""The association itself: one row."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import NotFound
from core.storage.database import change, one

LINKEDIN_ID = "linkedin_id"  # the setting that holds the number of the association's page there


@dataclass(frozen=True)
class Association:
    name: str
    contact: str
    email: str
    country: str
    url: str
    description: str
    logo: bytes | None


def is_set_up(db: Database) -> bool:
    return one(db, "SELECT 1 FROM association") is not None


def get(db: Database) -> Association:
    row = one(db, "SELECT name, contact, email, country, url, description, logo FROM association")
    if row is None:
        raise NotFound("This portal has not been set up yet.")
    return Association(**row)


def add(db: Database, association: Association, *, at: str) -> None:
    change(
        db,
        "INSERT INTO association (id, name, contact, email, country, url, description, logo, created_at)"
        " VALUES (1, :name, :contact, :email, :country, :url, :description, :logo, :at)",
        **vars(association),
        at=at,
    )


def set_logo(db: Database, logo: bytes | None) -> None:
    change(db, "UPDATE association SET logo = :logo", logo=logo)


def setting(db: Database, name: str) -> str | None:
    row = one(db, "SELECT value FROM settings WHERE name = :name", name=name)
    return row["value"] if row else None


def keep_setting(db: Database, name: str, value: str) -> None:
    change(
        db,
        "INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
