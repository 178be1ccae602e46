"""Whether somebody else's badge was taken back: their status lists, each looked at as hard as the badge itself.

A list that is signed by another, out of date, too short or of another purpose says nothing about the badge: *unchecked*.
Source: Bitstring Status List 1.0, section 3.2 (*Validate Algorithm*).
"""

import re
from typing import Any

from core.badges import vc_jwt
from core.badges.canonical import NotCheckable
from core.badges.documents import Document, parse
from core.badges.proofs import check_proof
from core.badges.shape import issuer_id
from core.badges.status_list import bit
from core.badges.verification.case import Case, NotFetched
from core.badges.verification.issuers import keys_of
from core.badges.verification.report import Check, Verdict, failed, passed, unchecked
from core.errors import DocumentProblem
from core.rules.times import moment

MOST_ENTRIES = 4
LARGEST_LIST = 8 * 1024 * 1024  # bytes unpacked; 512 times the smallest
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_MEANS: dict[str, tuple[Verdict, str]] = {
    "revocation": ("revoked", "The issuer revoked this badge."),
    "suspension": ("suspended", "The issuer suspended this badge for the time being."),
}


def status(case: Case) -> Check:
    """Every entry of the badge; the gravest finding counts."""
    entry = case.document["credentialStatus"]
    entries = entry if isinstance(entry, list) else [entry]
    if len(entries) > MOST_ENTRIES:
        return unchecked("status", f"The badge names {len(entries)} status lists, more than are asked here.")
    found = [_of_entry(case, row) for row in entries]
    order = ("failed", "unchecked", "passed")
    return min(found, key=lambda check: (order.index(check.status), check.means != "invalid", check.means != "revoked"))


def _of_entry(case: Case, entry: Any) -> Check:
    try:
        purpose, index, address = _read(entry)
        taken = bit(_the_list(case, address, purpose), index, largest=LARGEST_LIST)
    except NotCheckable as problem:
        return unchecked("status", problem.message)
    except DocumentProblem as problem:
        return failed("status", problem.message)
    if taken:
        means, sentence = _MEANS[purpose]
        return failed("status", sentence, means)
    return passed("status", "The badge was not revoked, says its issuer's list.")


def _read(entry: dict[str, Any]) -> tuple[str, int, str]:
    """Purpose, index and address. ``DocumentProblem`` for what no issuer may write, ``NotCheckable`` for other kinds."""
    if entry.get("type") != "BitstringStatusListEntry":
        raise NotCheckable(f"The badge names its status as “{str(entry.get('type'))[:60]}”, which is not read here.")
    if entry.get("statusSize", 1) != 1 or "statusMessage" in entry:
        raise NotCheckable("The badge's status has more than two values, which is not read here.")
    purpose, index, address = (entry.get(name) for name in ("statusPurpose", "statusListIndex", "statusListCredential"))
    if not isinstance(index, str) or not _INDEX.fullmatch(index) or not isinstance(address, str):
        raise DocumentProblem("The badge points to its status list in a way that cannot be right.")
    if not isinstance(purpose, str) or purpose not in _MEANS:
        raise NotCheckable(f"The purpose of the badge's status list, “{str(purpose)[:40]}”, is not known here.")
    return purpose, int(index), address


def _the_list(case: Case, address: str, purpose: str) -> Document:
    """The list at the address, with its own proof checked. Refuses (``NotCheckable``) every list that may not speak for the badge."""
    raw = case.fetch(address)
    try:
        document = _signed_by(case, raw)
        subject, ends = document["credentialSubject"], document.get("validUntil")
        holds = {
            "is not one": "BitstringStatusListCredential" in document["type"] and subject["type"] == "BitstringStatusList",
            "is another list": document.get("id", address) == address,
            "is for another purpose": purpose in _listed(subject["statusPurpose"]),
            "is not valid yet": moment(document["validFrom"]) <= case.now if "validFrom" in document else True,
            "has run out": moment(ends) >= case.now if ends else True,
        }
    except NotFetched:
        raise
    except (DocumentProblem, KeyError, TypeError, ValueError, AttributeError) as problem:
        reason = problem.message if isinstance(problem, DocumentProblem) else "It is not a status list."
        raise NotCheckable(f"The list of revoked badges at {address[:200]} cannot be relied on. {reason}") from problem
    for fault, good in holds.items():
        if not good:
            raise NotCheckable(f"The list of revoked badges at {address[:200]} {fault}.")
    return document


def _signed_by(case: Case, raw: bytes) -> Document:
    """The list in either form, signed by the issuer of the badge."""
    text = raw.decode("utf-8-sig").strip()
    if text.startswith("{"):
        document = parse(text)
        _check_issuer(case, document)
        check_proof(document, keys_of(case.issuer, case.fetch).methods)
        return document
    header, document = vc_jwt.read(text)
    _check_issuer(case, document)
    vc_jwt.check(text, keys_of(case.issuer, case.fetch, str(header.get("kid"))).jwks)
    return document


def _check_issuer(case: Case, document: Document) -> None:
    if issuer_id(document) != case.issuer:
        raise DocumentProblem("It is of another issuer than the badge.")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
