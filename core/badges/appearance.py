"""How one award looks, frozen with it: the pictures, the mark, the wording and the layout of its day.

The signed document says everything and looks like nothing. Whoever opens a badge years later gets the same bytes,
whatever the association's logo, its sentences or this program's drawing are by then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.badges.pictures.artwork import Artwork
from core.rules.programs import Benchmark

LAYOUTS = ("classic", "modern", "plain")
DEFAULT_LAYOUT = "classic"


@dataclass(frozen=True)
class Appearance:
    """``mark`` is the association's logo or monogram (PNG), ``wording`` a key of ``WORDINGS``, ``layout`` one of ``LAYOUTS``."""

    artwork: Artwork
    mark: bytes
    wording: str
    layout: str


@dataclass(frozen=True)
class SignedBadge:
    """A signed credential as it was stored, with its looks. ``jwt`` is empty where the badge has no such form."""

    document: str
    jwt: str
    appearance: Appearance


@dataclass(frozen=True)
class Wording:
    """The fixed sentences that certificate and page print around what was signed, and the language they are in (BCP 47)."""

    language: str
    earned: Mapping[Benchmark, str]
    judged: str
    evidence: Mapping[Benchmark, str]
    issued_by: str
    awarded_on: str
    valid_until: str
    no_end: str
    program: str
    skill: str
    check: str
    version: str
    reached: str
    below: str
    required: str
    continued: str
    page: str
    pages: str
    mark: str
    badge: str


WORDINGS: Mapping[str, Wording] = {
    "en-1": Wording(
        language="en",
        earned={
            "progress": "has completed",
            "performance": "has demonstrated",
            "both": "has completed and demonstrated",
            "pathway": "has completed",
        },
        judged="Judged against the published rubric",
        evidence={
            "progress": "Completed activities and evidence",
            "performance": "Evidence",
            "both": "Completed activities and evidence",
            "pathway": "Badges of the pathway",
        },
        issued_by="Issued by",
        awarded_on="Awarded on",
        valid_until="Valid until",
        no_end="no end date",
        program="Program",
        skill="Skill",
        check="Check it",
        version="version",
        reached="Reached",
        below="below what was required",
        required="Required",
        continued="continued",
        page="page",
        pages="of",
        mark="Logo",
        badge="Badge",
    ),
}  # A version is never edited once badges were issued with it: another wording is another line.
CURRENT_WORDING = "en-1"
