"""One shape for every refusal on a public address: ``{"error": {"code", "message"}}``."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from core import errors
from core.errors import PortalError

STATUS: dict[type[PortalError], int] = {
    errors.NotSignedIn: 403,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.BadInput: 422,
    errors.RuleBroken: 409,
    errors.Conflict: 409,
    errors.TooManyTries: 429,
    errors.DocumentProblem: 500,
    errors.StorageTrouble: 503,
}
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 411: "length_required", 413: "too_large"}


def refusal(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The response for a refusal; ``message`` is a sentence for its reader."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status, headers=headers)


def too_many(wait_seconds: int) -> JSONResponse:
    problem = errors.TooManyTries(wait_seconds)
    return refusal(429, problem.code, problem.message, {"Retry-After": str(wait_seconds)})


def portal_error(_request: Request, problem: Exception) -> Response:
    """What a service refused."""
    assert isinstance(problem, PortalError)
    if isinstance(problem, errors.TooManyTries):
        return too_many(problem.wait_seconds)
    return refusal(STATUS.get(type(problem), 500), problem.code, problem.message)


def http_error(_request: Request, problem: Exception) -> Response:
    """What the framework refused."""
    assert isinstance(problem, HTTPException)
    return refusal(problem.status_code, _CODES.get(problem.status_code, "refused"), problem.detail, problem.headers)


def unexpected(_request: Request, _problem: Exception) -> Response:
    """A fault of ours; the server logs it, the visitor learns nothing about our insides."""
    return refusal(500, "internal_error", "Something went wrong here. Please try again later.")


def unknown_address(_request: HTTPConnection) -> Response:
    return refusal(404, "not_found", "There is nothing at this address.")


def only_by_post(_request: HTTPConnection) -> Response:
    """For an address that answers to POST alone; without it the answer would be that there is nothing."""
    return refusal(405, "method_not_allowed", "Please send this by POST.", {"Allow": "POST, OPTIONS"})


HANDLERS = {PortalError: portal_error, HTTPException: http_error, Exception: unexpected}
