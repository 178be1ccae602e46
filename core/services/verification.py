"""Verifying badges, whoever brings them: ours against the register, foreign ones as far as their issuers may be asked."""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from core.badges import verification
from core.badges.did import OwnIssuer
from core.badges.documents import MAX_BYTES, fingerprint, parse
from core.badges.proofs import the_proof
from core.badges.verification import Edition, Fetch, NotFetched, VerificationReport, cannot_read, offline
from core.errors import BadInput, DocumentProblem, NotFound
from core.portal import Portal
from core.queries.endorsements import shown_document
from core.rules.times import moment
from core.services.fetching import Asking
from core.services.issuer import own_issuers
from core.storage import association, awards, credentials, endorsements
from core.storage.database import reading

MOST_AT_ONCE = 20
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_CODE = re.compile(r"[\w-]{32}", re.ASCII)  # what stands behind /b/ (``core.portal.new_token``)
_ENDORSEMENT = re.compile(r"([\w-]+)/endorsements/(\w+)\.json", re.ASCII)  # behind /b/
_WHOLE_BADGE = "Other addresses are not fetched: please paste or upload the badge itself."
_NOBODY_HAS_IT = "No badge has this address. Please check that the whole address was copied."


def verify(portal: Portal, *, data: bytes, foreign: Fetch | None = None) -> VerificationReport:
    """Look at a badge as JSON, token, PNG, SVG or PDF. Anybody may; a bad badge is a report, never an error. Writes nothing.

    ``foreign`` is how addresses of others are asked; left out, the association's setting decides whether they are.
    """
    return _looked_at(portal, _Records(portal), data, foreign)


def _looked_at(portal: Portal, records: "_Records", data: bytes, foreign: Fetch | None = None) -> VerificationReport:
    fetch = foreign or _asking(portal)
    return verification.verify(data, trusted=records.issuer, register=records.editions, foreign=fetch, now=portal.now())


def verify_pasted(portal: Portal, *, text: str) -> VerificationReport:
    """Look at what somebody pasted. Refuses what ``badge_in`` refuses."""
    return verify(portal, data=badge_in(portal, text=text))


def badge_in(portal: Portal, *, text: str) -> bytes:
    """The badge that somebody pasted: as text, or by the address or code of one of ours.

    Other addresses are refused, they are never fetched; so is nothing, and an address that no badge of ours has.
    """
    pasted = text.strip()
    if not pasted:
        raise BadInput({"pasted": "Please paste a badge or its address."})
    if _ADDRESS.fullmatch(pasted):
        return _document_at(portal, pasted).encode()
    if _CODE.fullmatch(pasted):
        return _document_of(portal, pasted).encode()
    return pasted.encode(errors="replace")


def list_of(body: bytes) -> list[Any] | None:
    """The badges of ``{"badges": […]}``; ``None`` when it is no such list. Then it is a badge, or nothing that we know.

    Read as strictly as a badge: what names a member twice would be a different badge by the time it is looked at.
    """
    if b'"badges"' not in body[:200]:
        return None
    try:
        sent = parse(body.decode("utf-8-sig"), MOST_AT_ONCE * MAX_BYTES)
    except (UnicodeDecodeError, DocumentProblem):
        return None
    return sent["badges"] if set(sent) == {"badges"} and isinstance(sent["badges"], list) else None


def lines_of(text: str) -> list[str]:
    """What was pasted, taken apart: one badge as it is, or up to 20 addresses, codes or badges, one a line. Refuses more."""
    pasted = text.strip()
    lines = [line.strip() for line in pasted.splitlines() if line.strip()]
    if _is_one_badge(pasted, lines):
        return [pasted]
    if len(lines) > MOST_AT_ONCE:
        raise BadInput({"pasted": f"These are {len(lines)} lines. Please check at most {MOST_AT_ONCE} badges at once."})
    return lines


def _is_one_badge(pasted: str, lines: Sequence[str]) -> bool:
    """A document that is laid out over several lines, rather than one document a line."""
    return pasted.startswith("<") or (pasted.startswith("{") and not all(line.startswith("{") and line.endswith("}") for line in lines))


def _document_at(portal: Portal, address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise BadInput({"pasted": f"This web address cannot be read. {_WHOLE_BADGE}"}) from error
    is_ours = f"{parts.scheme}://{parts.netloc}".lower() in _own_addresses(portal)
    token = re.fullmatch(r"/b/([\w-]+?)/?(\.\w+)?", parts.path, re.ASCII)
    endorsement = _ENDORSEMENT.fullmatch(parts.path.removeprefix("/b/"))
    if is_ours and endorsement:
        return _endorsement_of(portal, *endorsement.groups())
    if not is_ours or token is None:
        raise BadInput({"pasted": f"This is not the address of a badge of this portal ({portal.base_url}/b/…). {_WHOLE_BADGE}"})
    return _document_of(portal, token[1])


def _document_of(portal: Portal, token: str) -> str:
    with reading(portal.database) as db:
        award = awards.find(db, token)
    if award is None:
        raise BadInput({"pasted": _NOBODY_HAS_IT})
    return award.credential


def _endorsement_of(portal: Portal, token: str, endorsement_id: str) -> str:
    try:
        return shown_document(portal, token, endorsement_id)
    except NotFound as nothing:
        raise BadInput({"pasted": "No endorsement has this address, or its holder shows it no longer."}) from nothing


def verify_signed(portal: Portal, text: str, *, now: datetime) -> VerificationReport:
    """Look at a document or token that was just signed and is about to be stored, as a stranger will look at it afterwards."""
    is_token = not text.startswith("{")
    fresh = Edition(
        fingerprint="" if is_token else fingerprint(json.loads(text)),
        jwt=text if is_token else "",
        signed_with="",
        signed_at=now,
        newest=True,
        state="active",
        address="",
    )
    return verification.verify(text.encode(), trusted=own_issuers(portal), register=lambda credential_id: [fresh], now=now)


class _Records:
    """Our DIDs and our register, asked for one badge. They remember what they said: a report rests on exactly that.

    Asking once more after the report was made would not do: what changed in between would be taken for what it rests on.
    """

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._own_issuers = own_issuers(portal)
        self._issuers: dict[str, OwnIssuer | None] = {}
        self._editions: dict[str, Sequence[Edition]] = {}

    def issuer(self, did: str) -> OwnIssuer | None:
        """What we know of one of our own DIDs."""
        self._issuers[did] = self._own_issuers(did)
        return self._issuers[did]

    def editions(self, credential_id: str) -> Sequence[Edition]:
        """What was signed under a credential id, the newest first, and how its award stands now."""
        with reading(self._portal.database) as db:
            self._editions[credential_id] = _signed_as(db, self._portal, credential_id.rpartition("/b/")[2])
        return self._editions[credential_id]

    def say_the_same(self) -> bool:
        """Would they answer now as they did?"""
        now = _Records(self._portal)
        known = all(now.issuer(did) == said for did, said in self._issuers.items())
        return known and all(now.editions(name) == said for name, said in self._editions.items())


def _signed_as(db: Database, portal: Portal, place: str) -> Sequence[Edition]:
    """What we signed for a place behind ``/b/``: a badge, or an endorsement of one."""
    endorsement = _ENDORSEMENT.fullmatch(place)
    return _endorsement(db, portal, *endorsement.groups()) if endorsement else _editions(db, portal, place)


def _endorsement(db: Database, portal: Portal, token: str, endorsement_id: str) -> Sequence[Edition]:
    """What its holder still stands by. It falls with the badge; of one that is kept private a file keeps verifying, as the badge does."""
    award = awards.find(db, token)
    stored = next((one.document for one in endorsements.about(db, token) if one.id == endorsement_id), "")
    if award is None or not stored:
        return ()
    document = json.loads(stored)
    row = the_proof(document)
    return (
        Edition(
            fingerprint=fingerprint(document),
            jwt="",
            signed_with=str(row["verificationMethod"]).partition("#")[2],
            signed_at=moment(str(row["created"])),
            newest=True,
            state=award.state,
            address=f"{portal.base_url}/b/{token}/endorsements/{endorsement_id}.json",
        ),
    )


def _editions(db: Database, portal: Portal, token: str) -> Sequence[Edition]:
    award = awards.find(db, token)
    if award is None:
        return ()
    successor = awards.find(db, award.replaced_by) if award.replaced_by else None
    signed = credentials.editions_of(db, token)
    return tuple(
        Edition(
            fingerprint=row.fingerprint or fingerprint(json.loads(row.document)),
            jwt=row.jwt,
            signed_with=row.signed_with,
            signed_at=row.signed_at,
            newest=row.edition == signed[0].edition,
            state=award.state,
            address=f"{portal.base_url}/b/{token}",
            successor=f"{portal.base_url}/b/{successor.token}" if successor else "",
            corrected=successor is not None and successor.origin == "correction",
        )
        for row in signed
    )


def _own_addresses(portal: Portal) -> set[str]:
    with reading(portal.database) as db:
        return {portal.base_url, *credentials.addresses(db)}


def _asking(portal: Portal) -> Fetch:
    """Nobody is asked unless the association said so. One object for one badge: it counts addresses and time."""
    if not asks_others(portal):
        return offline
    return Asking({urlsplit(address).hostname or "" for address in _own_addresses(portal)})


def asks_others(portal: Portal) -> bool:
    """Does this portal ask addresses of others when it looks at their badges? Off until an administrator allows it."""
    with reading(portal.database) as db:
        return association.setting(db, "verify_foreign") == "on"


@dataclass(frozen=True)
class _Seen:
    """A report, and what it rests on beside the document: what our records told, and whether others were asked."""

    report: VerificationReport
    at: datetime
    records: _Records
    asked_others: bool

    def still_holds(self, portal: Portal) -> bool:
        if portal.now() - self.at >= Recent.LASTS or self.asked_others != asks_others(portal):
            return False
        return self.records.say_the_same()


class Recent:
    """Reports of the last minute by what was brought (SHA-256): the same badge a thousand times over costs once.

    What is cheap is asked every time (our keys, the register), so that a revocation shows at once. Foreign answers may be a
    minute old.
    """

    KEPT = 64
    LASTS = timedelta(minutes=1)

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[object, ...], _Seen] = OrderedDict()
        self._lock = Lock()

    def verify(self, portal: Portal, *, data: bytes) -> VerificationReport:
        """As ``verify``."""
        key = (portal.database, portal.base_url, hashlib.sha256(data).digest())
        with self._lock:
            seen = self._seen.get(key)
        if seen and seen.still_holds(portal):
            return seen.report
        at, asked_others, records = portal.now(), asks_others(portal), _Records(portal)
        report = _looked_at(portal, records, data)
        with self._lock:
            self._seen[key] = _Seen(report, at, records, asked_others)
            self._seen.move_to_end(key)
            while len(self._seen) > self.KEPT:
                self._seen.popitem(last=False)
        return report

    def verify_line(self, portal: Portal, *, text: str) -> VerificationReport:
        """The same for one line of several: what cannot be looked up is no refusal, but a report that nothing could be told."""
        try:
            data = badge_in(portal, text=text)
        except BadInput as problem:
            return cannot_read(NotFetched(problem.message))
        return self.verify(portal, data=data)
