"""The status lists: a random place for every award, and the signed lists that anybody may fetch.

Whoever changes the state of a badge signs its lists anew in the same transaction; the upkeep signs those that end soon.
A list that is out of date all the same (no upkeep ran, the address changed) is signed for the visitor and not kept:
looking at a badge writes nothing.
"""

import secrets
from collections.abc import Set
from datetime import timedelta
from pathlib import Path
from typing import get_args

from sqlite_utils import Database

from core.badges import did, proofs, status_list
from core.badges.documents import to_text
from core.badges.status_list import LENGTH
from core.errors import NotFound
from core.portal import Portal
from core.rules.revocations import StatusPurpose
from core.services.issuer import as_jwt, public_keys, signing_key
from core.storage import awards, status_lists
from core.storage.database import reading, writing
from core.storage.status_lists import SignedList

STATUS_LIST_LASTS = timedelta(days=7)  # short, so that nobody can show an old list for long after a badge was taken back
_PURPOSES: tuple[StatusPurpose, ...] = get_args(StatusPurpose)
_not_kept: dict[tuple[Path, int, StatusPurpose], SignedList] = {}


def free_place(db: Database) -> tuple[int, int]:
    """A list number and a random free index in it, so that neighbours in the list tell nothing about each other.

    Beyond half full random free places become rare, and the next list begins.
    """
    number, taken = awards.places_taken(db)
    if taken >= LENGTH // 2:
        number += 1
    while awards.is_taken(db, number, index := secrets.randbelow(LENGTH)):
        pass
    return number, index


def signed_list(portal: Portal, *, number: int, purpose: StatusPurpose = "revocation") -> SignedList:
    """The signed list as of now, the same bytes for everybody until something changes. Refuses numbers that no award names."""
    with reading(portal.database) as db:
        newest, _ = awards.places_taken(db)
        if not 1 <= number <= newest:
            raise NotFound("There is no such status list.")
        indexes, kept = _indexes(db, number, purpose), status_lists.find(db, number, purpose)
    if kept and _is_current(kept, portal, indexes):
        return kept
    place = (portal.folder, number, purpose)
    made = _not_kept.get(place)
    if made is None or not _is_current(made, portal, indexes):
        made = _not_kept[place] = _signed(portal, number, purpose, indexes)
    return made


def every_list(portal: Portal) -> list[SignedList]:
    """All lists as of now."""
    with reading(portal.database) as db:
        newest, _ = awards.places_taken(db)
    return [signed_list(portal, number=number, purpose=purpose) for number in range(1, newest + 1) for purpose in _PURPOSES]


def refresh(db: Database, portal: Portal, number: int) -> int:
    """Inside a writing transaction: sign what is out of date of the lists of this number; says how many were."""
    return sum(_refreshed(db, portal, number, purpose) for purpose in _PURPOSES)


def refresh_all(portal: Portal) -> int:
    """Sign every list that is out of date, each number in its own transaction; says how many were. Safe to repeat."""
    with reading(portal.database) as db:
        newest, _ = awards.places_taken(db)
    count = 0
    for number in range(1, newest + 1):
        with writing(portal.database) as db:
            count += refresh(db, portal, number)
    return count


def _refreshed(db: Database, portal: Portal, number: int, purpose: StatusPurpose) -> bool:
    indexes, kept = _indexes(db, number, purpose), status_lists.find(db, number, purpose)
    if kept and _is_current(kept, portal, indexes):
        return False
    status_lists.keep(db, _signed(portal, number, purpose, indexes))
    return True


def _indexes(db: Database, number: int, purpose: StatusPurpose) -> set[int]:
    return awards.indexes_taken_back(db, number) if purpose == "revocation" else awards.indexes_suspended(db, number)


def _is_current(kept: SignedList, portal: Portal, indexes: Set[int]) -> bool:
    """Today's bits, address and key, and at least half of its time left. Asks for no passphrase."""
    age = portal.now() - kept.signed_at
    keys = public_keys(portal)
    return (
        kept.bits_sha256 == status_list.digest(indexes)
        and kept.base_url == portal.base_url
        and bool(keys)
        and (keys[0].multikey, keys[0].state) == (kept.signed_with, "active")
        and timedelta(0) <= age <= STATUS_LIST_LASTS / 2
    )


def _signed(portal: Portal, number: int, purpose: StatusPurpose, indexes: Set[int]) -> SignedList:
    key, now = signing_key(portal), portal.now()
    issuer = did.issuer_did(portal.base_url, key)
    document = status_list.build(
        indexes, base_url=portal.base_url, number=number, purpose=purpose, issuer_did=issuer, now=now, lasts=STATUS_LIST_LASTS
    )
    method = did.verification_method(issuer, key)
    return SignedList(
        number=number,
        purpose=purpose,
        base_url=portal.base_url,
        signed_with=key.multikey,
        bits_sha256=status_list.digest(indexes),
        document=to_text(proofs.sign(document, key, verification_method=method, created=now, form="object")),
        jwt=as_jwt(document, key, issuer),
        signed_at=now,
        valid_until=now + STATUS_LIST_LASTS,
    )
