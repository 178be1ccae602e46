"""What the suites over RDFC-1.0 sign: SHA-256 of the canonical proof options, then of the canonical document without its proof.

Sources: Data Integrity EdDSA Cryptosuites 1.0, section 3.2; Data Integrity ECDSA Cryptosuites 1.0, section 3.2 (for P-256).
"""

import hashlib

from core.badges.canonical import NotCheckable
from core.badges.cryptosuites.suite import Canonicalize, Options
from core.badges.documents import Document


def what_is_signed(plain: Document, options: Options, canonicalize: Canonicalize) -> bytes:
    """64 bytes. Refuses proofs with contexts of their own: they could make a word of the proof mean something else."""
    if "@context" in options:
        raise NotCheckable("The proof brings contexts of its own.")
    forms = (canonicalize({"@context": plain.get("@context"), **options}), canonicalize(plain))
    return b"".join(hashlib.sha256(form.encode()).digest() for form in forms)
