"""Verifying a badge, whoever brings it: ours against the register, foreign ones as far as their keys tell."""

import json
from collections.abc import Callable
from datetime import datetime

from core.badges import verification
from core.badges.did import Trusted, own_issuers
from core.badges.documents import fingerprint
from core.badges.keys import public_keys
from core.badges.verification import VerificationReport
from core.portal import Portal
from core.storage import awards
from core.storage.database import reading


def verify(portal: Portal, *, data: bytes) -> VerificationReport:
    """Look at a badge as JSON, PNG, SVG or PDF. Anybody may; a bad badge is a report, never an error. Writes nothing."""
    return verification.verify(data, trusted=_own(portal), status=_status(portal), register=_register(portal), now=portal.now())


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
