"""The public page of a badge: the answer in words first, then what was shown, and how to check it without trusting us.

Plain HTML from the signed document. No script, no cookie, nothing from elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from core.portal import Portal
from core.queries.badges import PublicBadge
from core.rules.awards import Standing
from core.rules.programs import Benchmark

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
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
    "expired": Answer("late", "⌛", "Expired", "It was valid until {ended}. Issued by {issuer} on {issued}."),
    "suspended": Answer("late", "⏸", "Suspended", "{issuer} suspended this badge on {changed}{reason}"),
    "revoked": Answer("bad", "✖", "Revoked", "{issuer} took this badge back on {changed}{reason}"),
    "superseded": Answer("late", "↻", "Replaced", "A newer badge replaced this one on {changed}{reason}"),
}
BENCHMARK_SENTENCES: dict[Benchmark, str] = {
    "performance": "Performance-based: work was judged against a published rubric by trained reviewers.",
    "progress": "Progress-based: completed the listed activities; no performance was assessed.",
    "both": "Progress- and performance-based: completed the listed activities, and work was judged against a published rubric.",
}


def answer_of(badge: PublicBadge) -> Answer:
    """What the page says first about the badge's standing of today."""
    template, view = _ANSWERS[badge.standing], badge.view
    detail = template.detail.format(
        issuer=view.issuer.name,
        issued=day(view.awarded_at),
        until=f"Valid until {day(view.valid_until)}." if view.valid_until else "It does not expire.",
        ended=day(view.valid_until) if view.valid_until else "",
        changed=day(badge.state_at) if badge.state_at else "an unknown day",
        reason=f": {badge.state_reason}" if badge.state_reason else ".",
    )
    return Answer(template.tone, template.sign, template.headline, detail)


def badge_page(portal: Portal, badge: PublicBadge, headers: dict[str, str]) -> Response:
    """The page of a known badge, as of now."""
    return page(
        "badge.html",
        200,
        headers,
        badge=badge,
        view=badge.view,
        answer=answer_of(badge),
        benchmark=BENCHMARK_SENTENCES[badge.view.benchmark],
        address=f"{portal.base_url}/b/{badge.token}",
        checked_at=portal.now(),
    )


def unknown_badge_page(portal: Portal, headers: dict[str, str]) -> Response:
    """For an address that no badge has: 404 in words."""
    answer = Answer("unknown", "?", "Unknown", "We cannot find this badge. Please check that the whole address was copied.")
    return page("unknown_badge.html", 404, headers, answer=answer, base_url=portal.base_url)


def day(moment: datetime) -> str:
    """
    >>> day(datetime(2026, 4, 5))
    '5 April 2026'
    """
    return f"{moment.day} {moment:%B %Y}"


_templates.filters["day"] = day


def page(name: str, status: int, headers: dict[str, str], **content: object) -> Response:
    """A page from a template; everything in ``content`` is escaped."""
    rendered = _templates.get_template(name).render(**content)
    return HTMLResponse(rendered, status_code=status, headers={**headers, "Content-Security-Policy": _POLICY})
