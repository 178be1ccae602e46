"""``ecdsa-rdfc-2019`` with P-256 (Data Integrity ECDSA Cryptosuites 1.0, section 3.2), for badges of other issuers."""

from core.badges.canonical import NotCheckable
from core.badges.public_keys import check_es256, p256_of_multikey

_P384 = "z82L"


def verify(multikey: str, signature: bytes, data: bytes) -> None:
    """Raises ``InvalidSignature``, or ``ValueError`` for keys of another kind. Refuses (``NotCheckable``) P-384, which hashes otherwise."""
    if multikey.startswith(_P384):
        raise NotCheckable("The proof was made with a P-384 key; this portal reads P-256.")
    check_es256(p256_of_multikey(multikey), signature, data)
