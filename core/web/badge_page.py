"""The public page of a badge: the answer in words first, then what was shown, and how to check it without trusting us.

Plain HTML from the signed document, in the order in which an employer asks. No script, no cookie, nothing from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from core.badges.view import BadgeView
from core.portal import Portal
from core.queries.badge_context import BadgeContext
from core.queries.badges import PublicBadge
from core.rules.awards import Standing
from core.rules.programs import earned_word
from core.rules.sharing import may_be_listed
from core.rules.times import long_day
from core.rules.witnesses import RELATION_WORDS
from core.services.downloads import CARD_SIZE, offers
from core.web.assessment_words import assessment, country_name, european_elements

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
TEXT_BYTES = 30_000  # of criteria and evidence together: the whole page stays under 60 KB, whatever was typed
MOST_ALIGNMENTS = 8
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Answer:
    """The first thing on the page. ``tone`` is a class of the style sheet; sign and words say the same without colour."""

    tone: str
    sign: str
    headline: str
    detail: str


_ANSWERS: dict[Standing, Answer] = {
    "valid": Answer("good", "✔", "Valid", "Issued by {issuer} on {issued}. {until}"),
    "expired": Answer("late", "⌛", "Was valid; expired on {ended}", "Issued by {issuer} on {issued}. It was not taken back."),
    "suspended": Answer("late", "⏸", "Suspended on {changed}", "Please do not rely on it until {issuer} lifts the suspension{reason}."),
    "revoked": Answer("bad", "✖", "Revoked on {changed}", "{issuer} took this badge back{reason}. It counts no longer."),
    "superseded": Answer("late", "↻", "Replaced on {changed}", "Another badge took the place of this one."),
}
_REPLACED = {
    "correction": Answer("late", "↻", "Replaced on {changed} by a corrected badge", "Only the corrected badge counts{reason}."),
    "renewal": Answer("late", "↻", "Renewed on {changed}", "{issuer} issued it anew: the newer badge says what holds today. {term}"),
}


def answer_of(badge: PublicBadge) -> Answer:
    """What the page says first about the badge's standing of today."""
    template, view = _ANSWERS[badge.standing], badge.view
    if badge.standing == "superseded":
        template = _REPLACED.get(badge.replaced_how, template)
    ended = long_day(view.valid_until) if view.valid_until else ""
    words = {
        "issuer": view.issuer.name,
        "issued": long_day(view.awarded_at),
        "until": f"Valid until {ended}." if ended else "It does not expire.",
        "term": f"This one was issued to be valid until {ended}." if ended else "",
        "ended": ended,
        "changed": long_day(badge.state_at) if badge.state_at else "an unknown day",
        "reason": f" ({badge.state_reason.rstrip('.')})" if badge.state_reason else "",
    }
    return Answer(template.tone, template.sign, template.headline.format(**words), template.detail.format(**words).strip())


def badge_page(portal: Portal, badge: PublicBadge, context: BadgeContext, headers: Mapping[str, str]) -> Response:
    """The page of a known badge, as of now. Search engines may keep it where its holder wants that."""
    view = badge.view
    is_listed = badge.listed and may_be_listed(badge.standing)
    return page(
        "badge.html",
        200,
        {**headers, "X-Robots-Tag": "index" if is_listed else "noindex"},
        badge=badge,
        context=context,
        relations=RELATION_WORDS,
        view=view,
        answer=answer_of(badge),
        is_listed=is_listed,
        headline=f"{view.holder_name} {earned_word(view.benchmark).lower()}: {view.title}",
        benchmark=view.statement,
        assessment=assessment(badge, context),
        elements=european_elements(badge, context),
        country=country_name(view.issuer.country),
        files=offers(with_jwt=bool(context.jwt)),
        text_room=_room_of_each_text(view, context),
        most_alignments=MOST_ALIGNMENTS,
        card_size=CARD_SIZE,
        base_url=portal.base_url,
        address=address_of(portal, badge),
        checked_at=portal.now(),
        typed="",
        problem="",
    )


def _room_of_each_text(view: BadgeView, context: BadgeContext) -> int:
    """How many bytes each text that somebody typed may take, so that the whole page stays small."""
    texts = len(view.criteria) + len(view.evidence) + len(context.endorsed) + min(len(view.alignments), MOST_ALIGNMENTS)
    return TEXT_BYTES // (texts + 3)


def unknown_badge_page(portal: Portal, headers: Mapping[str, str]) -> Response:
    """For an address that no badge has: 404 in words."""
    answer = Answer("unknown", "?", "We cannot find this code", "Please check that the whole address was copied.")
    return page("unknown_badge.html", 404, headers, answer=answer, base_url=portal.base_url)


def private_badge_page(portal: Portal, badge: PublicBadge, headers: Mapping[str, str]) -> Response:
    """For a badge that its holder keeps private: 403, with its standing of today and nothing else of it."""
    answer = replace(answer_of(badge), detail="Its holder keeps everything else private at the moment.")
    return page("private_badge.html", 403, headers, answer=answer, base_url=portal.base_url)


def busy_page(wait_seconds: int, headers: Mapping[str, str]) -> Response:
    """For somebody who opens more pages than a person reads: 429 in words."""
    answer = Answer("unknown", "⏸", "Too many pages at once", f"Please wait {wait_in_words(wait_seconds)} and open the address again.")
    return page("busy.html", 429, {**headers, "Retry-After": str(wait_seconds)}, answer=answer)


def address_of(portal: Portal, badge: PublicBadge) -> str:
    """The public address of the page today."""
    return f"{portal.base_url}/b/{badge.token}"


def wait_in_words(seconds: int) -> str:
    """
    >>> wait_in_words(40), wait_in_words(61), wait_in_words(7000)
    ('40 seconds', '2 minutes', '2 hours')
    """
    if seconds <= 60:
        return f"{seconds} second" + ("" if seconds == 1 else "s")
    minutes = -(-seconds // 60)
    return f"{minutes} minutes" if minutes <= 90 else f"{-(-minutes // 60)} hours"


def clipped(text: str, most: int) -> str:
    """As much of a text as takes ``most`` bytes on the page; what was left out is named, and is in the signed badge.

    >>> clipped("short", 100), clipped("ab cd", 4)
    ('short', 'ab … (in full in the signed badge)')
    """
    sizes = accumulate(len(escape(letter).encode()) for letter in text)
    fitting = sum(size <= most for size in sizes)
    return text if fitting == len(text) else text[:fitting].rpartition(" ")[0] + " … (in full in the signed badge)"


def is_web_address(text: str) -> bool:
    """Whether the text may become a link: nothing but web addresses is one."""
    return text.startswith(("https://", "http://"))


_templates.filters["day"] = long_day
_templates.filters["clipped"] = clipped
_templates.tests["web_address"] = is_web_address


def page(name: str, status: int, headers: Mapping[str, str], **content: object) -> Response:
    """A page from a template; everything in ``content`` is escaped. Search engines keep none of them, unless ``headers`` say so."""
    rendered = _templates.get_template(name).render(**content)
    own = {"X-Robots-Tag": "noindex", **headers, "Content-Security-Policy": _POLICY}
    return HTMLResponse(rendered, status_code=status, headers=own)
