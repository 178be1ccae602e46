"""A badge goes over the desk: read, recognised as one of the kinds in the table, and each of its checks made."""

from collections.abc import Callable, Sequence
from datetime import datetime

from core.badges.canonical import NotCheckable
from core.badges.did import OwnIssuer
from core.badges.documents import Document
from core.badges.extraction import extract
from core.badges.verification import ob2_hosted, ob2_signed, ob3_endorsement, ob3_json, ob3_jwt, others
from core.badges.verification.case import Brought, Case, Edition, Fetch, Kind, Surroundings, brought, offline
from core.badges.verification.report import VerificationReport, failed, not_reached, passed, unchecked
from core.errors import DocumentProblem

# The first that fits. Another version of Open Badges is one new file and one line here.
KINDS: tuple[Kind, ...] = (
    others.OPEN_BADGES_1,
    ob2_hosted.KIND,
    ob2_signed.KIND,
    ob3_jwt.KIND,
    ob3_endorsement.KIND,
    ob3_json.KIND,
)
# What is looked at once a badge has the shape of its kind, in this order.
CHECKS = ("issuer_known", "proof", "register", "validity", "status")


def verify(
    data: bytes,
    *,
    trusted: Callable[[str], OwnIssuer | None],
    register: Callable[[str], Sequence[Edition]],
    foreign: Fetch = offline,
    now: datetime,
) -> VerificationReport:
    """Look at a badge in any of its forms. Never raises for a bad badge.

    ``trusted``: our own DIDs and their keys (``did.own_issuers``). ``register``: credential id -> our signed editions of
    it, the newest first. ``foreign``: how to ask addresses of others; without it nobody is asked.
    """
    try:
        found = brought(extract(data))
    except DocumentProblem as problem:
        return cannot_read(problem)
    return _examined(found, Surroundings(trusted, register, foreign, now))


def cannot_read(problem: DocumentProblem) -> VerificationReport:
    """The report on something in which no badge was found."""
    outcome = unchecked if isinstance(problem, NotCheckable) else failed
    return VerificationReport((outcome("parsed", problem.message), *not_reached(("shape", *CHECKS))))


def _examined(found: Brought, around: Surroundings) -> VerificationReport:
    parsed = passed("parsed", "The badge could be read.")
    kind = next((kind for kind in KINDS if kind.fits(found)), ob3_json.KIND)
    try:
        document, issuer = kind.open(found)
    except DocumentProblem as problem:
        outcome = unchecked if isinstance(problem, NotCheckable) else failed
        checks = (parsed, outcome("shape", problem.message), *not_reached(CHECKS))
        return VerificationReport(checks, found.document, False, kind.label, kind.claims(found.document))
    case = _case(found, document, issuer, around)
    checks = (parsed, passed("shape", kind.shape), *(kind.checks[name](case) for name in CHECKS))
    return VerificationReport(checks, document, not case.of_others, kind.label, kind.claims(document), kind.noun)


def _case(found: Brought, document: Document, issuer: str, around: Surroundings) -> Case:
    own = around.trusted(issuer)
    return Case(
        document=document,
        token=found.text if found.header is not None else "",
        issuer=issuer,
        own=own,
        editions=around.register(str(document["id"])) if own else (),
        fetch=around.fetch,
        now=around.now,
    )
