"""``POST /api/verify``: is this badge genuine? For anybody, with the badge in whatever form they have it."""

import asyncio
import dataclasses

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.errors import BadInput
from core.portal import Portal
from core.services.verification import verify
from core.web.errors import refusal, too_many
from core.web.limits import SlidingLimit

LARGEST = 5 * 1024 * 1024
PER_MINUTE = 20  # of one address
QUEUE = 8


class VerifyDesk:
    """One badge at a time: canonicalising a document that somebody crafted may be slow, and the pages share the machine."""

    def __init__(self, portal: Portal, per_minute: int = PER_MINUTE) -> None:
        self._portal = portal
        self._limit = SlidingLimit(per_minute, 60)
        self._turn = asyncio.Semaphore(1)
        self._waiting = 0

    async def answer(self, request: Request) -> Response:
        """The report: verdict and named checks. 413 above 5 MiB, 422 without a badge, 429 when asked too often."""
        wait = self._limit.take(request.client.host if request.client else "unknown")
        if wait:
            return too_many(wait)
        data = await _document(request)
        if len(data) > LARGEST:
            return refusal(413, "too_large", "A badge may have 5 MiB.")
        if self._waiting >= QUEUE:
            return too_many(5)
        report = await self._in_turn(data)
        return JSONResponse(report, headers={"Cache-Control": "no-store"})

    async def _in_turn(self, data: bytes) -> object:
        self._waiting += 1
        try:
            async with self._turn:
                return dataclasses.asdict(await run_in_threadpool(verify, self._portal, data=data))
        finally:
            self._waiting -= 1


async def _document(request: Request) -> bytes:
    """The body itself, or the first file of a form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return _filled(await request.body())
    async with request.form(max_files=1, max_fields=4, max_part_size=LARGEST) as form:
        files = [value for value in form.values() if isinstance(value, UploadFile)]
        return _filled(await files[0].read() if files else b"")


def _filled(data: bytes) -> bytes:
    if not data:
        raise BadInput({"body": "Please send a badge: JSON, JWT, PNG, SVG or PDF."})
    return data
