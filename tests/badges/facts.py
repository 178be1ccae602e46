"""Awards to make badges from, and the keys to sign them with."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.badges import credential, did, proofs, vc_jwt
from core.badges.did import Trusted
from core.badges.documents import Document, fingerprint, to_text
from core.badges.keys import IssuerKey, PublicKey
from core.badges.multibase import multikey
from core.badges.verification import Edition, Fetch, VerificationReport, offline, verify
from core.rules.awards import AwardFacts, EvidenceFact, Issuer
from tests.builders import A_TUESDAY, a_performance_program, a_program_of_both, a_progress_program

PUBLIC = "https://badges.northshore-facilities.org"
LOCAL = "http://localhost:8501"
# Vectors of other people, which are not ours to hand on: beside the checkout, where somebody has them.
VECTORS = Path(os.environ.get("PROOFMARK_VECTORS", Path(__file__).parents[3] / "shared" / "vectors"))

ISSUER = Issuer(
    name="Northshore Association of Facility Professionals",
    url="https://www.northshore-facilities.org/über-uns",
    email="badges@northshore.example",
    country="DE",
    description="People who keep buildings running.\nSince 1987.",
)
PROGRAMS = {"progress": a_progress_program, "performance": a_performance_program, "both": a_program_of_both}


def a_key() -> IssuerKey:
    private = Ed25519PrivateKey.generate()
    return IssuerKey(multikey(private.public_key().public_bytes_raw()), private, ec.generate_private_key(ec.SECP256R1()))


def some_facts(benchmark: str = "performance", **changes: Any) -> AwardFacts:
    """A rich award: evidence with and without a file, an expiry date, text in several scripts."""
    program = PROGRAMS[benchmark]()
    judged = benchmark != "progress"
    facts: dict[str, Any] = {
        "token": "Yx3_kW0s-9QnQmJ1f0p4Zb7c8d9e0f1A",
        "base_url": PUBLIC,
        "issuer": ISSUER,
        "program": program,
        "holder_name": "Zoë Nguyễn-O’Brien 王小明",
        "holder_email": "Zoe@Example.org",
        "salt": "9f86d081884c7d659a2feaa0c55ad015",
        "awarded_at": A_TUESDAY,
        "valid_until": A_TUESDAY + timedelta(days=730),
        "narrative": "2 pieces of evidence judged on 4 published criteria by 1 reviewer (attempt 1).",
        "levels": {"C1": 2, "C2": 3, "C3": 2, "C4": 1} if judged else {},
        "evidence": (
            EvidenceFact(name="Briefing script", genre="document", narrative="One page.", media_type="application/pdf", sha256="ab" * 32),
            EvidenceFact(name="Read the guide", genre="activity", narrative=""),
        ),
        "started_at": A_TUESDAY - timedelta(days=20),
        "status_index": 94567,
    }
    return AwardFacts.model_validate(facts | changes)


@dataclass
class Office:
    """An association that signs and keeps a register: what the services do, without a database."""

    key: IssuerKey
    base_url: str = PUBLIC

    def __post_init__(self) -> None:
        self.register: dict[str, list[Edition]] = {}

    @property
    def did(self) -> str:
        return did.issuer_did(self.base_url, self.key)

    @property
    def trusted(self) -> Trusted:
        return did.own_issuers([self.base_url], [PublicKey(self.key.multikey, "active", self.key.jwk)])

    def sign(self, document: Document, created: datetime = A_TUESDAY) -> Document:
        return proofs.sign(document, self.key, verification_method=did.verification_method(self.did, self.key), created=created)

    def issue(self, facts: AwardFacts) -> Document:
        """Build, sign, and enter into the register."""
        signed = self.sign(credential.build(facts, self.did))
        self.register[signed["id"]] = [self.edition(signed)]
        return signed

    def edition(self, signed: Document, **changes: Any) -> Edition:
        known: dict[str, Any] = {
            "fingerprint": fingerprint(signed),
            "jwt": vc_jwt.encode(signed, self.key, kid=did.jwt_method(self.did, self.key)),
            "signed_with": self.key.multikey,
            "signed_at": A_TUESDAY,
            "newest": True,
            "state": "active",
            "address": signed["id"],
        }
        return Edition(**known | changes)

    def set(self, document: Document, **changes: Any) -> None:
        """What the register knows of the document from now on."""
        self.register[document["id"]] = [self.edition(document, **changes)]

    def verify(self, badge: Document | str | bytes, now: datetime = A_TUESDAY, foreign: Fetch = offline) -> VerificationReport:
        data = badge if isinstance(badge, bytes) else (badge if isinstance(badge, str) else to_text(badge)).encode()
        return verify(data, trusted=self.trusted, register=lambda name: self.register.get(name, ()), foreign=foreign, now=now)
