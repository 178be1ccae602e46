"""Is this badge genuine? For anybody, with the badge in whatever form they have it.

``POST /api/verify`` answers programs; ``POST /verify`` answers the form of the verify page, which works without a script
and without an account: visitors may not upload to the framework.
"""

import asyncio
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.badges.verification import VerificationReport
from core.errors import BadInput, PortalError, TooManyTries
from core.portal import Portal
from core.services.verification import verify
from core.web import report as words
from core.web.badge_page import Answer, page
from core.web.errors import STATUS, refusal, too_many
from core.web.limits import SlidingLimit

LARGEST = 5 * 1024 * 1024
PER_MINUTE = 20  # of one address
QUEUE = 8
TOO_LARGE = "A badge may have 5 MB."
_FRESH = {"Cache-Control": "no-store"}


class VerifyDesk:
    """One badge at a time: canonicalising a document that somebody crafted may be slow, and the pages share the machine."""

    def __init__(self, portal: Portal, per_minute: int = PER_MINUTE) -> None:
        self._portal = portal
        self._limit = SlidingLimit(per_minute, 60)
        self._turn = asyncio.Semaphore(1)
        self._waiting = 0

    async def answer(self, request: Request) -> Response:
        """The report: verdict and named checks. 413 above 5 MiB, 422 without a badge, 429 when asked too often."""
        try:
            report = await self._report(request)
        except TooManyTries as problem:
            return too_many(problem.wait_seconds)
        if report is None:
            return refusal(413, "too_large", TOO_LARGE)
        return JSONResponse(report.summary(), headers=_FRESH)

    async def show(self, request: Request) -> Response:
        """The same as a page."""
        try:
            report = await self._report(request)
        except PortalError as problem:
            return _refused_page(STATUS[type(problem)], problem.message)
        return _report_page(report, self._portal.now()) if report else _refused_page(413, TOO_LARGE)

    async def _report(self, request: Request) -> VerificationReport | None:
        """``None`` for what is too large to look at."""
        wait = self._limit.take(request.client.host if request.client else "unknown")
        if wait:
            raise TooManyTries(wait)
        data = await _document(request)
        if len(data) > LARGEST:
            return None
        if self._waiting >= QUEUE:
            raise TooManyTries(5)
        return await self._in_turn(data)

    async def _in_turn(self, data: bytes) -> VerificationReport:
        self._waiting += 1
        try:
            async with self._turn:
                return await run_in_threadpool(verify, self._portal, data=data)
        finally:
            self._waiting -= 1


def _report_page(report: VerificationReport, now: datetime) -> Response:
    return page(
        "report.html",
        200,
        _FRESH,
        report=report,
        answer=words.answer_of(report),
        said=words.said_by(report),
        check_row=words.check_row,
        badge_page=words.page_of(report),
        not_validate=words.VERIFY_IS_NOT_VALIDATE,
        checked_on=words.checked_on(now),
    )


def _refused_page(status: int, sentence: str) -> Response:
    return page("report.html", status, _FRESH, report=None, said={}, answer=Answer("unknown", "?", "Nothing was checked", sentence))


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
