from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest

from core.errors import TooManyTries
from core.portal import Portal
from core.rules.members import Role
from core.services import sessions
from core.storage import members
from core.storage.database import one, rows, writing
from tests.doors import ADDRESS, BROWSER, Clock, add_person, come_in, open_portal, password_hash


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal(tmp_path, clock) -> Portal:
    return open_portal(tmp_path, clock)


def knock(portal, email="amara@example.org", address=ADDRESS):
    return sessions.sign_in_check(portal, email=email, address=address)


def test_a_member_gets_the_hash_of_that_member_only(portal):
    amara = add_person(portal)
    candidate = knock(portal, " Amara@Example.org ")
    assert (candidate.member_id, candidate.password_hash) == (amara, password_hash())


@pytest.mark.parametrize("email", ["nobody@example.org", "gone@example.org", "", "not an address", "x" * 5000])
def test_unknown_and_inactive_people_get_a_decoy(portal, email):
    add_person(portal, "Gone Person", active=False)
    candidate = knock(portal, email)
    assert candidate.member_id is None
    assert candidate.password_hash.startswith("$2b$12$")
    assert sessions.open_ticket(portal, candidate=candidate, browser=BROWSER) is None


def test_after_five_tries_the_account_waits_and_the_wait_doubles(portal, clock):
    add_person(portal)
    waits = []
    for _ in range(8):
        try:
            knock(portal)
        except TooManyTries as refusal:
            waits.append(refusal.wait_seconds)
            clock.advance(seconds=refusal.wait_seconds)
            knock(portal)
    assert waits == [2, 4, 8]


def test_the_wait_ends_by_itself_however_often_somebody_knocked(portal, clock):
    add_person(portal)
    for n in range(40):
        with pytest.raises(TooManyTries) if n >= 5 else nullcontext():
            knock(portal)
    clock.advance(seconds=sessions.LONGEST_WAIT)
    assert knock(portal).member_id


def test_parallel_guesses_are_counted_one_by_one(portal):
    add_person(portal)

    def guess(_):
        try:
            return knock(portal) is not None
        except TooManyTries:
            return False

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(guess, range(40))) == sessions.FREE_TRIES["account"]


def test_one_address_cannot_walk_through_many_accounts(portal):
    for n in range(sessions.FREE_TRIES["address"]):
        knock(portal, f"person{n}@example.org")
    with pytest.raises(TooManyTries):
        knock(portal, "another@example.org")
    assert knock(portal, "another@example.org", "198.51.100.1")


def test_a_right_password_forgets_the_tries_of_the_account(portal):
    add_person(portal)
    for _ in range(20):
        come_in(portal)
    with writing(portal.database) as db:
        assert one(db, "SELECT count(*) AS n FROM sign_in_failures") == {"n": 0}


def test_the_table_of_tries_names_nobody(portal):
    knock(portal)
    with writing(portal.database) as db:
        kept = str(rows(db, "SELECT * FROM sign_in_failures"))
    assert "amara" not in kept
    assert ADDRESS not in kept


def test_a_ticket_becomes_a_session_once(portal):
    amara = add_person(portal)
    ticket = sessions.open_ticket(portal, candidate=knock(portal), browser=BROWSER)
    token = sessions.redeem(portal, ticket=ticket, browser=BROWSER)
    assert sessions.actor_of(portal, token).id == amara
    assert sessions.redeem(portal, ticket=ticket, browser=BROWSER) is None


def test_a_ticket_is_worthless_in_another_browser_and_gone_after_the_try(portal):
    add_person(portal)
    ticket = sessions.open_ticket(portal, candidate=knock(portal), browser=BROWSER)
    assert sessions.redeem(portal, ticket=ticket, browser="another browser") is None
    assert sessions.redeem(portal, ticket=ticket, browser=BROWSER) is None


def test_a_ticket_runs_out_after_a_minute(portal, clock):
    add_person(portal)
    ticket = sessions.open_ticket(portal, candidate=knock(portal), browser=BROWSER)
    clock.advance(seconds=60)
    assert sessions.redeem(portal, ticket=ticket, browser=BROWSER) is None


def test_a_browser_without_the_cookie_gets_no_ticket(portal):
    add_person(portal)
    assert sessions.open_ticket(portal, candidate=knock(portal), browser="") is None


@pytest.mark.parametrize("token", [None, "", "made up", "\x00", "x" * 10_000])
def test_an_unknown_token_is_a_visitor(portal, token):
    assert not sessions.actor_of(portal, token).signed_in


def test_a_folder_without_database_has_visitors_only(tmp_path):
    from core.settings import Settings

    empty = Portal(Settings(data_folder=tmp_path / "nothing"))
    assert not sessions.actor_of(empty, "token").signed_in
    assert not empty.database.exists()


def test_roles_are_read_each_time(portal):
    amara = add_person(portal, roles=[Role.REVIEWER])
    token = come_in(portal)
    assert Role.REVIEWER in sessions.actor_of(portal, token).roles
    with writing(portal.database) as db:
        members.set_roles(db, amara, frozenset())
    assert sessions.actor_of(portal, token).roles == {Role.MEMBER}


def test_somebody_made_inactive_is_a_visitor_at_once(portal):
    amara = add_person(portal)
    token = come_in(portal)
    with writing(portal.database) as db:
        members.set_active(db, amara, False)
    assert not sessions.actor_of(portal, token).signed_in


def test_a_session_ends_after_eight_idle_hours_but_not_while_it_is_used(portal, clock):
    add_person(portal)
    token = come_in(portal)
    for _ in range(3):
        clock.advance(hours=7, minutes=59)
        assert sessions.actor_of(portal, token).signed_in
    clock.advance(hours=8)
    assert not sessions.actor_of(portal, token).signed_in


def test_a_session_ends_after_a_day_whatever_happens(portal, clock):
    add_person(portal)
    token = come_in(portal)
    for _ in range(23):
        clock.advance(hours=1)
        assert sessions.actor_of(portal, token).signed_in
    clock.advance(hours=1)
    assert not sessions.actor_of(portal, token).signed_in


def test_last_seen_is_written_at_most_once_a_minute(portal, clock):
    add_person(portal)
    token = come_in(portal)

    def last_seen():
        with writing(portal.database) as db:
            return one(db, "SELECT last_seen_at FROM sessions")["last_seen_at"]

    start = last_seen()
    clock.advance(seconds=59)
    sessions.actor_of(portal, token)
    assert last_seen() == start
    clock.advance(seconds=1)
    sessions.actor_of(portal, token)
    assert last_seen() > start


def test_signing_out_ends_this_session_only(portal):
    add_person(portal)
    here, there = come_in(portal), come_in(portal)
    sessions.end(portal, here)
    assert not sessions.actor_of(portal, here).signed_in
    assert sessions.actor_of(portal, there).signed_in


def test_ending_all_ends_sessions_and_open_tickets_of_that_person_only(portal):
    amara = add_person(portal)
    add_person(portal, "Ben Ito")
    mine, kept, other = come_in(portal), come_in(portal), come_in(portal, "ben@example.org")
    ticket = sessions.open_ticket(portal, candidate=knock(portal), browser=BROWSER)
    with writing(portal.database) as db:
        sessions.end_all(portal, db, amara, keep=kept)
    assert [sessions.actor_of(portal, token).signed_in for token in (mine, kept, other)] == [False, True, True]
    assert sessions.redeem(portal, ticket=ticket, browser=BROWSER) is None


def test_no_secret_is_in_the_database_file(portal):
    add_person(portal)
    token = come_in(portal)
    ticket = sessions.open_ticket(portal, candidate=knock(portal), browser=BROWSER)
    with writing(portal.database) as db:
        everything = str(rows(db, "SELECT * FROM sessions") + rows(db, "SELECT * FROM sign_in_tickets"))
    assert not any(secret in everything for secret in (token, ticket, BROWSER))
