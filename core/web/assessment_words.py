"""How a badge came about, in rows of words: how it was assessed, and the elements that the European approach asks for.

The elements are those of Annex I to the Council Recommendation of 16 June 2022 on a European approach to
micro-credentials (2022/C 243/02). Where the portal does not know something it says so, or says nothing.
"""

from functools import cache

import pycountry

from core.queries.badge_context import BadgeContext
from core.queries.badges import PublicBadge
from core.rules.eu_elements import ASSESSED, QUALITY, SUPERVISION_WORDS, level_in_words, participation_in_words
from core.rules.programs import effort_in_words
from core.rules.rubrics import Rubric
from core.rules.times import duration_in_words, long_day

Row = tuple[str, str]

_KIND_WORDS = {
    "read": "reading",
    "watch": "watching",
    "practice": "practice",
    "discussion": "discussion",
    "peer_feedback": "feedback among peers",
    "workplace_task": "tasks at the workplace",
    "live_session": "live sessions",
    "quiz": "quizzes",
    "external_course": "courses elsewhere",
}
_AS_IN_EACH = "As stated with each of its badges"
IMPORTED = "Entered from the association's records: this portal did not see the assessment"


def assessment(badge: PublicBadge, context: BadgeContext) -> list[Row]:
    """How it was assessed: by how many, whether blind, whether twice, on which version of the rubric, when."""
    view, program = badge.view, context.program
    return [
        ("In one sentence", view.how),
        *(_judging(context) if program.wants_performance else []),
        ("Program and rubric" if program.rubric else "Program", f"{program.code}, version {program.version}{_criteria(program.rubric)}"),
        ("Awarded", long_day(view.awarded_at.date())),
        ("Valid until", long_day(view.valid_until.date()) if view.valid_until else "no end date"),
    ]


def _judging(context: BadgeContext) -> list[Row]:
    if not context.reviewers:
        return [("Reviewers", IMPORTED)]
    twice = f"Yes: {context.reviewers} people judged the same work" if context.reviewers > 1 else "No: one reviewer judged the work"
    return [
        ("Reviewers", str(context.reviewers)),
        ("Blind", "Yes: the work was shown to reviewers without the name and address of its author"),
        ("Double-checked", twice),
    ]


def european_elements(badge: PublicBadge, context: BadgeContext) -> list[Row]:
    """Workload, level, prerequisites and the other elements of a European micro-credential, as far as they are not above."""
    view, program = badge.view, context.program
    return [
        ("Skill", view.skill_name),
        ("Workload", f"{effort_in_words(program)}; shown for orientation, never a criterion"),
        ("Level", level_in_words(program) or "Not stated"),
        ("Prerequisites", program.prerequisites or "None"),
        ("Awarding body", f"{view.issuer.name}, {country_name(view.issuer.country)}" if view.issuer.country else view.issuer.name),
        ("Date of issue", long_day(view.awarded_at.date())),
        ("Type of assessment", program.assessment or ASSESSED[view.benchmark]),
        ("Form of participation", _participation(context)),
        ("Quality assurance", program.quality or QUALITY),
        ("Supervision and identity", _supervision(context)),
        ("Stays valid for", duration_in_words(program.validity) if program.validity else "No end date"),
    ]


def _participation(context: BadgeContext) -> str:
    program = context.program
    if program.benchmark == "pathway":
        return _AS_IN_EACH
    kinds = dict.fromkeys(_KIND_WORDS[activity.kind] for activity in program.activities)
    work = ["own work, handed in online"] if program.wants_performance else []
    done = ", ".join([*kinds, *work])
    stated = participation_in_words(program) or "At one's own pace"
    return f"{stated}: {done}" if done else stated


def _supervision(context: BadgeContext) -> str:
    if context.program.benchmark == "pathway":
        return _AS_IN_EACH
    """What the program states; of the judged work besides what the portal saw."""
    if context.program.supervision:
        return SUPERVISION_WORDS[context.program.supervision]
    if context.program.wants_performance and context.reviewers:
        return "Not supervised; the holder signed in and declared the work to be their own"
    return "Not supervised; some activities are confirmed by a facilitator" if _has_facilitator(context) else "Not supervised"


def _has_facilitator(context: BadgeContext) -> bool:
    return any(activity.source == "facilitator" for activity in context.program.activities)


@cache
def country_name(code: str) -> str:
    """
    >>> country_name("CA"), country_name("KR"), country_name("XX")
    ('Canada', 'South Korea', 'XX')
    """
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def _criteria(rubric: Rubric | None) -> str:
    if rubric is None:
        return ""
    return f", {len(rubric.criteria)} published " + ("criterion" if len(rubric.criteria) == 1 else "criteria")
