from http.cookies import SimpleCookie

import pytest
from starlette.responses import Response

from core.settings import Settings
from core.web import cookies

PLAIN, HTTPS = Settings(), Settings(public_url="https://badges.example.org")


def written(settings: Settings) -> dict[str, SimpleCookie]:
    response = Response()
    cookies.keep_session(response, settings, "token")
    cookies.mark_browser(response, settings)
    return SimpleCookie("; ".join(response.headers.getlist("set-cookie")[:1])) | SimpleCookie(response.headers.getlist("set-cookie")[1])


@pytest.mark.parametrize("settings", [PLAIN, HTTPS])
def test_no_script_can_read_them_and_no_other_site_post_with_them(settings):
    for cookie in written(settings).values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_over_https_they_are_locked_to_this_host():
    assert set(written(HTTPS)) == {"__Host-portal_session", "__Host-portal_browser"}
    assert all(cookie["secure"] for cookie in written(HTTPS).values())
    assert not any(cookie["secure"] for cookie in written(PLAIN).values())


def test_every_mark_is_another():
    assert written(PLAIN)["portal_browser"].value != written(PLAIN)["portal_browser"].value


def test_forgetting_ends_the_cookie_at_once():
    response = Response()
    cookies.forget_session(response, PLAIN)
    assert "Max-Age=0" in response.headers["set-cookie"]
