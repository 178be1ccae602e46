import pytest
from starlette.testclient import TestClient

from core.services import sessions
from tests.doors import ADDRESS, BROWSER
from tests.web.conftest import app_of


@pytest.fixture
def ticket(portal) -> str:
    candidate = sessions.sign_in_check(portal, email="amara@example.org", address=ADDRESS)
    return sessions.open_ticket(portal, candidate=candidate, browser=BROWSER)


@pytest.fixture
def browser(portal) -> TestClient:
    cookies = {"portal_browser": BROWSER}
    return TestClient(app_of(portal), base_url="http://localhost:8501", follow_redirects=False, cookies=cookies)


def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read(portal, browser, ticket):
    response = browser.get("/session/start", params={"t": ticket, "next": "/catalogue?q=1"})
    assert (response.status_code, response.headers["location"]) == (303, "/catalogue?q=1")
    cookie = next(line for line in response.headers.get_list("set-cookie") if line.startswith("portal_session="))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert sessions.actor_of(portal, response.cookies["portal_session"]).name == "Amara Okafor"
    assert response.headers["cache-control"] == "no-store"


def test_the_browser_gets_a_new_mark_with_the_session(browser, ticket):
    assert browser.get("/session/start", params={"t": ticket}).cookies["portal_browser"] != BROWSER


@pytest.mark.parametrize(
    "next_address", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nSet-Cookie: x=1", "/\t/evil.example"]
)
def test_the_way_back_never_leads_elsewhere(browser, ticket, next_address):
    response = browser.get("/session/start", params={"t": ticket, "next": next_address})
    assert response.headers["location"] == "/"


def test_a_ticket_from_another_browser_signs_nobody_in(visitor, ticket):
    response = visitor.get("/session/start", params={"t": ticket})
    assert response.headers["location"] == "/sign_in?again=1"
    assert "portal_session" not in response.cookies


def test_a_ticket_works_once(browser, ticket):
    browser.get("/session/start", params={"t": ticket})
    assert browser.get("/session/start", params={"t": ticket}).headers["location"] == "/sign_in?again=1"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_ending_ends_it_in_the_database_too(portal, amara, method):
    token = amara.cookies["portal_session"]
    response = amara.request(method, "/session/end", headers={"sec-fetch-site": "same-origin"})
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert "Max-Age=0" in response.headers["set-cookie"]
    assert not sessions.actor_of(portal, token).signed_in


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "http://evil.example"}, {"origin": "null"}]
)
def test_another_site_cannot_sign_anybody_out(portal, amara, headers):
    amara.request("POST", "/session/end", headers=headers)
    assert sessions.actor_of(portal, amara.cookies["portal_session"]).signed_in
