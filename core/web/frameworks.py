"""Skills that have no address elsewhere, at the addresses that badges name them by; and an in-house list as a whole.

A browser gets a page to read, everybody else the document.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.queries import frameworks
from core.web.badge_page import page
from core.web.conditional import tagged
from core.web.issuer import STEADY
from core.web.negotiation import preferred

_NOTHING_MORE: dict[str, Any] = {"isChildOf": None, "educationLevel": [], "humanCodingScheme": ""}


def item(portal: Portal, request: Request) -> Response:
    """One skill (CASE ``CFItem``), also one that a later edition no longer has."""
    framework_id, key = request.path_params["framework"], request.path_params["item"]
    document, headers = frameworks.item_document(portal, framework_id, key), {**STEADY, "Vary": "Accept"}
    if preferred(request.headers.get("accept", ""), ("application/json", "text/html")) == "text/html":
        return page("skill.html", 200, headers, skill=_NOTHING_MORE | document)
    return tagged(request, JSONResponse(document, headers=headers))


def framework(portal: Portal, request: Request) -> Response:
    """An in-house list (CASE package), for those who want to import it."""
    return tagged(request, JSONResponse(frameworks.framework_document(portal, request.path_params["framework"]), headers=STEADY))
