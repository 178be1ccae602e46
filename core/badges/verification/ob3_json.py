"""Open Badges 3.0 as JSON-LD with a Data Integrity proof inside."""

from typing import Any

from core.badges.canonical import NotCheckable
from core.badges.documents import Document
from core.badges.proofs import check_proof, the_proof
from core.badges.shape import check_shape, issuer_id
from core.badges.verification import ob3
from core.badges.verification.case import Brought, Case, Kind
from core.badges.verification.parts import time
from core.badges.verification.report import Check, failed, unchecked
from core.rules.times import long_day


def _open(found: Brought) -> tuple[Document, str]:
    check_shape(found.document)
    return found.document, issuer_id(found.document)


def proof(case: Case) -> Check:
    """The one proof. Its times are part of what is signed, so they are believed only where the signature fits."""
    try:
        row = the_proof(case.document)
    except NotCheckable as problem:
        return unchecked("proof", problem.message) if case.of_others else failed("proof", problem.message)
    check = ob3.proof(case, str(row.get("verificationMethod")), lambda keys: check_proof(case.document, keys.methods))
    return (_fault_in_times(row, case) or check) if check.status == "passed" else check


def _fault_in_times(row: dict[str, Any], case: Case) -> Check | None:
    """``created`` and ``expires`` (Data Integrity 1.0, section 2.1) may be missing, but not be wrong."""
    times = {name: time(row[name]) for name in ("created", "expires") if name in row}
    if None in times.values():
        return failed("proof", "The times of the signature cannot be read.")
    created, expires = times.get("created"), times.get("expires")
    if created and created > case.now + ob3.LEEWAY:
        return failed("proof", f"The signature claims to be made on {long_day(created)} only.", "not_yet_valid")
    if expires and expires < case.now:
        return failed("proof", f"The signature counted until {long_day(expires)}.", "expired")
    return None


KIND = Kind(
    label="Open Badges 3.0, JSON-LD",
    fits=lambda found: found.header is None,
    open=_open,
    shape=ob3.SHAPE,
    checks={**ob3.CHECKS, "proof": proof},
    claims=ob3.claims,
)
