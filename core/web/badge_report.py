"""A badge as a note for a file: what was checked, when, and what was found, in plain text to copy or to print."""

from collections.abc import Iterator

from core.portal import Portal
from core.queries.badge_context import BadgeContext
from core.queries.badges import PublicBadge
from core.rules.times import long_day
from core.web.assessment_words import Row, assessment, european_elements
from core.web.badge_page import address_of, answer_of

_NOT_VALIDATED = (
    "This says that the badge is what it says it is. Whether that is enough for a certain purpose is for the reader to judge,"
    " by its criteria and evidence."
)


def report_text(portal: Portal, badge: PublicBadge, context: BadgeContext) -> str:
    """The report as of now. Every entry is one line: no text of the badge can look like a line of ours."""
    lines = [line for part in (_check(portal, badge), _badge(badge), assessment(badge, context), _more(badge, context)) for line in part]
    return "Badge check\n\n" + "\n".join(f"{label}: {' '.join(words.split())}" for label, words in lines) + f"\n\n{_NOT_VALIDATED}\n"


def _check(portal: Portal, badge: PublicBadge) -> Iterator[Row]:
    answer, now = answer_of(badge), portal.now()
    yield "Answer", f"{answer.headline}. {answer.detail}"
    yield "Checked", f"{long_day(now)}, {now:%H:%M} UTC, in the register of awards of {badge.view.issuer.name}"
    yield "Address", address_of(portal, badge)
    if badge.replaced_by:
        yield "Replaced by", f"{portal.base_url}/b/{badge.replaced_by}"


def _badge(badge: PublicBadge) -> Iterator[Row]:
    view = badge.view
    yield "Badge", view.title
    yield "Holder", view.holder_name
    yield "Benchmark", view.statement
    yield "Shown", view.outcome
    for number, row in enumerate(view.criteria, 1):
        yield f"Criterion {number}", f"{row.title} ({'met' if row.met else 'not met'}; {row.required_level}: {row.required_text})"
    for number, aligned in enumerate(view.alignments, 1):
        yield f"Aligned to {number}", ", ".join(filter(None, (aligned.name, aligned.framework, aligned.code, aligned.url)))
    for number, item in enumerate(view.evidence, 1):
        more = "" if item.narrative in ("", item.name) else f": {item.narrative}"
        yield f"Evidence {number}", f"{item.name} ({item.genre.replace('_', ' ')}){more}"


def _more(badge: PublicBadge, context: BadgeContext) -> Iterator[Row]:
    issuer = badge.view.issuer
    yield "Issuer", issuer.name
    yield "Contact", ", ".join(filter(None, (context.contact, issuer.email, issuer.url)))
    yield "Signed as", issuer.did
    yield from european_elements(badge, context)
