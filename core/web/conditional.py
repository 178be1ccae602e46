"""Not sending what the caller has already (HTTP Semantics, RFC 9110, sections 8.8.3 and 13.1.2)."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

_KEPT = ("cache-control", "vary", "content-disposition", "cross-origin-resource-policy", "x-robots-tag", "etag")


def tagged(request: Request, response: Response) -> Response:
    """The response with an ``ETag``; 304 without a body when the caller names the same one."""
    response.headers["etag"] = tag = _tag(response)
    known = {entry.strip().removeprefix("W/") for entry in request.headers.get("if-none-match", "").split(",")}
    if tag not in known and "*" not in known:
        return response
    return Response(status_code=304, headers={name: response.headers[name] for name in _KEPT if name in response.headers})


def _tag(response: Response) -> str:
    """Of the bytes and their type: the same document under another type is another representation."""
    content = response.headers.get("content-type", "").encode() + b"\n" + bytes(response.body)
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
