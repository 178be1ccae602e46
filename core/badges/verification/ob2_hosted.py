"""Open Badges 2.0, hosted: the badge is what stands at its own address, as long as that address belongs to the issuer."""

from collections.abc import Mapping
from typing import Any

from core.badges.canonical import NotCheckable
from core.badges.documents import Document
from core.badges.verification import ob2
from core.badges.verification.case import Brought, Case, Kind
from core.badges.verification.issuers import document_at
from core.badges.verification.parts import part, time
from core.badges.verification.report import Check, failed, passed, unchecked
from core.errors import DocumentProblem

_HOSTED = ("HostedBadge", "hosted")


def _fits(found: Brought) -> bool:
    """Also as a token, as some programs bake them: its signature proves nothing then, and is not looked at."""
    return ob2.is_assertion(found.document) and (found.header is None or _says(found.document) in _HOSTED)


def _says(document: Document) -> object:
    return part(document, "verification").get("type")


def _open(found: Brought) -> tuple[Document, str]:
    document, issuer = ob2.opened(found.document)
    if _says(document) in ("SignedBadge", "signed"):
        raise DocumentProblem("This is a signed badge without its signature: please bring the signed token, or the picture.")
    if _says(document) not in _HOSTED:
        raise DocumentProblem("The badge does not say how it can be verified.")
    if not document["id"].startswith("https://"):
        raise DocumentProblem("A hosted badge needs a web address (https) of its own.")
    return document, issuer


def _proof(case: Case) -> Check:
    """The same badge stands at its address, and the address is one that its issuer answers for."""
    try:
        served = document_at(case.document["id"], case.fetch)
        found = ob2.issued(case, served)
    except NotCheckable as problem:
        return unchecked("proof", problem.message)
    if not ob2.in_scope(case.document["id"], found.profile, found.issuer):
        return failed("proof", "The badge is kept at an address for which its issuer does not answer.")
    if not _is_revoked(served) and _essence(served) != _essence(case.document):
        return failed("proof", "The badge differs from the one at its own address.")
    if _says_otherwise(case.document, found):
        return failed("proof", "What the badge says of its subject or of its issuer is not what stands at their own addresses.")
    return passed("proof", "The same badge stands at its own address, which belongs to the issuer.")


def _essence(assertion: Mapping[str, Any]) -> tuple[Any, ...]:
    """What must be the same in both, whatever way it is written."""
    recipient = part(assertion, "recipient")
    return (
        assertion.get("id"),
        *(recipient.get(name) for name in ("type", "hashed", "salt", "identity")),
        ob2.address(assertion.get("badge")),
        time(assertion.get("issuedOn")),
        time(assertion.get("expires")),
    )


def _says_otherwise(assertion: Mapping[str, Any], found: ob2.Issued) -> bool:
    """Badge class and issuer may be brought along inside; what is shown of them must be what they say themselves."""
    badge = part(assertion, "badge")
    issuer = part(badge, "issuer")
    return (
        any(name in badge and badge[name] != found.badge.get(name) for name in ("name", "description"))
        or ob2.address(badge.get("issuer")) not in ("", found.issuer)
        or ("name" in issuer and issuer["name"] != found.profile.get("name"))
    )


def _status(case: Case) -> Check:
    """A revoked badge says so at its address (and the address answers 410); its issuer may keep a list besides."""
    try:
        served = document_at(case.document["id"], case.fetch)
    except NotCheckable as problem:
        return unchecked("status", problem.message)
    if _is_revoked(served):
        return failed("status", "The issuer revoked this badge.", "revoked")
    return ob2.listed_as_revoked(case)


def _is_revoked(served: Mapping[str, Any]) -> bool:
    return served.get("revoked") is True


KIND = Kind(
    label="Open Badges 2.0, hosted",
    fits=_fits,
    open=_open,
    shape=ob2.SHAPE,
    checks={
        "issuer_known": ob2.issuer_known,
        "proof": _proof,
        "register": ob2.register,
        "validity": ob2.validity,
        "status": _status,
    },
    claims=ob2.claims,
)
