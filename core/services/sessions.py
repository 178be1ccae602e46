"""Signing in and staying signed in.

The form checks a password; what follows is ours: a counted try, a ticket that the browser exchanges for an HttpOnly
cookie, and a session in the database that every run looks up again. So signing out, a changed password or a lost role
work at once, in every tab.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from core.errors import TooManyTries
from core.portal import Portal, digest_of, new_token
from core.rules.members import Actor, check_email
from core.rules.times import moment, stamp
from core.services.passwords import decoy
from core.storage import association, members, sessions
from core.storage.database import reading, writing

TICKET_LASTS = timedelta(seconds=60)
IDLE_LIMIT = timedelta(hours=8)
ABSOLUTE_LIMIT = timedelta(hours=24)
SEEN_EVERY = timedelta(minutes=1)  # a write per run would make every page a writer

TRY_WINDOW = timedelta(minutes=15)
FREE_TRIES = {"account": 5, "address": 30}  # an address may be a whole office
LONGEST_WAIT = 300  # seconds; a lock without an end could be used against its owner
_SALT = "sign_in_salt"


@dataclass(frozen=True)
class Candidate:
    """Somebody at the door, before the password was checked. Unknown people have no id and a hash that nothing matches."""

    member_id: str | None
    password_hash: str
    email: str
    address: str


def sign_in_check(portal: Portal, *, email: str, address: str) -> Candidate:
    """Count the try, then say whose password it would have to be. Call it before any hashing.

    Refuses with ``TooManyTries`` while account or address have to wait. Counting and looking happen in one write
    transaction, so that parallel guesses are counted one by one. Unknown, inactive and uninvited people get a decoy.
    """
    typed, spare, now = _account(email), decoy(), portal.now()
    with writing(portal.database) as db:
        keys = _keys(db, typed, address)
        wait = max(_wait(db, kind, key, portal) for kind, key in keys.items())
        if wait > 0:
            raise TooManyTries(wait)
        for key in keys.values():
            sessions.count_try(db, key, at=stamp(now))
        sessions.sweep(db, now=stamp(now), tries_before=stamp(now - TRY_WINDOW))
        member = members.by_email(db, typed)
        stored = members.password_hash(db, member.id) if member and member.active else None
    known = member.id if member and stored else None
    return Candidate(known, stored or spare, typed, address)


def _account(email: str) -> str:
    try:
        return check_email(email)
    except ValueError:
        return email[:320].casefold()  # counted as well, though no account has it


def _keys(db: Database, email: str, address: str) -> dict[str, str]:
    """Keys of the counters: keyed hashes, so that the table tells nobody who tried from where."""
    salt = association.setting(db, _SALT)
    if salt is None:
        salt = secrets.token_hex(16)
        association.keep_setting(db, _SALT, salt)
    return {
        kind: hmac.new(salt.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
        for kind, value in {"account": email, "address": address}.items()
    }


def _wait(db: Database, kind: str, key: str, portal: Portal) -> int:
    """Seconds until the next try is looked at: 2, 4, 8 … 300 after the free tries; it decays as tries leave the window."""
    now = portal.now()
    tries = sessions.tries(db, key, since=stamp(now - TRY_WINDOW))
    beyond = tries.count - FREE_TRIES[kind]
    if beyond < 0 or tries.last_at is None:
        return 0
    pause = min(2 << min(beyond, 16), LONGEST_WAIT)
    return max(0, pause - int((now - moment(tries.last_at)).total_seconds()))


def forget_tries(db: Database, candidate: Candidate) -> None:
    """Inside a transaction, after the right password: the account's tries are forgotten, of the shared address only this one."""
    keys = _keys(db, candidate.email, candidate.address)
    sessions.forget_tries(db, keys["account"])
    sessions.forget_last_try(db, keys["address"])


def open_ticket(portal: Portal, *, candidate: Candidate, browser: str) -> str | None:
    """For a candidate whose password was right: a ticket for the browser with this pre-login cookie.

    It lasts 60 seconds and works once. ``None`` for a browser without the cookie or a candidate who does not exist.
    """
    if not browser or candidate.member_id is None:
        return None
    ticket = new_token()
    with writing(portal.database) as db:
        forget_tries(db, candidate)
        sessions.add_ticket(
            db,
            ticket_sha256=digest_of(ticket),
            member_id=candidate.member_id,
            browser_sha256=digest_of(browser),
            expires_at=stamp(portal.now() + TICKET_LASTS),
        )
    return ticket


def redeem(portal: Portal, *, ticket: str, browser: str) -> str | None:
    """Exchange a ticket for the token of a new session; ``None`` when it is unknown, used, too old or of another browser."""
    token, now = new_token(), portal.now()
    with writing(portal.database) as db:
        member_id = sessions.use_ticket(db, ticket_sha256=digest_of(ticket), browser_sha256=digest_of(browser), now=stamp(now))
        if member_id is None:
            return None
        sessions.add(db, token_sha256=digest_of(token), member_id=member_id, at=stamp(now), expires_at=stamp(now + ABSOLUTE_LIMIT))
    return token


def actor_of(portal: Portal, token: str | None) -> Actor:
    """Who this is, read from the database each time; a visitor when the session is unknown, over, idle or its owner inactive."""
    if not token or not portal.database.exists():
        return Actor.visitor()
    digest, now = digest_of(token), portal.now()
    with reading(portal.database) as db:
        session = sessions.find(db, digest, now=stamp(now), seen_since=stamp(now - IDLE_LIMIT))
        member = members.get(db, session.member_id) if session else None
    if session is None or member is None or not member.active:
        return Actor.visitor()
    if now - moment(session.last_seen_at) >= SEEN_EVERY:
        with writing(portal.database) as db:
            sessions.seen(db, digest, at=stamp(now))
    return Actor.of(member)


def end(portal: Portal, token: str) -> None:
    """Sign out: the token is worthless from now on, wherever it is kept."""
    with writing(portal.database) as db:
        sessions.end(db, digest_of(token))


def end_all(portal: Portal, db: Database, member_id: str, keep: str | None = None) -> None:
    """Inside a transaction: end every session of a person, save the one with the token ``keep``."""
    sessions.end_all(db, member_id, keep_sha256=digest_of(keep) if keep else None)
