"""What a verification found, in words for the person who asked: the answer first, then what the document says, then each check.

Verifying says whether a badge is what it says it is; whether that is enough for a job, the reader has to judge.
"""

from collections.abc import Mapping
from datetime import datetime

from core.badges.verification import Check, Verdict, VerificationReport
from core.rules.times import moment
from core.web.badge_page import Answer, day

# verdict -> tone, sign, headline
_HEADLINES: dict[Verdict, tuple[str, str, str]] = {
    "valid": ("good", "✔", "Valid"),
    "expired": ("late", "⌛", "Expired"),
    "not_yet_valid": ("late", "⌛", "Not valid yet"),
    "suspended": ("late", "⏸", "Suspended"),
    "revoked": ("bad", "✖", "Revoked"),
    "invalid": ("bad", "✖", "Not valid"),
    "indeterminate": ("unknown", "?", "We cannot tell"),
}
GENUINE = "This association issued the badge, nobody changed it since, and it was not taken back."
CHECK_NAMES = {
    "parsed": "Readable",
    "shape": "Form (Open Badges 3.0)",
    "issuer_known": "Issuer",
    "proof": "Signature",
    "register": "Register of awards",
    "validity": "Dates",
    "status": "Taken back?",
}
STATUS_WORDS = {"passed": "✔ Passed", "failed": "✖ Not passed", "unchecked": "? Could not be checked"}
VERIFY_IS_NOT_VALIDATE = (
    "Verifying says that the badge is what it says it is. Whether what it stands for is enough for your purpose, only you can judge: "
    "read its criteria and evidence."
)
LONGEST = 300


def answer_of(report: VerificationReport) -> Answer:
    """The answer in words; for anything but *valid* the findings that led to it."""
    tone, sign, headline = _HEADLINES[report.verdict]
    reasons = [check.detail for check in report.checks if check.status != "passed" and check.means == report.verdict]
    return Answer(tone, sign, headline, GENUINE if report.verdict == "valid" else " ".join(reasons[:2]))


def check_row(check: Check) -> tuple[str, str, str]:
    """One check as a row: what was looked at, how it went, what was found."""
    return CHECK_NAMES.get(check.id, check.id), STATUS_WORDS[check.status], check.detail


def said_by(report: VerificationReport) -> dict[str, str]:
    """What the document says of itself, by label; whatever is not there, or not text, is left out."""
    document = report.document or {}
    subject = _part(document, "credentialSubject")
    achievement, issuer = _part(subject, "achievement"), document.get("issuer")
    said = {
        "Holder": _holder(subject),
        "Title": achievement.get("name"),
        "What was shown": achievement.get("description"),
        "Issuer": issuer.get("name") or issuer.get("id") if isinstance(issuer, Mapping) else issuer,
        "Awarded": _day(document.get("awardedDate") or document.get("validFrom")),
        "Valid until": _day(document["validUntil"]) if "validUntil" in document else "no end" if document else "",
    }
    return {label: value[:LONGEST] for label, value in said.items() if isinstance(value, str) and value}


def _part(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = document.get(name)
    return value if isinstance(value, Mapping) else {}


def _holder(subject: Mapping[str, object]) -> object:
    identifiers = subject.get("identifier")
    rows = identifiers if isinstance(identifiers, list) else []
    named = (row.get("identityHash") for row in rows if isinstance(row, Mapping) and row.get("identityType") == "name")
    return next(named, subject.get("name"))


def _day(value: object) -> str:
    try:
        return day(moment(value)) if isinstance(value, str) else ""
    except (ValueError, OverflowError):
        return ""


def page_of(report: VerificationReport) -> str:
    """The path of the badge's own page, when it is one of ours and its document is in the register; else empty."""
    known = any(check.id == "register" and check.status == "passed" for check in report.checks)
    address = str((report.document or {}).get("id", ""))
    return f"/b/{address.rpartition('/b/')[2]}" if known else ""


def checked_on(moment_of_check: datetime) -> str:
    return f"{day(moment_of_check)}, {moment_of_check:%H:%M} UTC"
