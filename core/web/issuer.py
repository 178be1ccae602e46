"""The issuer's addresses that badges name: who it is, its keys, what can be earned. Open to everybody, read only."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.services import issuer

ELSEWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}  # wallets and other sites may show what is public
FRESH = {**ELSEWHERE, "Cache-Control": "no-cache"}  # what a revocation changes
STEADY = {**ELSEWHERE, "Cache-Control": "public, max-age=300"}


def profile(portal: Portal, _request: Request) -> Response:
    """The Profile that every badge names as its issuer."""
    return JSONResponse(issuer.issuer_document(portal), media_type="application/ld+json", headers=STEADY)


def picture(portal: Portal, _request: Request) -> Response:
    """The mark of today."""
    return Response(issuer.issuer_picture(portal), media_type="image/png", headers=STEADY)


def achievement(portal: Portal, request: Request) -> Response:
    """What was to be shown for the badge, in the version it was earned by."""
    code, version = request.path_params["code"], request.path_params["version"]
    document = issuer.achievement_document(portal, code=code, version=version)
    return JSONResponse(document, media_type="application/ld+json", headers=STEADY)


def achievement_picture(portal: Portal, request: Request) -> Response:
    """The picture that every badge of a program version names as its own."""
    code, version = request.path_params["code"], request.path_params["version"]
    return Response(issuer.achievement_picture(portal, code=code, version=version), media_type="image/png", headers=STEADY)


def did(portal: Portal, _request: Request) -> Response:
    """The issuer's keys (did:web), where the portal has a public address."""
    return JSONResponse(issuer.did_document(portal), media_type="application/did+json", headers=FRESH)
