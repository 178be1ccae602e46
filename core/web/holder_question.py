"""Is this really theirs? Whoever was given an e-mail address by a candidate compares it with the badge, and learns yes or no.

Nothing is kept. The question is rare by nature, so it may be asked rarely: nobody can try out a list of addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from core.errors import BadInput, PortalError, TooManyTries
from core.portal import Portal
from core.queries.badges import PublicBadge, public_badge
from core.services.recipients import is_holder
from core.web.badge_page import answer_of, page, unknown_badge_page, wait_in_words
from core.web.errors import STATUS
from core.web.limits import SlidingLimit, client_of

OF_ONE_ADDRESS = (10, 3600)  # how often within how many seconds
ABOUT_ONE_BADGE = ((10, 3600), (30, 24 * 3600))  # by everybody together
LONGEST_QUESTION = 4096  # bytes of the form
_HEADERS = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Said:
    """What came of the question. ``tone`` is a class of the style sheet; all are empty before anything was compared."""

    tone: str = ""
    sign: str = ""
    headline: str = ""
    detail: str = ""


_NOTHING = Said()
YES = Said("good", "✔", "Yes", "This badge was issued to the address that you typed.")
NO = Said(
    "bad",
    "✖",
    "No",
    "This badge was issued to another address. Many people have several: ask which one the association knows before you judge.",
)


class HolderDesk:
    """One for the portal: it counts who asks, and about which badge."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._asking = SlidingLimit(*OF_ONE_ADDRESS)
        self._asked = [SlidingLimit(most, seconds) for most, seconds in ABOUT_ONE_BADGE]

    async def show(self, request: Request) -> Response:
        """The form on a page of its own."""
        badge = await self._badge(request)
        return _page(badge) if badge else unknown_badge_page(self._portal, _HEADERS)

    async def answer(self, request: Request) -> Response:
        """Yes or no. 422 for what is no e-mail address, 429 when asked too often, 409 for a badge without an address."""
        async with request.form(max_files=0, max_fields=4) as form:
            value = form.get("email", "")
        typed = value if isinstance(value, str) else ""
        badge = await self._badge(request)
        if badge is None:
            return unknown_badge_page(self._portal, _HEADERS)
        try:
            self._count(request, badge)
            theirs = await run_in_threadpool(is_holder, self._portal, token=badge.token, email=typed)
        except BadInput as problem:
            return _page(badge, status=422, typed=typed, problem=problem.message)
        except TooManyTries as problem:
            retry = {"Retry-After": str(problem.wait_seconds)}
            return _page(badge, status=429, typed=typed, said=_too_often(problem.wait_seconds, badge), headers=retry)
        except PortalError as problem:
            return _page(badge, status=STATUS[type(problem)], typed=typed, said=Said("unknown", "?", "Not compared", problem.message))
        return _page(badge, typed=typed, said=YES if theirs else NO)

    async def _badge(self, request: Request) -> PublicBadge | None:
        return await run_in_threadpool(public_badge, self._portal, request.path_params["token"])

    def _count(self, request: Request, badge: PublicBadge) -> None:
        for limit, key in ((self._asking, client_of(request)), *((limit, badge.token) for limit in self._asked)):
            if wait := limit.take(key):
                raise TooManyTries(wait)


def _page(
    badge: PublicBadge,
    *,
    status: int = 200,
    said: Said = _NOTHING,
    typed: str = "",
    problem: str = "",
    headers: Mapping[str, str] = _HEADERS,
) -> Response:
    """The badge's own answer on top, then the answer to the question; what was typed stays in the box."""
    content = {"badge": badge, "view": badge.view, "answer": answer_of(badge), "said": said, "typed": typed, "problem": problem}
    return page("holder.html", status, {**_HEADERS, **headers}, **content)


def _too_often(wait_seconds: int, badge: PublicBadge) -> Said:
    issuer = badge.view.issuer
    sentence = (
        f"This question was asked too often. Please ask again in {wait_in_words(wait_seconds)}, or ask {issuer.name} ({issuer.email})."
        " The limit keeps people from trying out lists of addresses."
    )
    return Said("unknown", "⏸", "Not compared", sentence)
