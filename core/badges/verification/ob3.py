"""What all Open Badges 3.0 have in common, whatever secures them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from core.badges.canonical import NotCheckable
from core.badges.documents import Document
from core.badges.verification import ours, status_of_others
from core.badges.verification.case import Case
from core.badges.verification.issuers import Keys, document_of, host_of, keys_of
from core.badges.verification.parts import part, text, time
from core.badges.verification.report import Check, Claims, beside_the_point, failed, passed, unchecked, within
from core.errors import DocumentProblem
from core.rules.times import moment

SHAPE = "It is an Open Badges 3.0 credential about one person."
LEEWAY = timedelta(minutes=5)  # clocks of honest machines differ a little


def issuer_known(case: Case) -> Check:
    """A foreign issuer is no fault of the badge. Who stands behind a bare key nobody can tell; behind an address, its keeper."""
    if not case.of_others:
        return ours.issuer_known(case)
    host = host_of(case.issuer)
    if not host:
        return unchecked(
            "issuer_known", f"The issuer {case.issuer[:200]} is not this association, and the badge does not prove whose key that is."
        )
    try:
        document_of(case.issuer, case.fetch)
    except DocumentProblem:
        return unchecked("issuer_known", f"The issuer {case.issuer[:200]} is not this association; we cannot vouch for it.")
    return passed("issuer_known", f"The issuer is whoever keeps the address {host}. It is not this association.")


def proof(case: Case, key_named: str, check: Callable[[Keys], None]) -> Check:
    """The signature, by the key that the issuer publishes. ``key_named`` is what the badge says, which has to be the issuer's.

    ``check`` raises for a signature that does not fit one of the keys; keys that we withdrew are left to our register.
    """
    try:
        if case.own is not None and key_named in case.own.withdrawn:
            if not case.token:  # of a token the register holds every character
                check(Keys(case.own.withdrawn_methods, {}))
            return ours.withdrawn(case, key_named, case.own.withdrawn[key_named])
        if case.own is None:
            _check_binding(case.issuer, key_named)
        check(keys_of(case.issuer, case.fetch, key_named) if case.own is None else Keys(case.own.methods, case.own.jwks))
    except NotCheckable as problem:
        # In a badge that claims to be ours there is nothing that we could not check.
        return unchecked("proof", problem.message) if case.of_others else failed("proof", problem.message)
    except DocumentProblem as problem:
        return failed("proof", problem.message)
    return passed("proof", "The signature fits the document, and the key belongs to the issuer.")


def _check_binding(issuer: str, key_named: str) -> None:
    """Whatever else could be found out: a badge in the name of another DID than its key's is wrong."""
    if key_named and issuer.startswith("did:") and key_named.split("#")[0] != issuer:
        raise DocumentProblem("The badge was signed with a key of somebody else than its issuer.")


def register(case: Case) -> Check:
    if case.of_others:
        return beside_the_point("register", "Only badges of this association are in its register.")
    return ours.register(case)


def validity(case: Case) -> Check:
    """The dates in the document, to the second."""
    ends = case.document.get("validUntil")
    return within(case.now, moment(case.document["validFrom"]), moment(ends) if ends else None)


def status(case: Case) -> Check:
    """Ours by what is recorded, others' by their lists. Without a list there is nothing to be looked up."""
    if not case.of_others:
        return ours.status(case)
    if case.document.get("credentialStatus") is None:
        return passed("status", "The badge names no list of revoked badges.")
    return status_of_others.status(case)


CHECKS: Mapping[str, Callable[[Case], Check]] = {
    "issuer_known": issuer_known,
    "register": register,
    "validity": validity,
    "status": status,
}


def claims(document: Document) -> Claims:
    """Whatever is not there, or not what it should be, is left out."""
    subject = part(document, "credentialSubject")
    achievement, issuer = part(subject, "achievement"), document.get("issuer")
    profile = issuer if isinstance(issuer, Mapping) else {"id": issuer}
    return Claims(
        title=text(achievement.get("name")) or text(document.get("name")),
        description=text(achievement.get("description")),
        issuer=text(profile.get("name")) or text(profile.get("id")),
        issuer_host=host_of(text(profile.get("id"))),
        holder=_holder(subject),
        awarded=time(document.get("awardedDate")) or time(document.get("validFrom")),
        valid_until=time(document.get("validUntil")),
    )


def _holder(subject: Mapping[str, Any]) -> str:
    rows = subject.get("identifier")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and row.get("identityType") == "name":
            return text(row.get("identityHash"))
    return text(subject.get("name"))
