"""Every address that is not a page of the portal."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from core.portal import Portal
from core.web import badges, evidence, sessions
from core.web.errors import unknown_address
from core.web.health import HealthDesk
from core.web.shell import Shell, favicon, typing_script
from core.web.verify import LARGEST, VerifyDesk

Endpoint = Callable[[Portal, Request], Response]
_OPEN = (Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["content-type", "accept"]),)
# Open to scripts of other sites: read only, nothing personal beyond what the address already gives away.
_PUBLIC: dict[str, Endpoint] = {
    "/b/{token}.{kind}": badges.badge_file,
    "/b/{token}": badges.badge,
    "/issuer.json": badges.issuer,
    "/issuer.png": badges.issuer_picture,
    "/achievements/{code}/{version}.json": badges.achievement,
    "/achievements/{code}/{version}.png": badges.achievement_picture,
    "/.well-known/did.json": badges.did,
    "/status/{number:int}": badges.status,
}
_OWN: dict[str, tuple[Endpoint, list[str]]] = {
    "/session/start": (sessions.start, ["GET"]),
    "/session/end": (sessions.end, ["GET", "POST"]),
    "/evidence/{item_id}": (evidence.evidence_file, ["GET"]),
}
# Below these, what is not an address is answered as such, where the framework would answer with a page.
_PREFIXES = ("b", "achievements", ".well-known", "status", "api", "session", "evidence")


def routes(portal: Portal, index: str, page_names: Iterable[str]) -> Sequence[BaseRoute]:
    """``index`` is the framework's page, ``page_names`` are the addresses of the portal's pages."""
    shell, desk = Shell(portal, index), VerifyDesk(portal)
    return [
        *(Route(path, partial(endpoint, portal), methods=["GET", "OPTIONS"], middleware=_OPEN) for path, endpoint in _PUBLIC.items()),
        *(Route(path, partial(endpoint, portal), methods=methods) for path, (endpoint, methods) in _OWN.items()),
        Route("/api/verify", desk.answer, methods=["POST", "OPTIONS"], middleware=_OPEN, max_body_size=LARGEST + 65536),
        Route("/verify", desk.show, methods=["POST"], max_body_size=LARGEST + 65536),
        Route("/healthz", HealthDesk(portal).answer),
        Route("/favicon.svg", favicon),
        Route("/typing.js", typing_script),
        *(Route(f"/{name}", shell.page) for name in ("", *page_names)),
        *(Route(f"/{prefix}{rest}", unknown_address) for prefix in _PREFIXES for rest in ("", "/{rest:path}")),
    ]
