"""The JSON-LD contexts, pinned: what the words in a badge mean must never come from the network, nor change with an upgrade.

The files come with openbadgeslib; the digests here are of what was looked at (SHA-256 of the JSON, members sorted).
"""

import hashlib
import json
from functools import cache
from typing import Any

from core.errors import DocumentProblem

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CREDENTIAL_CONTEXTS = (VC, OPEN_BADGES, EXTENSIONS)

DIGESTS = {
    VC: "0b8bc99c0146a77b82516b4c7c7e2144811a7f41821b909f76ec0740365069c9",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "7f0f7ad701a6a4d9623a647d10b347c49b426b02826575fc07ef84c6fac9e2bf",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "e52bd47caa4a35e8571ab3826fe57b8d6331c4633a37d3c3b92aac2c88de90a9",
    OPEN_BADGES: "c57abd13b686a770b7f7aabb121caf27ad81adf7d45624ef929f576028194aee",
    EXTENSIONS: "f33d0b74275b7d4ee71f34cae479251a41f9f8e073c631307e1cd955838d819b",
}


@cache
def context(url: str) -> dict[str, Any]:
    """The pinned context document. Refuses unknown addresses, and a package that brings another edition."""
    if url not in DIGESTS:
        raise DocumentProblem(f"The context {url} is not one that this portal knows; contexts are never fetched.")
    from openbadgeslib.ob3.contexts import load_context  # brings the whole library along, which takes a moment

    document = load_context(url)
    if hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest() != DIGESTS[url]:
        raise DocumentProblem(f"The installed edition of {url} is not the pinned one.")
    return document
