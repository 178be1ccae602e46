"""The signed status lists at the addresses that badges name. The same bytes for everybody, until something changes."""

import re

from starlette.requests import Request
from starlette.responses import Response

from core.portal import Portal
from core.rules.revocations import StatusPurpose
from core.services.status_lists import signed_list
from core.web.conditional import tagged
from core.web.errors import refusal, unknown_address
from core.web.negotiation import preferred

JSON, JWT = "application/vc+ld+json", "application/vc+jwt"
_JSON_NAMES = (JSON, "application/vc", "application/ld+json", "application/json")
_JWT_NAMES = (JWT, "application/jwt")
_NUMBER = re.compile(r"[0-9]{1,9}")  # Python refuses to read numbers of thousands of digits
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
    number = request.path_params["number"]
    if not _NUMBER.fullmatch(number):
        return unknown_address(request)
    found = signed_list(portal, number=int(number), purpose=purpose)
    media_type = _form(request.headers.get("accept", ""), has_jwt=bool(found.jwt))
    if media_type is None:
        return refusal(406, "not_acceptable", _NO_JWT, {"Vary": "Accept"})
    return tagged(request, Response(found.jwt if media_type == JWT else found.document, media_type=media_type, headers=_HEADERS))


def _form(accept: str, *, has_jwt: bool) -> str | None:
    """The form that the caller would rather have; ``None`` for one who takes nothing but a JWT that there is not.

    Whoever names nothing that we have gets JSON all the same: a verifier that asks wrongly must not take a list for gone.

    >>> _form("application/vc+jwt, application/json;q=0.5", has_jwt=False)
    'application/vc+ld+json'
    """
    best = preferred(accept, (*_JSON_NAMES, *_JWT_NAMES) if has_jwt else _JSON_NAMES)
    if best is None and not has_jwt and preferred(accept, _JWT_NAMES):
        return None
    return JWT if best in _JWT_NAMES else JSON
