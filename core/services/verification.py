"""Verifying a badge, whoever brings it: ours against the register, foreign ones as far as their keys tell."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from core.badges import verification
from core.badges.did import Trusted, own_issuers
from core.badges.documents import fingerprint
from core.badges.keys import public_keys
from core.badges.verification import VerificationReport
from core.errors import BadInput
from core.portal import Portal
from core.storage import awards
from core.storage.database import reading

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_WHOLE_BADGE = "Other addresses are not fetched: please paste or upload the badge itself."


def verify(portal: Portal, *, data: bytes) -> VerificationReport:
    """Look at a badge as JSON, PNG, SVG or PDF. Anybody may; a bad badge is a report, never an error. Writes nothing."""
    return verification.verify(data, trusted=_own(portal), status=_status(portal), register=_register(portal), now=portal.now())


def verify_pasted(portal: Portal, *, text: str) -> VerificationReport:
    """Look at what somebody pasted: a badge as text, or the address of one of ours.

    Other addresses are refused, they are never fetched; so is nothing, and an address that no badge of ours has.
    """
    pasted = text.strip()
    if not pasted:
        raise BadInput({"pasted": "Please paste a badge or its address."})
    return verify(portal, data=(_document_at(portal, pasted) if _ADDRESS.fullmatch(pasted) else pasted).encode(errors="replace"))


def _document_at(portal: Portal, address: str) -> str:
    parts = urlsplit(address)
    token = re.fullmatch(r"/b/([\w-]+?)(\.\w+)?", parts.path)
    if f"{parts.scheme}://{parts.netloc}".lower() != portal.base_url or token is None:
        raise BadInput({"pasted": f"This is not the address of a badge of this portal ({portal.base_url}/b/…). {_WHOLE_BADGE}"})
    with reading(portal.database) as db:
        award = awards.find(db, token[1])
    if award is None:
        raise BadInput({"pasted": "No badge has this address. Please check that the whole address was copied."})
    return award.credential


def verify_signed(portal: Portal, text: str, *, now: datetime) -> VerificationReport:
    """Look at a document that was just signed and is about to be stored, as a stranger will look at it afterwards."""
    fresh = fingerprint(json.loads(text))
    return verification.verify(
        text.encode(), trusted=_own(portal), status=lambda index: "active", register=lambda credential_id: fresh, now=now
    )


def _own(portal: Portal) -> Trusted:
    return own_issuers(portal.base_url, public_keys(portal.keys_folder))


def _status(portal: Portal) -> Callable[[int], str | None]:
    """The recorded state of the award at a place in the status list."""

    def state_at(index: int) -> str | None:
        with reading(portal.database) as db:
            return awards.state_at_index(db, index)

    return state_at


def _register(portal: Portal) -> Callable[[str], str | None]:
    """The fingerprint of the document that was stored under a credential id."""

    def stored(credential_id: str) -> str | None:
        with reading(portal.database) as db:
            award = awards.find(db, credential_id.rpartition("/b/")[2])
        return fingerprint(json.loads(award.credential)) if award else None

    return stored
