"""``GET /evidence/{item_id}``: a stored file, for its owner and for those who judge it."""

from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from core.errors import NotFound
from core.portal import Portal
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.services import peers, sessions
from core.services.renewals import open_file
from core.services.submissions import open_evidence
from core.web import cookies

_SHOWN = ("image/", "audio/", "video/", "text/plain")  # what a browser shows without running anything in it
_SEALED = {
    "Content-Security-Policy": "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    "Cache-Control": "private, no-store",
}


def evidence_file(portal: Portal, request: Request) -> Response:
    """The bytes as they were handed in, as a download; ``?inline=1`` shows pictures, sound, film and plain text.

    Parts can be asked for (RFC 9110, section 14), so that one can jump in a recording.
    """
    actor = sessions.actor_of(portal, request.cookies.get(cookies.session_cookie(portal.settings)))
    item, path = _opened(portal, actor, request.path_params["item_id"])
    inline = request.query_params.get("inline") == "1" and item.media_type.startswith(_SHOWN)
    return FileResponse(
        path,
        media_type=item.media_type,
        filename=item.file_name,
        content_disposition_type="inline" if inline else "attachment",
        headers=_SEALED,
    )


def _opened(portal: Portal, actor: Actor, item_id: str) -> tuple[EvidenceItem, Path]:
    """Evidence of a submission, also for a colleague who looks at a draft, or of a renewal."""
    for way in (open_evidence, peers.open_file):
        with suppress(NotFound):
            return way(portal, actor, item_id=item_id)
    return open_file(portal, actor, practice_id=item_id)
