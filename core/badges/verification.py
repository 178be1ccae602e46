"""Is this badge what it says? The answer is a list of named checks, never an exception.

A check is *passed*, *failed*, or *unchecked*: what could not be found out is never called valid and never invalid.
A good signature is not a good badge: it must also be in our register, within its dates, and not taken back. Keys are
found by us; a key that comes with the badge proves nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from core.badges.canonical import NotCheckable
from core.badges.did import Methods, Trusted, did_key_methods
from core.badges.documents import Document, fingerprint, parse
from core.badges.extraction import extract
from core.badges.proofs import check_proof
from core.badges.shape import check_shape, issuer_id
from core.badges.status_list import LENGTH
from core.errors import DocumentProblem
from core.rules.times import moment

Verdict = Literal["invalid", "revoked", "suspended", "expired", "not_yet_valid", "indeterminate", "valid"]
CheckStatus = Literal["passed", "failed", "unchecked"]
# Of several findings the first in this order is the verdict.
_GRAVITY: tuple[Verdict, ...] = ("invalid", "revoked", "suspended", "expired", "not_yet_valid", "indeterminate", "valid")


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, in plain words. ``means`` is the verdict if nothing graver was found."""

    id: str
    status: CheckStatus
    detail: str
    means: Verdict


@dataclass(frozen=True)
class VerificationReport:
    """``document`` is ``None`` where none could be read; ``issued_here`` says that its issuer claims to be us."""

    checks: tuple[Check, ...]
    document: Document | None = None
    issued_here: bool = False

    @property
    def verdict(self) -> Verdict:
        return min((check.means for check in self.checks), key=_GRAVITY.index)

    def summary(self) -> dict[str, Any]:
        """The answer of ``POST /api/verify``."""
        return {"verdict": self.verdict, "checks": [{"id": c.id, "status": c.status, "detail": c.detail} for c in self.checks]}


@dataclass(frozen=True)
class _Case:
    """A readable document and what is known besides. ``own`` are our methods, ``None`` when the issuer is somebody else."""

    document: Document
    own: Methods | None
    status: Callable[[int], str | None]
    register: Callable[[str], str | None]
    now: datetime


def verify(
    data: bytes,
    *,
    trusted: Trusted,
    status: Callable[[int], str | None],
    register: Callable[[str], str | None],
    now: datetime,
) -> VerificationReport:
    """Look at a badge in any of its forms. Never raises for a bad badge.

    ``trusted``: our own DIDs and their keys (``did.own_issuers``). ``status``: list index -> recorded state of the award
    (``active``, ``suspended``, ``revoked``, ``superseded``) or ``None``. ``register``: credential id -> ``fingerprint``
    of the document that was stored under it, or ``None``.
    """
    try:
        document = parse(extract(data))
    except DocumentProblem as problem:
        return VerificationReport((_cannot_read(problem), *_not_reached(_SHAPE, *_CHECKS)))
    parsed = _passed("parsed", "The badge could be read.")
    try:
        check_shape(document)
    except DocumentProblem as problem:
        return VerificationReport((parsed, _failed(_SHAPE, problem.message), *_not_reached(*_CHECKS)), document)
    case = _Case(document, trusted(issuer_id(document)), status, register, now)
    shape = _passed(_SHAPE, "It is an Open Badges 3.0 credential about one person.")
    return VerificationReport((parsed, shape, *(check(case) for check in _CHECKS.values())), document, case.own is not None)


def _passed(name: str, detail: str) -> Check:
    return Check(name, "passed", detail, "valid")


def _failed(name: str, detail: str, means: Verdict = "invalid") -> Check:
    return Check(name, "failed", detail, means)


def _unchecked(name: str, detail: str) -> Check:
    return Check(name, "unchecked", detail, "indeterminate")


def _not_reached(*names: str) -> list[Check]:
    return [_unchecked(name, "Not looked at, because an earlier check did not pass.") for name in names]


def _cannot_read(problem: DocumentProblem) -> Check:
    return (_unchecked if isinstance(problem, NotCheckable) else _failed)("parsed", problem.message)


def _issuer_known(case: _Case) -> Check:
    """A foreign issuer is no fault of the badge, but whether to trust it is for the reader to decide: *unchecked*."""
    if case.own is None:
        return _unchecked("issuer_known", f"The issuer {issuer_id(case.document)} is not this association; we cannot vouch for it.")
    return _passed("issuer_known", "The issuer is this association.")


def _proof(case: _Case) -> Check:
    issuer = issuer_id(case.document)
    methods = case.own if case.own is not None else did_key_methods(issuer)
    if methods is None:
        return _check_binding(case.document, issuer)
    try:
        check_proof(case.document, methods)
    except NotCheckable as problem:
        # In a badge that claims to be ours there is nothing that we could not check.
        return _unchecked("proof", problem.message) if case.own is None else _failed("proof", problem.message)
    except DocumentProblem as problem:
        return _failed("proof", problem.message)
    return _passed("proof", "The signature fits the document, and the key belongs to the issuer.")


def _check_binding(document: Document, issuer: str) -> Check:
    """The key is elsewhere; still, a badge signed in the name of another DID than its issuer's is wrong in any case."""
    proof = document["proof"]
    rows = proof if isinstance(proof, list) else [proof]
    if not any(str(row.get("verificationMethod")).split("#")[0] == issuer for row in rows):
        return _failed("proof", "The badge was signed with a key of somebody else than its issuer.")
    return _unchecked("proof", f"The key of {issuer} is kept elsewhere, and was not fetched.")


def _register(case: _Case) -> Check:
    if case.own is None:
        return _unchecked("register", "Only badges of this association are in its register.")
    stored = case.register(case.document["id"])
    if stored is None:
        return _failed("register", "This association has no such badge in its register.")
    if stored != fingerprint(case.document):
        return _failed("register", "The document differs from the one in this association's register.")
    return _passed("register", "The document is the one in this association's register.")


def _validity(case: _Case) -> Check:
    begins, ends = moment(case.document["validFrom"]), case.document.get("validUntil")
    if case.now < begins:
        return _failed("validity", f"The badge is valid from {begins:%d %B %Y} only.", "not_yet_valid")
    if ends and case.now > moment(ends):
        return _failed("validity", f"The badge was valid until {moment(ends):%d %B %Y}.", "expired")
    return _passed("validity", f"Valid until {moment(ends):%d %B %Y}." if ends else "The badge does not expire.")


_STATES: dict[str | None, tuple[str, Verdict]] = {
    "revoked": ("The issuer revoked this badge.", "revoked"),
    "superseded": ("The issuer replaced this badge by a newer one.", "revoked"),
    "suspended": ("The issuer suspended this badge for the time being.", "suspended"),
}


def _status(case: _Case) -> Check:
    entry = case.document.get("credentialStatus")
    if entry is None:
        return _passed("status", "The badge names no list of revoked badges.")
    if case.own is None:
        return _unchecked("status", "The issuer's list of revoked badges is kept elsewhere, and was not fetched.")
    index = str(entry.get("statusListIndex"))
    state = case.status(int(index)) if index.isdecimal() and index.isascii() and len(index) <= len(str(LENGTH)) else None
    if state in _STATES:
        return _failed("status", *_STATES[state])
    if state != "active":
        return _unchecked("status", "Whether the badge was revoked could not be found out.")
    return _passed("status", "The badge was not revoked.")


_SHAPE = "shape"
_CHECKS: dict[str, Callable[[_Case], Check]] = {
    "issuer_known": _issuer_known,
    "proof": _proof,
    "register": _register,
    "validity": _validity,
    "status": _status,
}
