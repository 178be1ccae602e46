"""Which badges were taken back or suspended, as signed lists of bits that give no visit away (Bitstring Status List 1.0).

The list never has fewer than 131,072 entries, so that asking for it does not give away whose badge is looked at (section 6.1).
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from core.badges.canonical import NotCheckable
from core.badges.contexts import VC
from core.badges.documents import Document
from core.badges.multibase import base64url, from_base64url
from core.errors import DocumentProblem
from core.rules.revocations import StatusPurpose
from core.rules.times import stamp

LENGTH = 131_072


def list_address(base_url: str, number: int, purpose: StatusPurpose = "revocation") -> str:
    """Lists are counted from 1; of each number there is one list for every purpose."""
    return f"{base_url}/status/{number}" + ("" if purpose == "revocation" else f"/{purpose}")


def status_entry(base_url: str, number: int, index: int) -> dict[str, str]:
    """The ``credentialStatus`` of the badge at ``index`` of list ``number``. Refuses an index off the list.

    One entry, for revocation: Open Badges 3.0 allows one at most, and its JSON Schema wants an object.
    """
    if not 0 <= index < LENGTH:
        raise DocumentProblem(f"The status list has {LENGTH:,} entries; there is no entry {index}.")
    address = list_address(base_url, number)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def encode(indexes: Iterable[int]) -> str:
    """The list with these bits set; gzip, then multibase base64url (section 3.3)."""
    return base64url(gzip.compress(_bits(indexes), mtime=0))


def digest(indexes: Iterable[int]) -> str:
    """SHA-256 (hexadecimal) of the bits, by which two lists that say the same are known, however they were packed."""
    return hashlib.sha256(_bits(indexes)).hexdigest()


def _bits(indexes: Iterable[int]) -> bytes:
    """Index 0 is the leftmost bit (section 3.3)."""
    bits = bytearray(LENGTH // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def bit(document: Document, index: int, *, largest: int = LENGTH // 8) -> bool:
    """Is the entry set? Refuses an index beside the list, and what ``unpacked`` refuses. ``largest``: our own lists have that size."""
    bits = unpacked(document, largest)
    if not 0 <= index < len(bits) * 8:
        raise DocumentProblem("The badge points beside the list of revoked badges.")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def unpacked(document: Document, largest: int) -> bytes:
    """The bits of a list. Refuses (``NotCheckable``) what cannot be unpacked, is too short, or has more than ``largest`` bytes."""
    try:
        unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        bits = unpacking.decompress(from_base64url(document["credentialSubject"]["encodedList"]), largest)
    except (KeyError, TypeError, AttributeError, ValueError, zlib.error) as error:
        raise NotCheckable("The list of revoked badges cannot be unpacked.") from error
    if len(bits) * 8 < LENGTH or unpacking.unconsumed_tail:
        raise NotCheckable(f"The list of revoked badges has fewer than {LENGTH:,} entries, or too many.")
    return bits


def build(
    indexes: Iterable[int], *, base_url: str, number: int, purpose: StatusPurpose, issuer_did: str, now: datetime, lasts: timedelta
) -> Document:  # fmt: skip
    """The unsigned list with these bits set; verifiers want its proof as an object (``proofs.sign(…, form="object")``).

    It must be signed anew before ``lasts`` is over: an expired list fails every badge.
    """
    address = list_address(base_url, number, purpose)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did,
        "validFrom": stamp(now),
        "validUntil": stamp(now + lasts),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(indexes),
        },
    }
