"""An endorsement as a credential of its own (Open Badges 3.0, EndorsementCredential): the badge that it is about stays as it was signed."""

from datetime import datetime

from core.badges import proofs
from core.badges.contexts import OPEN_BADGES, VC
from core.badges.credential import issuer_part
from core.badges.did import Methods, verification_method
from core.badges.documents import Document, to_text
from core.badges.keys import IssuerKey
from core.rules.awards import Issuer
from core.rules.times import stamp


def build(*, address: str, about: str, title: str, words: str, issuer: Issuer, base_url: str, did: str, given_at: datetime) -> Document:
    """The unsigned document at ``address`` about the badge at the address ``about``. ``words`` say whose they are."""
    return {
        "@context": [VC, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": f"Endorsement of “{title}”",
        "issuer": issuer_part(issuer, base_url, did),
        "validFrom": stamp(given_at),
        "credentialSubject": {"id": about, "type": ["EndorsementSubject"], "endorsementComment": words},
    }


def signed(document: Document, key: IssuerKey, *, did: str, methods: Methods, now: datetime) -> str:
    """The document with its proof as text. Refuses what does not verify right afterwards with the keys that others see (``methods``)."""
    done = proofs.sign(document, key, verification_method=verification_method(did, key), created=now)
    proofs.check_proof(done, methods)
    return to_text(done)
