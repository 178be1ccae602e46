"""What Open Badges 2.0 have in common: the assertion, and the badge class and issuer that it names by their addresses.

Nothing in an assertion is proved by the assertion: who issued it, and what it is for, stands at the addresses that it
names. Source: Open Badges 2.0, sections “Assertion”, “Profile” and “Verification”.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.badges.canonical import NotCheckable
from core.badges.documents import Document
from core.badges.verification.case import Case, NotFetched
from core.badges.verification.issuers import document_at, is_below
from core.badges.verification.parts import host, part, text, time
from core.badges.verification.report import Check, Claims, beside_the_point, failed, passed, unchecked, within
from core.errors import DocumentProblem

CONTEXT = "https://w3id.org/openbadges/v2"
SHAPE = "It is an Open Badges 2.0 assertion about one person."
HIDDEN = "known by a hash only"


@dataclass(frozen=True)
class Issued:
    """What stands at the addresses: the badge class, and the profile of its issuer, who is the address ``issuer``."""

    badge: Document
    profile: Document
    issuer: str


def is_assertion(document: Document) -> bool:
    """Whatever calls itself Open Badges 2.0; whether it is whole, ``opened`` says."""
    contexts = document.get("@context")
    names = contexts if isinstance(contexts, list) else [contexts]
    return CONTEXT in names or document.get("type") == "Assertion"


def opened(document: Document) -> tuple[Document, str]:
    """The assertion and its issuer, as far as it says. Refuses with the first sentence that does not hold."""
    for holds, sentence in (
        (_has_type(document, "Assertion"), "This is a part of an Open Badges 2.0 badge, not the assertion about a person."),
        (isinstance(document.get("id"), str), "The badge has no address of its own."),
        (isinstance(part(document, "recipient").get("identity"), str), "The badge does not say whose it is."),
        (bool(address(document.get("badge"))), "The badge does not say what it is for."),
        (time(document.get("issuedOn")) is not None, "The badge does not say in a full time with a zone when it was issued."),
        ("expires" not in document or time(document["expires"]) is not None, "The date on which the badge ends cannot be read."),
    ):
        if not holds:
            raise DocumentProblem(sentence)
    inside = part(document, "badge").get("issuer")
    return document, address(inside) or address(document["badge"])


def _has_type(document: Mapping[str, Any], name: str) -> bool:
    kinds = document.get("type")
    return name in (kinds if isinstance(kinds, list) else [kinds])


def address(value: object) -> str:
    """A thing that is named by its address, or stands there with its ``id``."""
    return text(value.get("id")) if isinstance(value, Mapping) else text(value)


def issued(case: Case, assertion: Mapping[str, Any]) -> Issued:
    """Badge class and issuer, asked at their addresses; what the assertion itself brings of them is not used."""
    badge = _named(case, address(assertion.get("badge")))
    issuer = address(badge.get("issuer"))
    return Issued(badge, _named(case, issuer), issuer)


def _named(case: Case, name: str) -> Document:
    if not name.startswith("https://"):
        raise NotFetched("The badge names its issuer by something else than a web address that could be asked.")
    document = document_at(name, case.fetch)
    if document.get("id") != name:
        raise NotFetched(f"What stands at {name[:200]} is about something else.")
    return document


def in_scope(name: str, profile: Mapping[str, Any], issuer: str) -> bool:
    """May this address speak for the issuer? As the profile says (``startsWith``, ``allowedOrigins``), or on the same host."""
    rules = part(profile, "verification")
    starts, origins = (_several(rules.get(member)) for member in ("startsWith", "allowedOrigins"))
    if starts:
        return any(is_below(name, start) for start in starts)
    return name.startswith("https://") and host(name) in (origins or [host(issuer)])


def _several(value: object) -> list[str]:
    return [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, str)]


def issuer_known(case: Case) -> Check:
    """Whoever keeps the address of the issuer, once it was asked."""
    try:
        found = issued(case, case.document)
    except NotFetched:
        return unchecked("issuer_known", f"The issuer {case.issuer[:200]} is not this association; we cannot vouch for it.")
    return passed("issuer_known", f"The issuer is whoever keeps the address {host(found.issuer)}. It is not this association.")


def register(case: Case) -> Check:
    if not case.of_others:
        return failed("register", "This association issues no badges of this kind.")
    return beside_the_point("register", "Only badges of this association are in its register; it issues none of this kind.")


def validity(case: Case) -> Check:
    return dates_of(case.document, case.now)


def dates_of(assertion: Mapping[str, Any], now: datetime) -> Check:
    begins = time(assertion.get("issuedOn"))
    return (
        within(now, begins, time(assertion.get("expires"))) if begins else unchecked("validity", "The dates of the badge cannot be read.")
    )


def listed_as_revoked(case: Case) -> Check:
    """The issuer's own list, where its profile names one."""
    try:
        found = issued(case, case.document)
        name = found.profile.get("revocationList")
        if name is None:
            return passed("status", "The issuer keeps no list of revoked badges.")
        if not isinstance(name, str) or not in_scope(name, found.profile, found.issuer):
            raise NotCheckable("The issuer's list of revoked badges is kept by somebody else.")
        rows = document_at(name, case.fetch).get("revokedAssertions", [])
    except NotCheckable as problem:
        return unchecked("status", problem.message)
    if not isinstance(rows, list):
        return unchecked("status", "The issuer's list of revoked badges cannot be read.")
    if case.document["id"] in {address(row) for row in rows}:
        return failed("status", "The issuer revoked this badge.", "revoked")
    return passed("status", "The badge was not revoked, says its issuer's list.")


def claims(document: Document) -> Claims:
    """The recipient as it is written: most often a hash, from which nobody can read a name."""
    badge, recipient = part(document, "badge"), part(document, "recipient")
    issuer = badge.get("issuer")
    hidden = recipient.get("hashed") is not False
    identity = text(recipient.get("identity"))
    return Claims(
        title=text(badge.get("name")) or address(document.get("badge")),
        description=text(badge.get("description")),
        issuer=text(part(badge, "issuer").get("name")) or address(issuer) or host(address(document.get("badge"))),
        issuer_host=host(address(issuer) or address(document.get("badge"))),
        holder=f"{identity} ({HIDDEN})" if hidden and identity else identity,
        awarded=time(document.get("issuedOn")),
        valid_until=time(document.get("expires")),
    )
