"""``eddsa-rdfc-2022``: Ed25519 (Data Integrity EdDSA Cryptosuites 1.0, section 3.2). With this suite our badges are signed."""

from core.badges.keys import IssuerKey
from core.badges.public_keys import ed25519_of_multikey


def sign(key: IssuerKey, data: bytes) -> bytes:
    return key.sign(data)


def verify(multikey: str, signature: bytes, data: bytes) -> None:
    """Raises ``InvalidSignature``, or ``ValueError`` for keys of another kind."""
    ed25519_of_multikey(multikey).verify(signature, data)
