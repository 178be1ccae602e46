"""Endorsements (Open Badges 3.0, EndorsementCredential): what this association signed about a badge of its own, and still stands by.

Those of other issuers are called by their name and not checked: whoever endorses may be anybody.
"""

from dataclasses import replace

from core.badges.documents import Document
from core.badges.shape import check_endorsement, is_endorsement, issuer_id
from core.badges.verification import ob3, ob3_json, ours
from core.badges.verification.case import Brought, Case, Kind
from core.badges.verification.parts import part, text
from core.badges.verification.report import Check, Claims, failed, passed, unchecked
from core.rules.times import long_day, moment

_OF_OTHERS = "Endorsements by other issuers are not checked here."


def _open(found: Brought) -> tuple[Document, str]:
    check_endorsement(found.document)
    return found.document, issuer_id(found.document)


def _issuer_known(case: Case) -> Check:
    return unchecked("issuer_known", f"The issuer is not this association. {_OF_OTHERS}") if case.of_others else ours.issuer_known(case)


def _proof(case: Case) -> Check:
    return unchecked("proof", _OF_OTHERS) if case.of_others else ob3_json.proof(case)


def _register(case: Case) -> Check:
    """Its holder can take it back at any time; then nothing of it is kept."""
    if case.of_others or case.edition:
        return ob3.register(case)
    return failed("register", "This association does not show such an endorsement, or no longer does.")


def _validity(case: Case) -> Check:
    begins = moment(case.document["validFrom"])
    if begins > case.now:
        return failed("validity", f"It was stated on {long_day(begins)} only.", "not_yet_valid")
    return passed("validity", f"Stated on {long_day(begins)}; an endorsement has no end of its own.")


def _status(case: Case) -> Check:
    """It stands and falls with the badge that it is about."""
    return unchecked("status", _OF_OTHERS) if case.of_others else ours.status(case)


def _claims(document: Document) -> Claims:
    """As of a badge, and what is said about it."""
    return replace(ob3.claims(document), description=text(part(document, "credentialSubject").get("endorsementComment")))


KIND = Kind(
    label="Open Badges 3.0, endorsement of a badge",
    fits=lambda found: found.header is None and is_endorsement(found.document),
    open=_open,
    shape="It is an Open Badges 3.0 endorsement of one badge.",
    checks={"issuer_known": _issuer_known, "proof": _proof, "register": _register, "validity": _validity, "status": _status},
    claims=_claims,
    noun="endorsement",
)
