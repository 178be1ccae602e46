"""The issuer's addresses that are written into badges. Open to everybody, read only, and the same for everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.services import issuer as issuers

ELSEWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}  # wallets and other sites may show what is public
FRESH = {**ELSEWHERE, "Cache-Control": "no-cache"}  # what a revocation changes
STEADY = {**ELSEWHERE, "Cache-Control": "public, max-age=300"}


def issuer(portal: Portal, _request: Request) -> Response:
    return JSONResponse(issuers.issuer_document(portal), media_type="application/ld+json", headers=STEADY)


def issuer_picture(portal: Portal, _request: Request) -> Response:
    return Response(issuers.issuer_picture(portal), media_type="image/png", headers=STEADY)


def achievement(portal: Portal, request: Request) -> Response:
    """What was to be shown for the badge, in the version it was earned by."""
    code, version = request.path_params["code"], request.path_params["version"]
    document = issuers.achievement_document(portal, code=code, version=version)
    return JSONResponse(document, media_type="application/ld+json", headers=STEADY)


def achievement_picture(portal: Portal, request: Request) -> Response:
    """The picture that every badge of a program version names as its own."""
    code, version = request.path_params["code"], request.path_params["version"]
    return Response(issuers.achievement_picture(portal, code=code, version=version), media_type="image/png", headers=STEADY)


def did(portal: Portal, _request: Request) -> Response:
    """The issuer's keys (did:web), where the portal has a public address."""
    return JSONResponse(issuers.did_document(portal), media_type="application/did+json", headers=FRESH)
