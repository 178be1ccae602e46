"""Other people's badges, and the addresses at which they keep what belongs to them."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from core.badges import did, proofs, status_list, vc_jwt
from core.badges.documents import Document
from core.badges.keys import PublicKey
from core.badges.verification import NotFetched, VerificationReport
from tests.badges.facts import Office, a_key, some_facts
from tests.builders import A_TUESDAY

ELSEWHERE = "https://badges.elsewhere.org"


class World(dict[str, Any]):
    """What stands at which address: bytes, or something that is JSON."""

    def __call__(self, address: str) -> bytes:
        if address not in self:
            raise NotFetched(f"{address} could not be reached.")
        found = self[address]
        return found if isinstance(found, bytes) else json.dumps(found).encode()


@dataclass
class Stranger:
    """Another association with a public address, and somebody who brings its badges to us."""

    office: Office = field(default_factory=lambda: Office(a_key(), ELSEWHERE))
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.world[f"{ELSEWHERE}/.well-known/did.json"] = did.did_document(self.office.did, [self.public_key])
        self.publish_list()

    @property
    def public_key(self) -> PublicKey:
        return PublicKey(self.office.key.multikey, "active", self.office.key.jwk)

    def badge(self, **changes: Any) -> Document:
        return self.office.issue(some_facts(base_url=ELSEWHERE, **changes))

    def token(self, document: Document) -> str:
        return vc_jwt.encode(document, self.office.key, kid=did.jwt_method(self.office.did, self.office.key))

    def a_list(self, *revoked: int, lasts: timedelta = timedelta(days=7), purpose: Any = "revocation") -> Document:
        return status_list.build(
            revoked, base_url=ELSEWHERE, number=1, purpose=purpose, issuer_did=self.office.did, now=A_TUESDAY, lasts=lasts
        )

    def publish_list(self, *revoked: int, **changes: Any) -> None:
        document = self.a_list(*revoked) | changes
        self.world[status_list.list_address(ELSEWHERE, 1)] = self.sign(document)

    def sign(self, document: Document) -> Document:
        method = did.verification_method(self.office.did, self.office.key)
        return proofs.sign(document, self.office.key, verification_method=method, created=A_TUESDAY, form="object")


def found(report: VerificationReport) -> dict[str, str]:
    return {check.id: check.status for check in report.checks}


def detail(report: VerificationReport, name: str) -> str:
    return next(check.detail for check in report.checks if check.id == name)


def seen_here(badge: Document | str, stranger: Stranger | None = None, now: datetime = A_TUESDAY) -> VerificationReport:
    """At a portal of ours; with a stranger, one that may ask the stranger's addresses."""
    here = Office(a_key())
    return here.verify(badge, now, stranger.world) if stranger else here.verify(badge, now)
