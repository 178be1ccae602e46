"""Is this badge really theirs? Answered for whoever knows an e-mail address, without saying whose it is.

Open Badges 3.0 recommends this check of the recipient: the signed document holds a salted hash of the address.
"""

import hmac
import json
from collections.abc import Iterator

from core.badges.credential import email_hash
from core.badges.documents import Document
from core.errors import BadInput, RuleBroken
from core.portal import Portal
from core.rules.members import check_email
from core.storage import awards
from core.storage.database import reading

LONGEST_ADDRESS = 320  # characters: 64 before the @, 255 after it (RFC 5321, section 4.5.3.1)


def is_holder(portal: Portal, *, token: str, email: str) -> bool:
    """Whether the badge was issued to this address. Nothing of the question is kept; yes and no take the same time.

    Refuses unknown badges, text that is no e-mail address, and badges that were signed without one.
    """
    with reading(portal.database) as db:
        document = json.loads(awards.get(db, token).credential)
    hashes = list(_hashes(document))
    if not hashes:
        raise RuleBroken("This badge was signed without an e-mail address, so it cannot be compared with one.")
    address = _address(email)
    return any([hmac.compare_digest(email_hash(address, salt), known) for known, salt in hashes])  # noqa: C419 - looks at all of them


def _address(email: str) -> str:
    try:
        if len(email) > LONGEST_ADDRESS:
            raise ValueError("An e-mail address has at most 320 characters.")
        return check_email(email)
    except ValueError as problem:
        raise BadInput({"email": str(problem)}) from problem


def _hashes(document: Document) -> Iterator[tuple[str, str]]:
    """Each hashed e-mail address of the holder, with its salt."""
    for row in document["credentialSubject"].get("identifier", []):
        if row.get("hashed") and row.get("identityType") == "emailAddress":
            yield row["identityHash"], row.get("salt", "")
