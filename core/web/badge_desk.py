"""The public addresses of one badge: its page, its data, its files.

The same for everybody, without account and cookie. Who asks more than people ask is asked to wait.
"""

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.errors import TooManyTries
from core.portal import Portal
from core.queries.badge_context import badge_context, edition
from core.queries.badges import public_badge
from core.services.downloads import Download, Wish, download, link_card, wish_of
from core.web.badge_page import badge_page, busy_page, unknown_badge_page
from core.web.badge_report import report_text
from core.web.conditional import tagged
from core.web.errors import refusal, unknown_address
from core.web.issuer import FRESH, STEADY
from core.web.kept import KeptFiles
from core.web.limits import SlidingLimit, client_of
from core.web.negotiation import preferred

PAGES_PER_MINUTE = 120  # of one address, as everything here unless it says otherwise
FILES_PER_MINUTE = 240
MADE_PER_MINUTE = 30  # files that take long to make and are not kept yet
KEPT_BYTES = 32 * 1024 * 1024

_HTML, _TEXT = "text/html", "text/plain"
_JSON = ("application/json", "application/ld+json", "application/vc+ld+json", "application/vc")
_JWT = ("application/vc+jwt", "application/jwt")
_OFFERS = (_HTML, *_JSON, *_JWT, _TEXT)
_CARD = Wish("card", "", slow=True, steady=True)
_VARYING = {**FRESH, "Vary": "Accept"}
_HIDDEN = {"X-Robots-Tag": "noindex"}
# A browser opens an SVG file as a page of ours; whatever may ever be in it, nothing runs there and nothing is fetched.
_SEALED = {"image/svg+xml": {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}}
_NO_SUCH_FORM = "A badge is given as a page (text/html), as JSON (application/vc, application/json), as text (text/plain){jwt}."


class BadgeDesk:
    """One for the portal: it counts who asks, and keeps what took long to make."""

    def __init__(
        self, portal: Portal, *, pages: int = PAGES_PER_MINUTE, files: int = FILES_PER_MINUTE, made: int = MADE_PER_MINUTE
    ) -> None:
        self._portal = portal
        self._pages, self._files, self._made = SlidingLimit(pages, 60), SlidingLimit(files, 60), SlidingLimit(made, 60)
        self._kept = KeptFiles(KEPT_BYTES)
        self._turn = asyncio.Semaphore(1)  # printing shares the machine with the portal's pages

    async def page(self, request: Request) -> Response:
        """The badge's page, or the credential for callers that accept it. It never sets a cookie."""
        form = preferred(request.headers.get("accept", ""), _OFFERS)
        wait = self._pages.take(client_of(request))
        if wait and form == _HTML:
            return busy_page(wait, _VARYING)
        if wait:
            raise TooManyTries(wait)
        return await run_in_threadpool(self._page, request)

    def _page(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        badge = public_badge(self._portal, request.path_params["token"])
        if badge is None:
            wants_page = preferred(accept, _OFFERS) == _HTML
            return unknown_badge_page(self._portal, _VARYING) if wants_page else unknown_address(request)
        context = badge_context(self._portal, badge.token)
        form = preferred(accept, _OFFERS if context.jwt else [offer for offer in _OFFERS if offer not in _JWT])
        if form == _HTML:
            return badge_page(self._portal, badge, context, _VARYING)
        if form is None:
            return _no_such_form(has_jwt=bool(context.jwt))
        if form == _TEXT:
            return PlainTextResponse(report_text(self._portal, badge, context), headers={**_VARYING, **_HIDDEN})
        data = context.jwt if form in _JWT else badge.document
        return tagged(request, Response(data, headers={**_VARYING, **_HIDDEN, "Content-Type": form}))

    async def report(self, request: Request) -> Response:
        """The check as plain text for a file of one's own."""
        self._allow(self._pages, request)
        return await run_in_threadpool(self._report, request)

    def _report(self, request: Request) -> Response:
        badge = public_badge(self._portal, request.path_params["token"])
        if badge is None:
            return unknown_address(request)
        text = report_text(self._portal, badge, badge_context(self._portal, badge.token))
        return PlainTextResponse(text, headers={**FRESH, **_HIDDEN})

    async def file(self, request: Request) -> Response:
        """The badge as a file: credential, picture, certificate. ``?proof=``, ``?size=`` and ``?layout=`` choose."""
        token, wish = request.path_params["token"], wish_of(request.path_params["kind"], request.query_params)
        return await self._given(request, wish, lambda: download(self._portal, token=token, wish=wish))

    async def card(self, request: Request) -> Response:
        """The picture beside a link to the badge."""
        token = request.path_params["token"]
        return await self._given(request, _CARD, lambda: link_card(self._portal, token=token))

    async def _given(self, request: Request, wish: Wish, make: Callable[[], Download]) -> Response:
        self._allow(self._files, request)
        newest = await run_in_threadpool(edition, self._portal, request.path_params["token"])
        key = (request.path_params["token"], newest, wish)
        file = await self._made_slowly(request, key, make) if wish.slow else await run_in_threadpool(make)
        steadiness = STEADY if wish.steady else FRESH
        headers = {**steadiness, **_HIDDEN, **_SEALED.get(file.media_type, {}), "Content-Disposition": file.disposition}
        return tagged(request, Response(file.data, media_type=file.media_type, headers=headers))

    async def _made_slowly(self, request: Request, key: tuple[object, ...], make: Callable[[], Download]) -> Download:
        """One at a time, and once: who waited for the same file as somebody else finds it made."""
        if kept := self._kept.get(key):
            return kept
        self._allow(self._made, request)
        async with self._turn:
            if kept := self._kept.get(key):
                return kept
            file = await run_in_threadpool(make)
            self._kept.keep(key, file)
            return file

    def _allow(self, limit: SlidingLimit, request: Request) -> None:
        if wait := limit.take(client_of(request)):
            raise TooManyTries(wait)


def _no_such_form(*, has_jwt: bool) -> Response:
    """Not acceptable (RFC 9110, section 15.5.7), with what there is."""
    return refusal(406, "not_acceptable", _NO_SUCH_FORM.format(jwt=" or as JWT (application/vc+jwt)" if has_jwt else ""), _VARYING)
