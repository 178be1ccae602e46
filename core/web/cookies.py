"""The two cookies of the portal. Both are HttpOnly: no script can read them, in the page or injected into it."""

import secrets

from starlette.responses import Response

from core.services.sessions import ABSOLUTE_LIMIT
from core.settings import Settings

BROWSER_LASTS = 24 * 3600  # seconds


def _prefix(settings: Settings) -> str:
    return "__Host-" if settings.is_https else ""  # the browser then insists on Secure, Path=/ and no Domain


def session_cookie(settings: Settings) -> str:
    """The name of the cookie that says who is signed in."""
    return _prefix(settings) + "portal_session"


def browser_cookie(settings: Settings) -> str:
    """The name of the cookie that every browser gets before sign-in; a sign-in ticket is bound to it."""
    return _prefix(settings) + "portal_browser"


def keep_session(response: Response, settings: Settings, token: str) -> None:
    _set(response, settings, session_cookie(settings), token, int(ABSOLUTE_LIMIT.total_seconds()))


def forget_session(response: Response, settings: Settings) -> None:
    _set(response, settings, session_cookie(settings), "", 0)


def mark_browser(response: Response, settings: Settings) -> None:
    """Give the browser a fresh random mark."""
    _set(response, settings, browser_cookie(settings), secrets.token_urlsafe(24), BROWSER_LASTS)


def _set(response: Response, settings: Settings, name: str, value: str, max_age: int) -> None:
    response.set_cookie(name, value, max_age=max_age, path="/", httponly=True, secure=settings.is_https, samesite="lax")
