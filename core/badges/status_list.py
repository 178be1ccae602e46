"""Which badges were taken back, as one signed list of bits that tells a verifier's visit nothing (Bitstring Status List 1.0).

The list never has fewer than 131,072 entries, so that asking for it does not give away whose badge is looked at (section 6.1).
"""

import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from core.badges.contexts import VC
from core.badges.documents import Document
from core.badges.multibase import base64url, from_base64url
from core.errors import DocumentProblem
from core.rules.times import stamp

LENGTH = 131_072


def list_address(base_url: str) -> str:
    return f"{base_url}/status/1"


def status_entry(base_url: str, index: int) -> dict[str, str]:
    """The ``credentialStatus`` of the badge at ``index``. Refuses an index off the list."""
    if not 0 <= index < LENGTH:
        raise DocumentProblem(f"The status list has {LENGTH:,} entries; there is no entry {index}.")
    return {
        "id": f"{list_address(base_url)}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_address(base_url),
    }


def encode(indexes: Iterable[int]) -> str:
    """The list with these bits set: index 0 is the leftmost bit; gzip, then multibase base64url (section 3.3)."""
    bits = bytearray(LENGTH // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return base64url(gzip.compress(bytes(bits), mtime=0))


def bit(document: Document, index: int) -> bool:
    """Is the entry set? Refuses lists that cannot be unpacked, are too short, or unpack to more than our own size."""
    try:
        unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        bits = unpacking.decompress(from_base64url(document["credentialSubject"]["encodedList"]), LENGTH // 8)
    except (KeyError, TypeError, AttributeError, ValueError, zlib.error) as error:
        raise DocumentProblem("The status list cannot be unpacked.") from error
    if len(bits) < LENGTH // 8 or unpacking.unconsumed_tail or not 0 <= index < LENGTH:
        raise DocumentProblem(f"The status list does not have {LENGTH:,} entries, or the badge points beside it.")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def build(indexes: Iterable[int], *, base_url: str, issuer_did: str, now: datetime, lasts: timedelta) -> Document:
    """The unsigned list of the badges taken back; verifiers want its proof as an object (``proofs.sign(…, form="object")``).

    It must be signed anew before ``lasts`` is over: an expired list fails every badge.
    """
    return {
        "@context": [VC],
        "id": list_address(base_url),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did,
        "validFrom": stamp(now),
        "validUntil": stamp(now + lasts),
        "credentialSubject": {
            "id": f"{list_address(base_url)}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(indexes),
        },
    }
