"""The catalogue for machines, open to everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.queries.catalogue_document import catalogue_document
from core.web.conditional import tagged
from core.web.issuer import STEADY


def document(portal: Portal, request: Request) -> Response:
    """Every published program and pathway (CTDL, JSON-LD)."""
    return tagged(request, JSONResponse(catalogue_document(portal), media_type="application/ld+json", headers=STEADY))
