"""Signing in: counted tries, single-use tickets, and sessions. Only digests of secrets are kept."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.storage.database import change, one


@dataclass(frozen=True)
class Tries:
    """How often a key was tried within the window, and the last time."""

    count: int
    last_at: str | None


@dataclass(frozen=True)
class Session:
    member_id: str
    last_seen_at: str


def count_try(db: Database, key_sha256: str, *, at: str) -> None:
    change(db, "INSERT INTO sign_in_failures (key_sha256, at) VALUES (:key, :at)", key=key_sha256, at=at)


def tries(db: Database, key_sha256: str, *, since: str) -> Tries:
    row = one(
        db,
        "SELECT count(*) AS count, max(at) AS last_at FROM sign_in_failures WHERE key_sha256 = :key AND at > :since",
        key=key_sha256,
        since=since,
    )
    assert row is not None  # an aggregate always has its row
    return Tries(row["count"], row["last_at"])


def forget_tries(db: Database, key_sha256: str) -> None:
    change(db, "DELETE FROM sign_in_failures WHERE key_sha256 = :key", key=key_sha256)


def forget_last_try(db: Database, key_sha256: str) -> None:
    """Take back one counted try, for a key that many people share."""
    change(
        db,
        "DELETE FROM sign_in_failures WHERE rowid = (SELECT rowid FROM sign_in_failures WHERE key_sha256 = :key ORDER BY at DESC LIMIT 1)",
        key=key_sha256,
    )


def add_ticket(db: Database, *, ticket_sha256: str, member_id: str, browser_sha256: str, expires_at: str) -> None:
    change(
        db,
        "INSERT INTO sign_in_tickets (ticket_sha256, member_id, browser_sha256, expires_at) VALUES (:ticket, :member, :browser, :expires)",
        ticket=ticket_sha256,
        member=member_id,
        browser=browser_sha256,
        expires=expires_at,
    )


def use_ticket(db: Database, *, ticket_sha256: str, browser_sha256: str, now: str) -> str | None:
    """The member whom an open ticket of this browser is for. The ticket is gone afterwards, fitting or not."""
    row = one(db, "SELECT * FROM sign_in_tickets WHERE ticket_sha256 = :ticket", ticket=ticket_sha256)
    change(db, "DELETE FROM sign_in_tickets WHERE ticket_sha256 = :ticket", ticket=ticket_sha256)
    fits = row is not None and row["browser_sha256"] == browser_sha256 and row["expires_at"] > now
    return row["member_id"] if row and fits else None


def add(db: Database, *, token_sha256: str, member_id: str, at: str, expires_at: str) -> None:
    change(
        db,
        "INSERT INTO sessions (token_sha256, member_id, created_at, last_seen_at, expires_at) VALUES (:token, :member, :at, :at, :expires)",
        token=token_sha256,
        member=member_id,
        at=at,
        expires=expires_at,
    )


def find(db: Database, token_sha256: str, *, now: str, seen_since: str) -> Session | None:
    """The session while it lives: not past its end, and not idle since before ``seen_since``."""
    row = one(
        db,
        "SELECT member_id, last_seen_at FROM sessions WHERE token_sha256 = :token AND expires_at > :now AND last_seen_at > :seen_since",
        token=token_sha256,
        now=now,
        seen_since=seen_since,
    )
    return Session(**row) if row else None


def seen(db: Database, token_sha256: str, *, at: str) -> None:
    change(db, "UPDATE sessions SET last_seen_at = :at WHERE token_sha256 = :token", at=at, token=token_sha256)


def end(db: Database, token_sha256: str) -> None:
    change(db, "DELETE FROM sessions WHERE token_sha256 = :token", token=token_sha256)


def end_all(db: Database, member_id: str, *, keep_sha256: str | None) -> None:
    """End the sessions of a person, and the tickets that could become one."""
    change(db, "DELETE FROM sign_in_tickets WHERE member_id = :member", member=member_id)
    change(
        db,
        "DELETE FROM sessions WHERE member_id = :member AND token_sha256 IS NOT :keep",
        member=member_id,
        keep=keep_sha256,
    )


def sweep(db: Database, *, now: str, tries_before: str) -> None:
    """Remove what has run out."""
    change(db, "DELETE FROM sign_in_tickets WHERE expires_at <= :now", now=now)
    change(db, "DELETE FROM sessions WHERE expires_at <= :now", now=now)
    change(db, "DELETE FROM sign_in_failures WHERE at <= :before", before=tries_before)
