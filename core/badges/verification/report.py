"""What a verification found: named checks, a verdict made of them, and what the document says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from core.badges.documents import Document
from core.rules.times import long_day, stamp

Verdict = Literal["invalid", "revoked", "suspended", "expired", "not_yet_valid", "indeterminate", "valid"]
CheckStatus = Literal["passed", "failed", "unchecked"]
PlainAnswer = Literal["valid", "not valid", "cannot tell"]
# Of several findings the first in this order is the verdict.
_GRAVITY: tuple[Verdict, ...] = ("invalid", "revoked", "suspended", "expired", "not_yet_valid", "indeterminate", "valid")
_NOT_REACHED = "Not looked at, because an earlier check did not pass."
_ANSWERS: Mapping[Verdict, PlainAnswer] = {"valid": "valid", "indeterminate": "cannot tell"}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, in plain words. ``means`` is the verdict if nothing graver was found."""

    id: str
    status: CheckStatus
    detail: str
    means: Verdict


def passed(name: str, detail: str) -> Check:
    return Check(name, "passed", detail, "valid")


def failed(name: str, detail: str, means: Verdict = "invalid") -> Check:
    return Check(name, "failed", detail, means)


def unchecked(name: str, detail: str) -> Check:
    return Check(name, "unchecked", detail, "indeterminate")


def beside_the_point(name: str, detail: str) -> Check:
    """Not looked at because it says nothing about badges of this kind; it does not weigh."""
    return Check(name, "unchecked", detail, "valid")


def within(now: datetime, begins: datetime, ends: datetime | None) -> Check:
    """The check of the dates, to the second."""
    if now < begins:
        return failed("validity", f"The badge is valid from {long_day(begins)} only.", "not_yet_valid")
    if ends and now > ends:
        return failed("validity", f"The badge was valid until {long_day(ends)}.", "expired")
    return passed("validity", f"Valid until {long_day(ends)}." if ends else "The badge does not expire.")


def not_reached(names: tuple[str, ...]) -> tuple[Check, ...]:
    return tuple(unchecked(name, _NOT_REACHED) for name in names)


@dataclass(frozen=True)
class Claims:
    """What a document says of itself, as it stands there and whether true or not; empty where it says nothing.

    ``issuer`` is a name or, without one, an address; ``issuer_host`` the host that its identifier names, empty for bare keys.
    ``holder`` is only what is written in the document.
    """

    title: str = ""
    description: str = ""
    issuer: str = ""
    issuer_host: str = ""
    holder: str = ""
    awarded: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True)
class VerificationReport:
    """``document`` is ``None`` where none could be read; ``issued_here`` says that its issuer claims to be us.

    ``kind`` is what it was read as, such as “Open Badges 3.0, JSON-LD”, ``noun`` what people call it.
    """

    checks: tuple[Check, ...]
    document: Document | None = None
    issued_here: bool = False
    kind: str = ""
    claims: Claims | None = None
    noun: str = "badge"

    @property
    def verdict(self) -> Verdict:
        return min((check.means for check in self.checks), key=_GRAVITY.index)

    @property
    def answer(self) -> PlainAnswer:
        """The three ways in which it can end: what could not be found out is neither valid nor invalid."""
        return _ANSWERS.get(self.verdict, "not valid")

    @property
    def open_questions(self) -> tuple[Check, ...]:
        """What could not be checked, and weighs; without what was not even looked at."""
        open_ones = (check for check in self.checks if check.status == "unchecked" and check.means == "indeterminate")
        return tuple(check for check in open_ones if check.detail != _NOT_REACHED)

    def summary(self) -> dict[str, Any]:
        """The answer of ``POST /api/verify``."""
        return {
            "verdict": self.verdict,
            "answer": self.answer,
            "kind": self.kind,
            "issued_here": self.issued_here,
            "badge": _claims(self.claims) if self.claims else None,
            "checks": [{"id": c.id, "status": c.status, "detail": c.detail} for c in self.checks],
        }


def _claims(claims: Claims) -> dict[str, str | None]:
    said = {"title": claims.title, "issuer": claims.issuer, "holder": claims.holder}
    times = {"awarded": claims.awarded, "valid_until": claims.valid_until}
    return {**{name: text or None for name, text in said.items()}, **{name: stamp(at) if at else None for name, at in times.items()}}
