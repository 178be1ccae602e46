"""Badges that claim to be ours: found in the register to the last character, and signed with a key that we did not withdraw.

In such a badge there is nothing that we could not check, so nothing is left open either.
"""

from datetime import datetime

from core.badges.verification.case import Case, Edition
from core.badges.verification.report import Check, failed, passed, unchecked
from core.rules.times import long_day


def issuer_known(_case: Case) -> Check:
    return passed("issuer_known", "The issuer is this association.")


def register(case: Case) -> Check:
    """Exactly this document must be in it. An earlier edition says where the newest is."""
    if not case.editions:
        return failed("register", "It is not in this association's register, and a good signature alone makes no badge of ours.")
    edition = case.edition
    if edition is None:
        return failed("register", "The document differs from the one in this association's register.")
    if not edition.newest:
        return passed("register", f"The document is in this association's register. It was signed anew since: {edition.address}")
    return passed("register", "The document is the one in this association's register.")


def withdrawn(case: Case, key_named: str, since: datetime) -> Check:
    """A key that was withdrawn proves nothing of itself; that we signed before, only our register can say."""
    edition = case.edition
    if edition is None or edition.signed_at >= since or (not case.token and not key_named.endswith(f"#{edition.signed_with}")):
        return failed("proof", f"The key that signed was withdrawn on {long_day(since)}; what is signed with it does not count.")
    sentence = "This association signed the document before it withdrew that key."
    return passed("proof", sentence if edition.newest else f"{sentence} Fetch the one that was signed anew: {edition.address}")


def status(case: Case) -> Check:
    """As it is recorded now; lists and caches of others play no part."""
    edition = case.edition or next(iter(case.editions), None)
    if edition is None:
        return unchecked("status", "Whether the badge was revoked could not be found out.")
    if edition.state == "revoked":
        return failed("status", "The issuer revoked this badge.", "revoked")
    if edition.state == "suspended":
        return failed("status", "The issuer suspended this badge for the time being.", "suspended")
    if edition.state == "superseded":
        return _replaced(edition)
    return passed("status", "The badge was not revoked.")


def _replaced(edition: Edition) -> Check:
    """A correction takes the place of what was wrong; a renewal leaves the earlier badge what its dates say."""
    where = f": {edition.successor}" if edition.successor else "."
    if edition.corrected:
        return failed("status", f"The issuer replaced this badge by a corrected one{where}", "revoked")
    return passed("status", f"The badge was not revoked. It was renewed{where}")
