"""``ecdsa-rdfc-2019`` with P-256 (Data Integrity ECDSA Cryptosuites 1.0, section 3.2), for badges of other issuers."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from core.badges.canonical import NotCheckable
from core.badges.public_keys import p256_of_multikey

_P384 = "z82L"


def verify(multikey: str, signature: bytes, data: bytes) -> None:
    """Raises ``InvalidSignature``, or ``ValueError`` for keys of another kind. Refuses (``NotCheckable``) P-384, which hashes otherwise."""
    if multikey.startswith(_P384):
        raise NotCheckable("The proof was made with a P-384 key; this portal reads P-256.")
    if len(signature) != 64:
        raise ValueError("not two numbers of 32 bytes")
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    p256_of_multikey(multikey).verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))
