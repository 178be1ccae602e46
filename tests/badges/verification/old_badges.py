"""Open Badges 2.0 as another program makes them (openbadgeslib signs), and where their issuer keeps what belongs to them."""

from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from openbadgeslib.baking import bake_png, bake_svg
from openbadgeslib.ob2 import OB2_CONTEXT, Assertion, IdentityObject, OB2Signer, Verification

from tests.badges.verification.world import ELSEWHERE, World
from tests.builders import A_TUESDAY

BADGE, PROFILE, KEY = (f"{ELSEWHERE}/{name}.json" for name in ("badge", "issuer", "key"))
ASSERTION, REVOKED = f"{ELSEWHERE}/assertions/1.json", f"{ELSEWHERE}/revoked.json"
EMAIL, SALT = "zoe@example.org", "deadbeefdeadbeef"


def an_rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def pem_of(public: Any) -> str:
    return str(public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode())


@dataclass
class OldIssuer:
    """An issuer of Open Badges 2.0 at a public address."""

    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.world[BADGE] = {"@context": OB2_CONTEXT, "type": "BadgeClass", "id": BADGE, "name": "First aid", "issuer": PROFILE}
        self.world[PROFILE] = {"@context": OB2_CONTEXT, "type": "Issuer", "id": PROFILE, "name": "Elsewhere", "publicKey": KEY}
        self.world[KEY] = {
            "@context": OB2_CONTEXT, "type": "CryptographicKey", "id": KEY, "owner": PROFILE, "publicKeyPem": pem_of(self.key.public_key()),
        }  # fmt: skip

    def signed(self, key: Any = None, **changes: Any) -> str:
        """A token; ``key`` is whoever signs, the issuer if left out."""
        private = key or self.key
        algorithm = {rsa.RSAPrivateKey: "RS256", ec.EllipticCurvePrivateKey: "ES256"}
        name = next((name for kind, name in algorithm.items() if isinstance(private, kind)), "EdDSA")
        about = {"badge": BADGE, "verification": Verification("SignedBadge", KEY), "issued_on": A_TUESDAY, **changes}
        return str(OB2Signer(private, name).sign(Assertion(recipient=IdentityObject.create(EMAIL, SALT), **about)))

    def hosted(self, **changes: Any) -> dict[str, Any]:
        """An assertion, kept at its own address."""
        recipient = IdentityObject.create(EMAIL, SALT)
        made = Assertion(recipient=recipient, badge=BADGE, verification=Verification("HostedBadge"), id=ASSERTION, issued_on=A_TUESDAY)
        self.world[ASSERTION] = made.to_dict() | changes
        return dict(self.world[ASSERTION])


def baked(picture: bytes, text: str) -> bytes:
    return bake_png(picture, text) if picture.startswith(b"\x89PNG") else bake_svg(picture, text)
