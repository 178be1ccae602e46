import pytest

from core.storage import sessions
from core.storage.database import writing
from tests.doors import add_person, open_portal


@pytest.fixture
def db(tmp_path):
    portal = open_portal(tmp_path)
    add_person(portal)
    with writing(portal.database) as db:
        yield db


@pytest.fixture
def member(db):
    return next(db.query("SELECT id FROM members"))["id"]


def test_tries_are_counted_per_key_within_the_window(db):
    for minute in (1, 5, 9):
        sessions.count_try(db, "a", at=f"2026-10-05T09:0{minute}:00Z")
    sessions.count_try(db, "b", at="2026-10-05T09:05:00Z")
    assert sessions.tries(db, "a", since="2026-10-05T09:01:00Z") == sessions.Tries(2, "2026-10-05T09:09:00Z")
    assert sessions.tries(db, "c", since="2026-10-05T09:00:00Z") == sessions.Tries(0, None)


def test_one_try_can_be_taken_back(db):
    for minute in (1, 5):
        sessions.count_try(db, "a", at=f"2026-10-05T09:0{minute}:00Z")
    sessions.forget_last_try(db, "a")
    assert sessions.tries(db, "a", since="") == sessions.Tries(1, "2026-10-05T09:01:00Z")


def test_the_sweep_removes_what_ran_out_and_nothing_else(db, member):
    for day in (5, 6):
        at = f"2026-10-0{day}T09:00:00Z"
        sessions.add(db, token_sha256=at, member_id=member, at=at, expires_at=at)
        sessions.add_ticket(db, ticket_sha256=at, member_id=member, browser_sha256="b", expires_at=at)
        sessions.count_try(db, "a", at=at)
    sessions.sweep(db, now="2026-10-05T09:00:00Z", tries_before="2026-10-05T09:00:00Z")
    left = [next(db.query(f"SELECT count(*) AS n FROM {table}"))["n"] for table in ("sessions", "sign_in_tickets", "sign_in_failures")]
    assert left == [1, 1, 1]
