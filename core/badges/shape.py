"""Does a document have the shape of an Open Badges 3.0 credential, so far that the other checks can rely on it?

Wider than what we issue: badges of others come in other dresses. What we issue is held to the register besides.
"""

from collections.abc import Callable
from datetime import datetime

from core.badges.canonical import NotCheckable
from core.badges.contexts import VC
from core.badges.documents import Document
from core.errors import DocumentProblem

Sentences = tuple[tuple[Callable[[Document], bool], str], ...]
VC_1 = "https://www.w3.org/2018/credentials/v1"
_BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})  # the second is an older word for the first


def check_shape(document: Document, *, signed_inside: bool = True) -> None:
    """Refuses with the first sentence that does not hold; ``NotCheckable`` for drafts of the standard that are not read here.

    ``signed_inside``: the document carries its own proof, as all but the payloads of tokens do.
    """
    if _contexts(document)[:1] == [VC_1]:
        raise NotCheckable("The badge follows an earlier draft of Open Badges 3.0 (VC Data Model 1.1), which this portal does not read.")
    _check(document, _SENTENCES)
    if signed_inside and not _has_proof(document):
        raise DocumentProblem("The badge carries no signature.")


def is_endorsement(document: Document) -> bool:
    """Does it call itself an endorsement, and no badge besides?"""
    return "EndorsementCredential" in _types(document) and not _BADGES.intersection(_types(document))


def check_endorsement(document: Document) -> None:
    """The same for an endorsement (Open Badges 3.0, EndorsementCredential). Refuses with the first sentence that does not hold."""
    _check(document, _OF_ENDORSEMENTS)


def _check(document: Document, sentences: Sentences) -> None:
    for holds, sentence in sentences:
        if not holds(document):
            raise DocumentProblem(sentence)


def issuer_id(document: Document) -> str:
    """The issuer's identifier, which stands alone or in a Profile."""
    issuer = document.get("issuer")
    return str(issuer.get("id")) if isinstance(issuer, dict) else str(issuer)


def _types(document: Document) -> list[str]:
    types = document.get("type")
    return [name for name in types if isinstance(name, str)] if isinstance(types, list) else []


def _is_credential(document: Document) -> bool:
    return "VerifiableCredential" in _types(document) and bool(_BADGES.intersection(_types(document)))


def _is_about_a_badge(document: Document) -> bool:
    subject = document.get("credentialSubject")
    return isinstance(subject, dict) and all(isinstance(subject.get(name), str) for name in ("id", "endorsementComment"))


def _contexts(document: Document) -> list[object]:
    contexts = document.get("@context")
    return contexts if isinstance(contexts, list) else []


def _has_contexts(document: Document) -> bool:
    contexts = _contexts(document)
    return len(contexts) > 1 and contexts[0] == VC


def _has_one_subject(document: Document) -> bool:
    subject = document.get("credentialSubject")
    return isinstance(subject, dict) and isinstance(subject.get("achievement"), dict)


def _has_dates(document: Document) -> bool:
    optional = [document[name] for name in ("validUntil", "awardedDate") if name in document]
    if not all(_is_time(date) for date in [document.get("validFrom"), *optional]):
        return False
    return "validUntil" not in document or datetime.fromisoformat(document["validFrom"]) <= datetime.fromisoformat(document["validUntil"])


def _is_time(value: object) -> bool:
    try:
        # A year off either end could not be brought to UTC.
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None and 1 < datetime.fromisoformat(value).year < 9999
    except ValueError:
        return False


def _has_readable_status(document: Document) -> bool:
    """Or several: others have one for each purpose."""
    entry = document.get("credentialStatus")
    entries = entry if isinstance(entry, list) and entry else [entry]
    return entry is None or all(isinstance(row, dict) and isinstance(row.get("type"), str) for row in entries)


def _has_proof(document: Document) -> bool:
    proof = document.get("proof")
    rows = proof if isinstance(proof, list) else [proof]
    return bool(rows) and all(isinstance(row, dict) for row in rows)


_SENTENCES: Sentences = (
    (_has_contexts, "The document does not name the contexts of a verifiable credential."),
    (_is_credential, "The document is not an Open Badges 3.0 credential."),
    (lambda document: isinstance(document.get("id"), str), "The badge has no address of its own."),
    (lambda document: issuer_id(document).startswith(("did:", "https://", "http://", "urn:")), "The badge does not say who issued it."),
    (_has_one_subject, "The badge is not about exactly one achievement of one person."),
    (_has_dates, "The dates of the badge are not full times with a zone, the earlier one first."),
    (_has_readable_status, "The badge names its status in a way that cannot be read."),
)
_OF_ENDORSEMENTS: Sentences = (
    (lambda document: _has_contexts(document) and "VerifiableCredential" in _types(document), "The document is no verifiable credential."),
    (lambda document: isinstance(document.get("id"), str), "The endorsement has no address of its own."),
    (lambda document: issuer_id(document).startswith(("did:", "https://")), "The endorsement does not say who issued it."),
    (_is_about_a_badge, "The endorsement does not say about which badge it is, or does not say anything."),
    (_has_dates, "The dates of the endorsement are not full times with a zone."),
    (_has_proof, "The endorsement carries no signature."),
)
