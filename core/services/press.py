"""Signing badges: what does not change from one badge to the next is laid out once, then as many are signed as are wanted.

Every document is verified before it is handed out. That a second canonicalizer, which shares no code with ours, reads it
the same way is asked for single badges always, in a cohort for the first of each shape and then for every 25th: the
text that badges hold is restricted to what both read alike (``core.rules.texts``).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from core.badges import credential, did, proofs
from core.badges.documents import Document, to_text
from core.badges.keys import IssuerKey
from core.badges.reading import view_of
from core.errors import DocumentProblem
from core.portal import Portal
from core.rules.awards import AwardFacts, Issuer, check_clock
from core.rules.times import stamp
from core.services.issuer import as_jwt, current_branding, issuer_of, signing_key
from core.services.verification import verify_signed
from core.storage import credentials
from core.storage.brandings import Branding
from core.storage.credentials import Cause, Edition

SECOND_OPINION_EVERY = 25


@dataclass(frozen=True)
class Press:
    """The issuer, its key and its mark of this moment, ready to sign."""

    portal: Portal
    key: IssuerKey
    did: str
    issuer: Issuer
    branding: Branding
    seen: Counter[frozenset[str]] = field(default_factory=Counter)

    def sign(self, document: Document, *, token: str, edition: int, cause: Cause) -> Edition:
        """A signed edition, to be stored. Refuses what does not verify afterwards, or what two programs read differently."""
        now = self.portal.now()
        is_sample = self.wants_second_opinion(document)
        method = did.verification_method(self.did, self.key)
        signed = proofs.sign(document, self.key, verification_method=method, created=now, second_opinion=is_sample)
        text = to_text(signed)
        if is_sample:
            self._check(text, now)
        view_of(signed)  # what picture, certificate and page will be made from
        return Edition(
            award_token=token,
            edition=edition,
            document=text,
            jwt=as_jwt(document, self.key, self.did),
            base_url=self.portal.base_url,
            signed_with=self.key.multikey,
            signed_at=now,
            cause=cause,
        )

    def wants_second_opinion(self, document: Document) -> bool:
        """For the first document of a shape and then for every 25th; counts the document."""
        shape = frozenset(_paths(document))
        self.seen[shape] += 1
        return self.seen[shape] % SECOND_OPINION_EVERY == 1

    def _check(self, text: str, now: datetime) -> None:
        report = verify_signed(self.portal, text, now=now)
        if report.verdict not in ("valid", "expired"):  # what has run out can still be signed anew
            failed = "; ".join(check.detail for check in report.checks if check.status != "passed")
            raise DocumentProblem(f"The badge did not verify after signing, so it was not issued: {failed}")


def open_press(db: Database, portal: Portal) -> Press:
    """Inside a writing transaction; from now on the portal remembers this address as its own.

    Refuses without a usable key, and while the clock stands behind what was signed already.
    """
    check_clock(portal.now(), credentials.last_signed_at(db))
    key = signing_key(portal)
    credentials.remember_address(db, portal.base_url, at=stamp(portal.now()))
    return Press(portal, key, did.issuer_did(portal.base_url, key), issuer_of(db), current_branding(db, portal))


def first_edition(press: Press, facts: AwardFacts) -> Edition:
    """The credential of a new award."""
    return press.sign(credential.build(facts, press.did), token=facts.token, edition=1, cause="issued")


def _paths(value: Any, path: str = "") -> Iterator[str]:
    """The members of a document with the types of its parts, without the numbers of lists: its shape."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}/{name}" + (f"={inner}" if name == "type" else "")
            yield from _paths(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, path)
