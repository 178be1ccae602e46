"""What holders decided about their badge, at its public addresses: a badge that is kept private, and evidence that is shown."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from core.portal import Portal
from core.queries.badges import public_badge
from core.queries.endorsements import shown_document
from core.queries.sharing import may_open
from core.rules.members import Actor
from core.services import sessions
from core.services.sharing import open_published
from core.web import cookies
from core.web.badge_page import private_badge_page
from core.web.errors import refusal
from core.web.negotiation import preferred

_VISITOR = Actor.visitor()
Endpoint = Callable[[Request], Awaitable[Response]]
_NOT_KEPT = {"Cache-Control": "private, no-store", "Vary": "Accept, Cookie", "X-Robots-Tag": "noindex"}
_SEALED = {
    "Content-Security-Policy": "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    "Cache-Control": "no-cache",
    "X-Robots-Tag": "noindex",
}
_SHOWN = ("image/", "audio/", "video/", "text/plain")  # what a browser shows without running anything in it


def behind_its_holder(portal: Portal, endpoint: Endpoint) -> Endpoint:
    """The endpoint of a badge, closed to everybody but its holder while the badge is kept private.

    It stands before every address of a badge, so that none can forget it. What the holder gets then is kept by nobody on the way.
    """

    async def answer(request: Request) -> Response:
        token = request.path_params["token"]
        if await run_in_threadpool(may_open, portal, _VISITOR, token):
            return await endpoint(request)
        reader = await run_in_threadpool(sessions.actor_of, portal, request.cookies.get(cookies.session_cookie(portal.settings)))
        if not await run_in_threadpool(may_open, portal, reader, token):
            return await run_in_threadpool(_closed, portal, request)
        response = await endpoint(request)
        response.headers.update(_NOT_KEPT)
        return response

    return answer


def _closed(portal: Portal, request: Request) -> Response:
    """403, and on the page whether the badge is in force: whoever scans a printed certificate must learn of a revocation."""
    badge = public_badge(portal, request.path_params["token"])
    if badge and preferred(request.headers.get("accept", ""), ("text/html", "application/json")) == "text/html":
        return private_badge_page(portal, badge, _NOT_KEPT)
    return refusal(403, "private", "The holder keeps this badge private at the moment. Ask them to show it.", _NOT_KEPT)


class Shown:
    """What the holder of a badge shows beside it: pieces of evidence, and what others say."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    async def endorsement(self, request: Request) -> Response:
        """``GET /b/{token}/endorsements/{id}.json``: an accepted endorsement, as it was signed."""
        token, wanted = request.path_params["token"], request.path_params["endorsement_id"]
        document = await run_in_threadpool(shown_document, self._portal, token, wanted)
        return Response(document, media_type="application/vc+ld+json", headers={"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"})

    async def file(self, request: Request) -> Response:
        """``GET /b/{token}/evidence/{item_id}``: the file under its name, or the text. Nothing in it runs, and nothing is fetched."""
        token, item_id = request.path_params["token"], request.path_params["item_id"]
        item, path = await run_in_threadpool(lambda: open_published(self._portal, token=token, item_id=item_id))
        if path is None:
            return PlainTextResponse(item.text, headers=_SEALED)
        inline = item.media_type.startswith(_SHOWN)
        return FileResponse(
            path,
            media_type=item.media_type,
            filename=item.file_name,
            content_disposition_type="inline" if inline else "attachment",
            headers=_SEALED,
        )
