"""The addresses that are written into badges. Open to everybody, read only, and the same for everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.queries.badges import public_badge
from core.services import awards
from core.web.badge_page import badge_page, unknown_badge_page
from core.web.errors import unknown_address

ELSEWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}  # wallets and other sites may show what is public
FRESH = {**ELSEWHERE, "Cache-Control": "no-cache"}  # what a revocation changes
STEADY = {**ELSEWHERE, "Cache-Control": "public, max-age=300"}
CREDENTIAL_TYPE = "application/vc+ld+json"
_AS_DATA = ("application/json", "application/ld+json", "application/vc+ld+json", "application/vc")


def _wants_data(request: Request) -> bool:
    """Whether the caller would rather have data than a page: the first type it names that we can give decides."""
    for entry in request.headers.get("accept", "").split(","):
        name = entry.partition(";")[0].strip().lower()
        if name in _AS_DATA or name == "text/html":
            return name in _AS_DATA
    return False


def badge(portal: Portal, request: Request) -> Response:
    """The badge's page, or the credential for callers that accept JSON. It never sets a cookie."""
    found = public_badge(portal, request.path_params["token"])
    vary = {**FRESH, "Vary": "Accept"}
    if _wants_data(request):
        return Response(found.document, media_type="application/json", headers=vary) if found else unknown_address(request)
    return badge_page(portal, found, vary) if found else unknown_badge_page(portal, vary)


def badge_file(portal: Portal, request: Request) -> Response:
    """The badge as a file: credential, picture with the credential inside, certificate."""
    token, kind = request.path_params["token"], request.path_params["kind"]
    data, media_type, name = awards.badge_file(portal, token=token, format_id=kind)
    return Response(data, media_type=media_type, headers={**STEADY, "Content-Disposition": f'inline; filename="{name}"'})


def issuer(portal: Portal, _request: Request) -> Response:
    return JSONResponse(awards.issuer_document(portal), media_type="application/ld+json", headers=STEADY)


def issuer_picture(portal: Portal, _request: Request) -> Response:
    return Response(awards.issuer_picture(portal), media_type="image/png", headers=STEADY)


def achievement(portal: Portal, request: Request) -> Response:
    """What was to be shown for the badge, in the version it was earned by."""
    code, version = request.path_params["code"], request.path_params["version"]
    document = awards.achievement_document(portal, code=code, version=version)
    return JSONResponse(document, media_type="application/ld+json", headers=STEADY)


def achievement_picture(portal: Portal, request: Request) -> Response:
    """The picture that every badge of a program version names as its own."""
    code, version = request.path_params["code"], request.path_params["version"]
    return Response(awards.achievement_picture(portal, code=code, version=version), media_type="image/png", headers=STEADY)


def did(portal: Portal, _request: Request) -> Response:
    """The issuer's keys (did:web), where the portal has a public address."""
    return JSONResponse(awards.did_document(portal), media_type="application/did+json", headers=FRESH)


def status(portal: Portal, request: Request) -> Response:
    """The signed list of what was revoked (W3C Bitstring Status List)."""
    document = awards.status_document(portal, number=request.path_params["number"])
    return JSONResponse(document, media_type=CREDENTIAL_TYPE, headers=FRESH)
