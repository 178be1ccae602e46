"""Does a document have the shape of an Open Badges 3.0 credential, so far that the other checks can rely on it?

Wider than what we issue: badges of others come in other dresses. What we issue is held to the register besides.
"""

from collections.abc import Callable
from datetime import datetime

from core.badges.contexts import VC
from core.badges.documents import Document
from core.errors import DocumentProblem

_BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})  # the second is an older word for the first


def check_shape(document: Document) -> None:
    """Refuses with the first sentence that does not hold."""
    for holds, sentence in _SENTENCES:
        if not holds(document):
            raise DocumentProblem(sentence)


def issuer_id(document: Document) -> str:
    """The issuer's identifier, which stands alone or in a Profile."""
    issuer = document.get("issuer")
    return str(issuer.get("id")) if isinstance(issuer, dict) else str(issuer)


def _is_credential(document: Document) -> bool:
    types = document.get("type")
    names = [name for name in types if isinstance(name, str)] if isinstance(types, list) else []
    return "VerifiableCredential" in names and bool(_BADGES.intersection(names))


def _has_contexts(document: Document) -> bool:
    contexts = document.get("@context")
    return isinstance(contexts, list) and len(contexts) > 1 and contexts[0] == VC


def _has_one_subject(document: Document) -> bool:
    subject = document.get("credentialSubject")
    return isinstance(subject, dict) and isinstance(subject.get("achievement"), dict)


def _has_dates(document: Document) -> bool:
    optional = [document[name] for name in ("validUntil", "awardedDate") if name in document]
    return all(_is_time(date) for date in [document.get("validFrom"), *optional])


def _is_time(value: object) -> bool:
    try:
        # A year off either end could not be brought to UTC.
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None and 1 < datetime.fromisoformat(value).year < 9999
    except ValueError:
        return False


def _has_one_status(document: Document) -> bool:
    entry = document.get("credentialStatus")
    return entry is None or (isinstance(entry, dict) and isinstance(entry.get("type"), str))


def _has_proof(document: Document) -> bool:
    proof = document.get("proof")
    rows = proof if isinstance(proof, list) else [proof]
    return bool(rows) and all(isinstance(row, dict) for row in rows)


_SENTENCES: tuple[tuple[Callable[[Document], bool], str], ...] = (
    (_has_contexts, "The document does not name the contexts of a verifiable credential."),
    (_is_credential, "The document is not an Open Badges 3.0 credential."),
    (lambda document: isinstance(document.get("id"), str), "The badge has no address of its own."),
    (lambda document: issuer_id(document).startswith(("did:", "https://", "http://", "urn:")), "The badge does not say who issued it."),
    (_has_one_subject, "The badge is not about exactly one achievement of one person."),
    (_has_dates, "The dates of the badge are not full times with a zone."),
    (_has_one_status, "The badge names its status in a way that cannot be read."),
    (_has_proof, "The badge carries no signature."),
)
