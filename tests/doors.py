"""A portal with a few people in a temporary folder, and ways to come in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from core.portal import Portal, new_id
from core.rules.members import MemberDetails, Role
from core.rules.times import stamp
from core.services import sessions
from core.services.passwords import hash_password
from core.settings import Settings
from core.storage import association, members
from core.storage.association import Association
from core.storage.database import writing
from core.storage.migrations import migrate

PASSWORD = "seven quiet lanterns"
ADDRESS = "203.0.113.7"
BROWSER = "cookie-of-one-browser"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 10, 5, 9, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)  # once: a quarter of a second


def open_portal(folder: Path, clock: Clock | None = None, url: str = "http://localhost:8501") -> Portal:
    """An empty data folder with tables and an association."""
    portal = Portal(Settings(data_folder=folder, public_url=url), *([clock] if clock else []))
    migrate(portal.database)
    with writing(portal.database) as db:
        association.add(
            db,
            Association("Northshore <Facilities>", "Ida Holm", "office@northshore.example", "GB", "https://northshore.example", "", None),
            at="2026-01-01T00:00:00Z",
        )
    return portal


def add_person(portal: Portal, name: str = "Amara Okafor", roles: Iterable[Role] = (), active: bool = True) -> str:
    """A member with the password ``PASSWORD``; the address is made from the first name."""
    details = MemberDetails(email=f"{name.split()[0].lower()}@example.org", display_name=name, name_on_badge=name, roles=frozenset(roles))
    member_id = new_id()
    with writing(portal.database) as db:
        members.add(db, member_id, details, password_hash=password_hash(), at=stamp(portal.now()))
        members.set_active(db, member_id, active)
    return member_id


def come_in(portal: Portal, email: str = "amara@example.org") -> str:
    """The session token of somebody whose password was right."""
    candidate = sessions.sign_in_check(portal, email=email, address=ADDRESS)
    ticket = sessions.open_ticket(portal, candidate=candidate, browser=BROWSER)
    assert ticket
    token = sessions.redeem(portal, ticket=ticket, browser=BROWSER)
    assert token
    return token
