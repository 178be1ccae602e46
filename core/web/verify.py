"""Is this badge genuine? For anybody, with the badge in whatever form they have it, and with up to 20 at once.

``POST /api/verify`` answers programs; ``/verify`` answers the form of the verify page, which works without a script and
without an account: visitors may not upload to the framework. Nothing that is brought is kept.
"""

import asyncio
import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.badges.verification import VerificationReport
from core.errors import BadInput, PortalError, TooManyTries
from core.portal import Portal
from core.services.verification import MOST_AT_ONCE, Recent, lines_of, list_of
from core.web import report as words
from core.web.badge_page import Answer, page
from core.web.errors import STATUS, refusal, too_many
from core.web.limits import SlidingLimit, client_of
from core.web.report import Entry

LARGEST_BADGE = 5 * 1024 * 1024
LARGEST = 20 * 1024 * 1024  # of everything that is sent at once
PER_MINUTE = 20  # badges of one address
QUEUE = 8
TOO_LARGE = "A badge may have 5 MB."
TOO_MANY = f"Please check at most {MOST_AT_ONCE} badges at once."
LONGEST_NAME = 120
_FRESH = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Piece:
    """One badge as it was sent: a file (bytes), or a line with an address, a code or a badge."""

    name: str
    content: bytes | str


@dataclass(frozen=True)
class Sent:
    """``is_list``: asked for as several, so answered as several, even if it is one. ``as_csv``: to keep, not to look at."""

    pieces: Sequence[Piece]
    is_list: bool
    as_csv: bool = False


class VerifyDesk:
    """One badge at a time: canonicalising a document that somebody crafted may be slow, and the pages share the machine."""

    def __init__(self, portal: Portal, per_minute: int = PER_MINUTE) -> None:
        self._portal = portal
        self._limit = SlidingLimit(per_minute, 60)
        self._turn = asyncio.Semaphore(1)
        self._recent = Recent()
        self._waiting = 0

    async def answer(self, request: Request) -> Response:
        """The report: verdict and named checks, or several of them. 413 above 5 MiB, 422 without a badge, 429 when asked too often."""
        try:
            sent, entries = await self._looked_at(request)
        except TooManyTries as problem:
            return too_many(problem.wait_seconds)
        if entries is None:
            return refusal(413, "too_large", TOO_LARGE)
        if sent.is_list:
            return JSONResponse({"badges": [{"name": entry.name, **entry.report.summary()} for entry in entries]}, headers=_FRESH)
        return JSONResponse(entries[0].report.summary(), headers=_FRESH)

    async def show(self, request: Request) -> Response:
        """The same as a page."""
        try:
            sent, entries = await self._looked_at(request)
        except PortalError as problem:
            return _refused_page(STATUS[type(problem)], problem.message)
        if entries is None:
            return _refused_page(413, TOO_LARGE)
        now = self._portal.now()
        if sent.as_csv:
            headers = {**_FRESH, "Content-Disposition": f'attachment; filename="{csv_name(now)}"'}
            return Response(words.as_csv(entries, now), media_type="text/csv", headers=headers)
        return _report_page(entries[0].report, now) if len(entries) == 1 else _table_page(entries, now)

    async def form(self, _request: Request) -> Response:
        """The empty form, for those who come without a script."""
        answer = Answer(
            "unknown", "?", "Is this badge genuine?", "See in a moment whether badges are genuine, still valid, and whose they are."
        )
        return page("report.html", 200, _FRESH, report=None, said={}, answer=answer, most=MOST_AT_ONCE)

    async def _looked_at(self, request: Request) -> tuple[Sent, list[Entry] | None]:
        """``None`` instead of entries for a single badge that is too large to look at."""
        self._take(request, 1)
        received = await _received(request)
        if self._waiting >= QUEUE:
            raise TooManyTries(5)
        self._waiting += 1
        try:
            sent = await self._taken_apart(received) if isinstance(received, bytes) else received
            if len(sent.pieces) > 1:
                self._take(request, len(sent.pieces) - 1)
            if not sent.is_list and len(sent.pieces[0].content) > LARGEST_BADGE:
                return sent, None
            return sent, [await self._in_turn(piece) for piece in sent.pieces]
        finally:
            self._waiting -= 1

    def _take(self, request: Request, badges: int) -> None:
        wait = self._limit.take(client_of(request), badges)
        if wait:
            raise TooManyTries(wait)

    async def _taken_apart(self, body: bytes) -> Sent:
        """In turn as well: a large list that somebody crafted takes as much time and memory as a badge."""
        async with self._turn:
            return await run_in_threadpool(_sent, body)

    async def _in_turn(self, piece: Piece) -> Entry:
        async with self._turn:
            return Entry(piece.name, await run_in_threadpool(look_at, self._recent, self._portal, piece))


def look_at(recent: Recent, portal: Portal, piece: Piece) -> VerificationReport:
    """A file as it is; a line may be an address or a code of ours as well."""
    if isinstance(piece.content, str):
        return recent.verify_line(portal, text=piece.content)
    return recent.verify(portal, data=piece.content)


def pieces_of_lines(text: str) -> list[Piece]:
    """What was pasted, one badge a line."""
    return [Piece(line[:LONGEST_NAME], line) for line in lines_of(text)]


def csv_name(now: datetime) -> str:
    return f"badges-checked-{now:%Y-%m-%d}.csv"


def _report_page(report: VerificationReport, now: datetime) -> Response:
    return page(
        "report.html",
        200,
        _FRESH,
        report=report,
        answer=words.answer_of(report),
        said=words.said_by(report),
        is_confirmed=words.is_confirmed(report),
        check_row=words.check_row,
        badge_page=words.page_of(report),
        not_validate=words.VERIFY_IS_NOT_VALIDATE,
        checked_on=words.checked_on(now),
        most=MOST_AT_ONCE,
    )


def _table_page(entries: Sequence[Entry], now: datetime) -> Response:
    """The table carries its own copy to keep inside a link, so that nothing has to wait here until somebody fetches it."""
    csv = base64.b64encode(words.as_csv(entries, now)).decode()
    return page(
        "reports.html",
        200,
        _FRESH,
        entries=entries,
        answer=words.answer_of_all(entries),
        answer_of=words.answer_of,
        columns=words.COLUMNS,
        table_row=words.table_row,
        check_row=words.check_row,
        page_of=words.page_of,
        csv=f"data:text/csv;charset=utf-8;base64,{csv}",
        csv_name=csv_name(now),
        not_validate=words.VERIFY_IS_NOT_VALIDATE,
        checked_on=words.checked_on(now),
        most=MOST_AT_ONCE,
    )


def _refused_page(status: int, sentence: str) -> Response:
    answer = Answer("unknown", "?", "Nothing was checked", sentence)
    return page("report.html", status, _FRESH, report=None, said={}, answer=answer, most=MOST_AT_ONCE)


async def _received(request: Request) -> Sent | bytes:
    """A form with files and lines; or the body, which is a JSON list ``{"badges": […]}`` or the badge itself."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form(max_files=MOST_AT_ONCE + 1, max_fields=8, max_part_size=LARGEST_BADGE) as form:
        pieces = await _from_form(form)
        _check_number(pieces)
        return Sent(pieces, len(pieces) > 1, form.get("as") == "csv")


def _sent(body: bytes) -> Sent:
    listed = list_of(body)
    badges = ([body] if body else []) if listed is None else listed
    _check_number(badges)
    if listed is None:
        return Sent([Piece("", body)], False)
    return Sent([_listed(number, item) for number, item in enumerate(listed, 1)], True)


def _check_number(badges: Sequence[Any]) -> None:
    if not badges:
        raise BadInput({"body": "Please send a badge: JSON, JWT, PNG, SVG or PDF."})
    if len(badges) > MOST_AT_ONCE:
        raise BadInput({"body": TOO_MANY})


async def _from_form(form: FormData) -> list[Piece]:
    pieces = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            pieces += [Piece((value.filename or "a file")[:LONGEST_NAME], data)] if data else []
        elif name != "as":
            pieces += pieces_of_lines(value)
    return pieces


def _listed(number: int, item: Any) -> Piece:
    """A badge in a list: an object, or a text with a badge, an address or a code."""
    if isinstance(item, str):
        return Piece(item[:LONGEST_NAME], item)
    return Piece(f"badge {number}", json.dumps(item).encode())
