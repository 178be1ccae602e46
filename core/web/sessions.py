"""Where a sign-in becomes a cookie, and where it stops being one."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.portal import Portal
from core.services import sessions
from core.web import cookies

_PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_FOREIGN = ("cross-site", "same-site")


def start(portal: Portal, request: Request) -> Response:
    """Exchange the ticket for a session. A ticket of another browser is refused, so nobody can be signed in as a stranger."""
    settings = portal.settings
    browser = request.cookies.get(cookies.browser_cookie(settings), "")
    token = sessions.redeem(portal, ticket=request.query_params.get("t", ""), browser=browser)
    if token is None:
        return RedirectResponse("/sign_in?again=1", 303, headers=_PRIVATE)
    response = RedirectResponse(own_path(request.query_params.get("next", "/")), 303, headers=_PRIVATE)
    cookies.keep_session(response, settings, token)
    cookies.mark_browser(response, settings)
    return response


def end(portal: Portal, request: Request) -> Response:
    """End the session here and in the database. A link or picture on another site cannot do that."""
    response = RedirectResponse("/", 303, headers=_PRIVATE)
    if request.headers.get("sec-fetch-site") in _FOREIGN or request.headers.get("origin", portal.base_url) != portal.base_url:
        return response
    token = request.cookies.get(cookies.session_cookie(portal.settings))
    if token:
        sessions.end(portal, token)
    cookies.forget_session(response, portal.settings)
    return response


def own_path(address: str) -> str:
    """The path if it stays on this portal, else the front door: no open redirect.

    >>> own_path("/catalogue?q=fire"), own_path("//evil.example"), own_path("https://evil.example"), own_path("/\\\\evil.example")
    ('/catalogue?q=fire', '/', '/', '/')
    """
    stays = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if stays else "/"
