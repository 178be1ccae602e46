"""How the association looks: its mark over the years, and the pictures that its badges were issued with."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.storage.database import change, one


@dataclass(frozen=True)
class Branding:
    """The association's mark (PNG) and the layout of certificates from one day on."""

    version: int
    mark: bytes
    layout: str


@dataclass(frozen=True)
class Pictures:
    """The pictures of a badge: PNG of 600 and of 1200 pixels, and SVG. No person is in them, so that many awards share them."""

    png: bytes
    png_large: bytes
    svg: str


def current(db: Database) -> Branding | None:
    row = one(db, "SELECT version, mark, layout FROM brandings ORDER BY version DESC LIMIT 1")
    return Branding(**row) if row else None


def get(db: Database, version: int) -> Branding:
    row = one(db, "SELECT version, mark, layout FROM brandings WHERE version = :version", version=version)
    assert row is not None, "awards name only brandings that are there"
    return Branding(**row)


def add(db: Database, mark: bytes, layout: str, *, at: str) -> Branding:
    """The next version; earlier ones stay for the badges that carry them."""
    latest = current(db)
    added = Branding(latest.version + 1 if latest else 1, mark, layout)
    change(
        db,
        "INSERT INTO brandings (version, mark, layout, created_at) VALUES (:version, :mark, :layout, :at)",
        **vars(added),
        at=at,
    )
    return added


def pictures(db: Database, sha256: str) -> Pictures:
    row = one(db, "SELECT png, png_large, svg FROM artworks WHERE sha256 = :sha256", sha256=sha256)
    assert row is not None, "awards name only pictures that are there"
    return Pictures(**row)


def has_pictures(db: Database, sha256: str) -> bool:
    return one(db, "SELECT 1 FROM artworks WHERE sha256 = :sha256", sha256=sha256) is not None


def keep_pictures(db: Database, sha256: str, kept: Pictures) -> None:
    change(
        db,
        "INSERT INTO artworks (sha256, png, png_large, svg) VALUES (:sha256, :png, :png_large, :svg) ON CONFLICT (sha256) DO NOTHING",
        sha256=sha256,
        **vars(kept),
    )
