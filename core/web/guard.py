"""Stands before everything: pages, public addresses, uploads and the websocket.

The framework trusts its visitors in places where a portal must not: it takes uploads from anybody, lets a known session
id take over a session, answers any origin and shows its metrics. What is refused here never reaches it.
"""

import hashlib
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.portal import Portal
from core.rules.evidence import MEGABYTE
from core.rules.members import Actor
from core.services import sessions, setup
from core.services.pictures import LARGEST_BYTES
from core.web import cookies
from core.web.errors import refusal, too_many, unknown_address
from core.web.headers import security_headers
from core.web.limits import SlidingLimit

BIND_HEADER = b"x-portal-bind"
_HIDDEN = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_FILES = ("/media/", "/_stcore/upload_file/")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Nobody may steer the portal from a page that frames it.
_HOST_CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": False,
    "resourceCrossOriginMode": None,
}
UPLOADS_PER_10_MINUTES = 40
UPLOADED_LIMITS_PER_10_MINUTES = 8  # times the limit of one file: uploads wait in memory until they are stored
_FORM_OVERHEAD = 64 * 1024
_SETTING_UP = "set-up"


class Guard:
    """ASGI middleware; put it first. ``script_hashes`` admit the framework's own inline script."""

    def __init__(self, app: ASGIApp, portal: Portal, script_hashes: Sequence[str]) -> None:
        self._app, self._portal = app, portal
        self._headers = security_headers(portal.settings, script_hashes)
        self._file_limit = portal.settings.evidence_limit_mb * MEGABYTE
        self._uploads = SlidingLimit(UPLOADS_PER_10_MINUTES, 600)
        self._uploaded = SlidingLimit(UPLOADED_LIMITS_PER_10_MINUTES * self._file_limit, 600)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = HTTPConnection(scope)
        if not (self._host_is_ours(visit) and self._origin_is_ours(visit)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        bound = [*_without_bind(scope), (BIND_HEADER, (await self._bind(visit)).encode())]
        await self._app({**scope, "headers": bound}, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = HTTPConnection(scope)

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(visit, MutableHeaders(scope=message))
            await send(message)

        refused = await self._refused(visit)
        answer = refused or self._app
        await answer({**scope, "headers": _without_bind(scope)}, receive, finish)

    def _complete(self, visit: HTTPConnection, headers: MutableHeaders) -> None:
        is_shell = headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if visit.url.path.startswith(_FILES):
            headers["cache-control"] = "private, no-store"
        if is_shell and cookies.browser_cookie(self._portal.settings) not in visit.cookies:
            marked = Response()
            cookies.mark_browser(marked, self._portal.settings)
            headers.append("set-cookie", marked.headers["set-cookie"])

    async def _refused(self, visit: HTTPConnection) -> Response | None:
        path = visit.url.path
        if not self._host_is_ours(visit) and path != "/healthz":
            return PlainTextResponse(f"This portal lives at {self._portal.base_url}\n", status_code=421)
        if path.startswith(_HIDDEN):
            return unknown_address(visit)
        if path == "/_stcore/host-config":
            return JSONResponse(_HOST_CONFIG)
        if path.startswith(_FILES):
            return await self._refused_file(visit)
        return None

    async def _refused_file(self, visit: HTTPConnection) -> Response | None:
        who = await run_in_threadpool(self._person, visit)
        if who is None:
            return refusal(403, "not_signed_in", "Please sign in first.")
        return self._refused_upload(visit, who) if visit.scope["method"] == "PUT" else None

    def _person(self, visit: HTTPConnection) -> str | None:
        """Whose files these are; whoever sets the portal up may upload a logo before there is anybody to sign in."""
        actor = self._actor(visit)
        return actor.id or (None if setup.is_set_up(self._portal) else _SETTING_UP)

    def _refused_upload(self, visit: HTTPConnection, who: str) -> Response | None:
        length = visit.headers.get("content-length", "")
        if not length.isdecimal():
            return refusal(411, "length_required", "Please say how long the file is.")
        largest = LARGEST_BYTES if who == _SETTING_UP else self._file_limit
        if int(length) > largest + _FORM_OVERHEAD:
            return refusal(413, "too_large", f"A file may have {largest // MEGABYTE} MB.")
        wait = self._uploads.take(who) or self._uploaded.take(who, int(length))
        return too_many(wait) if wait else None

    def _actor(self, visit: HTTPConnection) -> Actor:
        return sessions.actor_of(self._portal, visit.cookies.get(cookies.session_cookie(self._portal.settings)))

    def _host_is_ours(self, visit: HTTPConnection) -> bool:
        """The Host of the public address, or this machine itself: another name is DNS rebinding or a typing error."""
        host = visit.headers.get("host", "")
        return f"//{host.lower()}" == self._portal.base_url.partition(":")[2] or _name(f"//{host}") in _LOOPBACK

    def _origin_is_ours(self, visit: HTTPConnection) -> bool:
        origin, host = visit.headers.get("origin", ""), visit.headers.get("host", "")
        return origin == self._portal.base_url or (_name(origin) in _LOOPBACK and origin == f"http://{host}")

    async def _bind(self, visit: HTTPConnection) -> str:
        """What the framework compares before a broken connection may resume its session: person and browser."""
        settings = self._portal.settings
        token = visit.cookies.get(cookies.session_cookie(settings), "")
        actor = await run_in_threadpool(self._actor, visit)
        known = token if actor.signed_in else visit.cookies.get(cookies.browser_cookie(settings)) or secrets.token_hex(16)
        return f"{actor.id or 'visitor'}:{hashlib.sha256(known.encode()).hexdigest()[:32]}"


def _without_bind(scope: Scope) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in scope["headers"] if not name.lower().startswith(b"x-portal-")]


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
