"""Every address that is not a page of the portal."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from core.portal import Portal
from core.web import catalogue, evidence, frameworks, issuer, sessions, status_lists, visibility
from core.web.badge_desk import BadgeDesk
from core.web.errors import only_by_post, unknown_address
from core.web.health import HealthDesk
from core.web.holder_question import LONGEST_QUESTION, HolderDesk
from core.web.shell import Shell, favicon, typing_script
from core.web.verify import LARGEST, VerifyDesk
from core.web.visibility import Shown, behind_its_holder

Endpoint = Callable[[Portal, Request], Response]
_OPEN = (Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["content-type", "accept"]),)
# Open to scripts of other sites: read only, nothing personal beyond what the address already gives away.
_PUBLIC: dict[str, Endpoint] = {
    "/issuer.json": issuer.profile,
    "/issuer.png": issuer.picture,
    "/achievements/{code}/{version}.json": issuer.achievement,
    "/achievements/{code}/{version}.png": issuer.achievement_picture,
    "/catalogue.jsonld": catalogue.document,
    "/frameworks/{framework}.json": frameworks.framework,
    "/frameworks/{framework}/{item}.json": frameworks.item,
    "/.well-known/did.json": issuer.did,
    "/status/{number}": status_lists.revocations,
    "/status/{number}/suspension": status_lists.suspensions,
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
    shell, desk, badge = Shell(portal, index), VerifyDesk(portal), BadgeDesk(portal)
    holder, shown = HolderDesk(portal), Shown(portal)
    read: dict[str, visibility.Endpoint] = {
        "/card.png": badge.card,
        "/evidence/{item_id}": shown.file,
        "/endorsements/{endorsement_id}.json": shown.endorsement,
        ".txt": badge.report,
        ".{kind}": badge.file,
        "": badge.page,
    }
    of_holder = partial(behind_its_holder, portal)
    return [
        Route("/b/{token}/holder", of_holder(holder.show), methods=["GET"]),
        Route("/b/{token}/holder", of_holder(holder.answer), methods=["POST"], max_body_size=LONGEST_QUESTION),
        *(Route(f"/b/{{token}}{rest}", of_holder(one), methods=["GET", "OPTIONS"], middleware=_OPEN) for rest, one in read.items()),
        *(Route(path, partial(endpoint, portal), methods=["GET", "OPTIONS"], middleware=_OPEN) for path, endpoint in _PUBLIC.items()),
        *(Route(path, partial(endpoint, portal), methods=methods) for path, (endpoint, methods) in _OWN.items()),
        Route("/api/verify", desk.answer, methods=["POST", "OPTIONS"], middleware=_OPEN, max_body_size=LARGEST + 65536),
        Route("/api/verify", only_by_post, methods=["GET", "PUT", "PATCH", "DELETE"]),
        Route("/verify", desk.show, methods=["POST"], max_body_size=LARGEST + 65536),
        Route("/verify/plain", desk.form, methods=["GET"]),
        Route("/healthz", HealthDesk(portal).answer),
        Route("/favicon.svg", favicon),
        Route("/typing.js", typing_script),
        *(Route(f"/{name}", shell.page) for name in ("", *page_names)),
        Route("/frameworks/{rest:path}", unknown_address),  # the address without anything below it is a page
        *(Route(f"/{prefix}{rest}", unknown_address) for prefix in _PREFIXES for rest in ("", "/{rest:path}")),
    ]
