"""The signed status lists at the addresses that badges name. The same bytes for everybody, until something changes."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from core.portal import Portal
from core.rules.revocations import StatusPurpose
from core.services.status_lists import signed_list
from core.web.errors import refusal

JSON, JWT = "application/vc+ld+json", "application/vc+jwt"
_JWT_NAMES = (JWT, "application/jwt")
_JSON_NAMES = (JSON, "application/vc", "application/ld+json", "application/json", "application/*", "*/*")
# Kept by caches, but asked for again each time: a badge that was taken back must not pass for a minute longer.
_HEADERS = {"Cache-Control": "public, no-cache", "Vary": "Accept", "Cross-Origin-Resource-Policy": "cross-origin"}
_NO_JWT = "This list is not signed as a JWT: the portal has no public https address, or its key is from before there were JWTs."


def revocations(portal: Portal, request: Request) -> Response:
    """The signed list of what was revoked (W3C Bitstring Status List)."""
    return _answer(portal, request, "revocation")


def suspensions(portal: Portal, request: Request) -> Response:
    """The signed list of what is suspended, with the same places as in the list of what was revoked."""
    return _answer(portal, request, "suspension")


def _answer(portal: Portal, request: Request, purpose: StatusPurpose) -> Response:
    found = signed_list(portal, number=request.path_params["number"], purpose=purpose)
    media_type = _form(request.headers.get("accept", ""), has_jwt=bool(found.jwt))
    body = (found.jwt if media_type == JWT else found.document).encode()
    if not body:
        return refusal(406, "not_acceptable", _NO_JWT, {"Vary": "Accept"})
    headers = {**_HEADERS, "ETag": f'"{hashlib.sha256(body).hexdigest()}"'}
    if _has_it(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _form(accept: str, *, has_jwt: bool) -> str:
    """The first form that the caller names and that there is; a caller who names only the JWT gets that or nothing.

    >>> _form("application/vc+jwt, application/json;q=0.5", has_jwt=False)
    'application/vc+ld+json'
    """
    named = [entry.partition(";")[0].strip().lower() for entry in accept.split(",")]
    for name in named:
        if name in _JSON_NAMES or (name in _JWT_NAMES and has_jwt):
            return JWT if name in _JWT_NAMES else JSON
    return JWT if any(name in _JWT_NAMES for name in named) else JSON


def _has_it(if_none_match: str, etag: str) -> bool:
    """Whether the caller has these bytes already (RFC 9110, section 13.1.2: compared weakly)."""
    return any(entry.strip().removeprefix("W/") in ("*", etag) for entry in if_none_match.split(","))
