"""The standard elements of a European micro-credential, and which of them a program does not state yet.

Source: Annex I to the Council Recommendation of 16 June 2022 on a European approach to micro-credentials (2022/C 243/02).
The mandatory elements come first, in the order of the annex; the optional ones follow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.rules.drafts import Draft
from core.rules.programs import ProgramVersion
from core.rules.times import duration_in_words

SOURCE = "Council Recommendation 2022/C 243/02, Annex I"
PARTICIPATION_WORDS = {"online": "Online", "onsite": "On site", "blended": "Blended: online and on site"}
SUPERVISION_WORDS = {
    "unsupervised": "Unsupervised, with no identity verification",
    "unsupervised_verified": "Unsupervised, with identity verification",
    "supervised_online": "Supervised online, with identity verification",
    "supervised_onsite": "Supervised on site, with identity verification",
}
ASSESSED = {
    "performance": "Evidence of own work, judged against a published rubric",
    "progress": "Completion of the listed activities; no performance was assessed",
    "both": "Completion of the listed activities, and evidence of own work, judged against a published rubric",
    "pathway": "The badges of a pathway, each assessed by itself",
}
QUALITY = "By the awarding body: criteria published before anybody enrols, and a kept record of every decision"
EQF = "European Qualifications Framework"
# The elements of which nothing better is known than what a program states itself.
STATED_BY_PROGRAM = ("participation", "supervision", "assessment", "quality", "eqf_level")


@dataclass(frozen=True)
class Body:
    """The awarding body: its name, and the name of its country or region."""

    name: str
    country: str


@dataclass(frozen=True)
class Element:
    """``given``: stated by the program or the association, or known of every badge. ``value`` is empty where nothing is known."""

    key: str
    name: str
    value: str
    mandatory: bool
    given: bool


def elements(program: ProgramVersion | Draft, body: Body | None = None) -> tuple[Element, ...]:
    """Every element with its value. Without ``body`` the elements that the association states are left out."""
    return tuple(row for row in (*_mandatory(program, body), *_optional(program)) if body or row.key not in ("country", "awarding_body"))


def missing_elements(program: ProgramVersion | Draft, body: Body | None = None) -> tuple[Element, ...]:
    """The mandatory elements that nobody stated yet. A level that does not apply is stated in words, such as *No level applies*."""
    return tuple(row for row in elements(program, body) if row.mandatory and not row.given)


def states_elements(program: ProgramVersion) -> bool:
    """Whether the version states any of the elements itself; versions from before they could be stated do not."""
    return any(getattr(program, name) for name in STATED_BY_PROGRAM)


def level_in_words(program: ProgramVersion | Draft) -> str:
    """
    >>> level_in_words(Draft(level="Practitioner", eqf_level=4))
    'Practitioner; level 4 of the European Qualifications Framework'
    """
    eqf = f"level {program.eqf_level} of the {EQF}" if program.eqf_level else ""
    said = "; ".join(filter(None, (program.level.strip(), eqf)))
    return said[:1].upper() + said[1:]


def participation_in_words(program: ProgramVersion | Draft) -> str:
    """Online, on site or both, at one's own pace; empty where the program does not say."""
    form = PARTICIPATION_WORDS.get(program.participation, "")
    return f"{form}; at one's own pace" if form else ""


def workload_in_words(program: ProgramVersion | Draft) -> str:
    """Hours and weeks, as far as they are known: notional, and never a criterion."""
    hours = f"about {program.effort_hours:g} hour{'' if program.effort_hours == 1 else 's'}" if program.effort_hours else ""
    weeks = f"over {program.weeks} week{'' if program.weeks == 1 else 's'}" if program.weeks else ""
    return f"{hours} {weeks}".strip() if hours else ""


def _mandatory(program: ProgramVersion | Draft, body: Body | None) -> Iterator[Element]:
    yield _row("learner", "Identification of the learner", "The name on the badge, and a salted hash of the e-mail address")
    yield _row("title", "Title", program.title)
    yield _row("country", "Country or region of the awarding body", body.country if body else "")
    yield _row("awarding_body", "Awarding body", body.name if body else "")
    yield _row("date", "Date of issuing", "The day of the award, on every badge")
    yield _row("outcomes", "Learning outcomes", program.outcome)
    yield _row("workload", "Notional workload", workload_in_words(program))
    yield _row("level", "Level (where applicable)", level_in_words(program))
    yield _row("assessment", "Type of assessment", program.assessment or ASSESSED.get(program.benchmark, ""))
    yield _row("participation", "Form of participation", participation_in_words(program))
    yield _row("quality", "Type of quality assurance", program.quality)


def _optional(program: ProgramVersion | Draft) -> Iterator[Element]:
    rows = {
        "prerequisites": ("Prerequisites", program.prerequisites or "None"),
        "supervision": ("Supervision and identity verification", SUPERVISION_WORDS.get(program.supervision, "")),
        "grade": ("Grade achieved", _grade(program)),
        "integration": ("Integration and stackability", "A badge by itself; it can count towards pathways of the awarding body"),
        "further": ("Further information", f"Stays valid: {_validity(program)}"),
    }
    yield from (_row(key, name, value, mandatory=False) for key, (name, value) in rows.items())


def _validity(program: ProgramVersion | Draft) -> str:
    try:
        return duration_in_words(program.validity) if program.validity else "no end date"
    except ValueError:  # a draft may say anything
        return "not stated yet"


def _grade(program: ProgramVersion | Draft) -> str:
    return "The level reached for each criterion" if program.wants_performance else "None; completed or not"


def _row(key: str, name: str, value: str, *, mandatory: bool = True) -> Element:
    stripped = value.strip()
    return Element(key, name, stripped, mandatory, bool(stripped))
