"""What a verification found, in words for the person who asked: the answer first, then what the document says, then each check.

Verifying says whether a badge is what it says it is; whether that is enough for a job, the reader has to judge.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.badges.verification import Check, Claims, Verdict, VerificationReport
from core.badges.verification.issuers import host_of
from core.rules.spreadsheets import guarded
from core.rules.times import long_day
from core.web.badge_page import Answer

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
GENUINE = "This association issued the {noun}, nobody changed it since, and it was not taken back."
OF_OTHERS = "Another issuer than this association issued the {noun}; nobody changed it since, and it was not taken back."
CHECK_NAMES = {
    "parsed": "Readable",
    "shape": "Form",
    "issuer_known": "Issuer",
    "proof": "Signature",
    "register": "Register of awards",
    "validity": "Dates",
    "status": "Taken back?",
}
STATUS_WORDS = {"passed": "✔ Passed", "failed": "✖ Not passed", "unchecked": "? Could not be checked"}
DOES_NOT_APPLY = "– Does not apply"
VERIFY_IS_NOT_VALIDATE = (
    "Verifying says that the badge is what it says it is. Whether what it stands for is enough for your purpose, only you can judge: "
    "read its criteria and evidence."
)
LONGEST, LONGEST_WORDS = 300, 2000
COLUMNS = ("Holder", "Title", "Issuer", "Answer", "Awarded", "Valid until", "Could not be checked")


@dataclass(frozen=True)
class Entry:
    """One of several badges that were brought; ``name`` is the file's name or the line."""

    name: str
    report: VerificationReport


def answer_of(report: VerificationReport) -> Answer:
    """The answer in words; for anything but *valid* the findings that led to it."""
    tone, sign, headline = _HEADLINES[report.verdict]
    if report.verdict == "valid":
        return Answer(tone, sign, headline, (GENUINE if report.issued_here else OF_OTHERS).format(noun=report.noun))
    failures = tuple(check for check in report.checks if check.status == "failed" and check.means == report.verdict)
    reasons = report.open_questions if report.verdict == "indeterminate" else failures
    return Answer(tone, sign, headline, " ".join(check.detail for check in reasons[:2]))


def answer_of_all(entries: Sequence[Entry]) -> Answer:
    """The answer for several together: how many are what."""
    counted = Counter(entry.report.answer for entry in entries)
    tone, sign = ("bad", "✖") if counted["not valid"] else ("unknown", "?") if counted["cannot tell"] else ("good", "✔")
    headline = f"{counted['valid']} of {len(entries)} badges {'is' if counted['valid'] == 1 else 'are'} valid"
    bad = f"Not valid: {counted['not valid']}. " if counted["not valid"] else ""
    unclear = f"We cannot tell: {counted['cannot tell']}. " if counted["cannot tell"] else ""
    return Answer(tone, sign, headline, (bad + unclear).strip() or "Every one of them is what it says it is.")


def check_row(check: Check) -> tuple[str, str, str]:
    """One check as a row: what was looked at, how it went, what was found."""
    is_beside = check.status == "unchecked" and check.means == "valid"
    return CHECK_NAMES.get(check.id, check.id), DOES_NOT_APPLY if is_beside else STATUS_WORDS[check.status], check.detail


def said_by(report: VerificationReport) -> dict[str, str]:
    """What the document says of itself, by label; whatever it does not say is left out."""
    claims = report.claims or Claims()
    if report.noun == "endorsement":
        return _said_by_endorsement(report, claims)
    said = {
        "Holder": claims.holder,
        "Title": claims.title,
        "What was shown": claims.description,
        "Issuer": _issuer(claims, is_ours=report.issued_here),
        "Awarded": _day(claims.awarded),
        "Valid until": _day(claims.valid_until) or ("no end" if claims.awarded else ""),
        "Kind": report.kind if report.claims else "",
    }
    return {label: value[:LONGEST] for label, value in said.items() if value}


def _said_by_endorsement(report: VerificationReport, claims: Claims) -> dict[str, str]:
    """In full: it is what somebody came for."""
    said = {
        "Title": claims.title[:LONGEST],
        "Words": claims.description[:LONGEST_WORDS],
        "Issuer": _issuer(claims, is_ours=report.issued_here)[:LONGEST],
        "Stated": _day(claims.awarded),
        "Kind": report.kind,
    }
    return {label: value for label, value in said.items() if value}


def _issuer(claims: Claims, *, is_ours: bool) -> str:
    """Of others the host first: it says who they are, while anybody may call themselves by any name."""
    if is_ours or claims.issuer_host in ("", claims.issuer, host_of(claims.issuer)):
        return claims.issuer
    return f"{claims.issuer_host}, which calls itself “{claims.issuer}”"


def _day(moment: datetime | None) -> str:
    return long_day(moment) if moment else ""


def is_confirmed(report: VerificationReport) -> bool:
    """May what the document says be shown as what its issuer said?"""
    return report.verdict not in ("invalid", "indeterminate")


def page_of(report: VerificationReport) -> str:
    """The path of the badge's own page, when it is one of ours and its document is in the register; else empty.

    An endorsement leads to the badge that it is about.
    """
    known = any(check.id == "register" and check.status == "passed" for check in report.checks)
    address = str((report.document or {}).get("id", ""))
    return f"/b/{address.rpartition('/b/')[2].partition('/')[0]}" if known else ""


def table_row(entry: Entry) -> tuple[str, ...]:
    """A badge in a line, as somebody who hires wants it; the cells stand under ``COLUMNS``."""
    said = said_by(entry.report)
    answer = answer_of(entry.report)
    unclear = ", ".join(CHECK_NAMES.get(check.id, check.id) for check in entry.report.open_questions)
    return (
        said.get("Holder", "–"),
        said.get("Title", entry.name),
        said.get("Issuer", "–"),
        f"{answer.sign} {answer.headline}",
        said.get("Awarded", "–"),
        said.get("Valid until", "–"),
        unclear or "–",
    )


def as_csv(entries: Sequence[Entry], checked_at: datetime) -> bytes:
    """The same as a table to keep, with what was brought, the reasons, and when it was checked. UTF-8 with the mark that Excel needs."""
    target = io.StringIO()
    rows = csv.writer(target, quoting=csv.QUOTE_ALL)
    rows.writerow(("Brought", *COLUMNS, "Reason", "Kind", "Checked"))
    for entry in entries:
        reason = answer_of(entry.report).detail
        rows.writerow([guarded(cell) for cell in (entry.name, *table_row(entry), reason, entry.report.kind, checked_on(checked_at))])
    return target.getvalue().encode("utf-8-sig")


def checked_on(moment_of_check: datetime) -> str:
    return f"{long_day(moment_of_check)}, {moment_of_check:%H:%M} UTC"
