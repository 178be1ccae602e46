"""Looks the portal over: what is wrong, and what to do about it. For the command line and the administrator."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.badges import did, keys
from core.badges.proofs import check_proof
from core.errors import PortalError
from core.portal import Portal
from core.rules.times import long_day
from core.services import health
from core.services.issuer import issuer_did, own_issuers, signing_key
from core.services.status_lists import every_list
from core.services.verification import verify
from core.storage import association, audit_log, awards, files, programs, renewals
from core.storage import submissions as stored
from core.storage.database import reading


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``sentence`` says how it is, and what to do where it is not well."""

    id: str
    ok: bool
    sentence: str


def examine(portal: Portal) -> list[Finding]:
    """Every check, whatever the others found. Reads everything: not for request paths."""
    return [_looked_at(name, check, portal) for name, check in _CHECKS.items()]


def _looked_at(name: str, check: Callable[[Portal], tuple[bool, str]], portal: Portal) -> Finding:
    try:
        return Finding(name, *check(portal))
    except PortalError as problem:
        return Finding(name, False, problem.message)


def _database(portal: Portal) -> tuple[bool, str]:
    found = health.check(portal)
    return found.ok, found.detail


def _set_up(portal: Portal) -> tuple[bool, str]:
    with reading(portal.database) as db:
        if not association.is_set_up(db):
            return False, "There is no association yet. Open the portal or run: python -m core setup"
        return True, f"This is the portal of {association.get(db).name}."


def _folder(portal: Portal) -> tuple[bool, str]:
    # Windows has no such bits; there the folder's own protection has to do.
    if os.name == "posix" and portal.folder.is_dir() and stat.S_IMODE(portal.folder.stat().st_mode) & 0o007:
        return False, f"Everybody on this machine can look into the data folder. Please take that away: chmod 700 {portal.folder}"
    return True, "Only the portal's own account, or its group, can look into the data folder."


def _keys(portal: Portal) -> tuple[bool, str]:
    """Also those that no longer sign: what is signed with them counts."""
    signs_as = did.issuer_did(portal.base_url, signing_key(portal))
    how = "encrypted" if keys.are_protected(portal.keys_folder) else "plain files that only the portal's own account can read"
    return True, f"Badges are signed as {signs_as}. The private keys are {how}."


def _address(portal: Portal) -> tuple[bool, str]:
    if did.is_public(portal.base_url):
        return True, f"Badges name the address {portal.base_url}."
    return True, f"Badges name {portal.base_url}, which only this machine or network can open. Set PROOFMARK_URL before real use."


def _audit_log(portal: Portal) -> tuple[bool, str]:
    with reading(portal.database) as db:
        broken = audit_log.first_broken(db)
    return broken is None, "The audit log is unbroken." if broken is None else f"The audit log was changed at entry {broken}."


def _programs(portal: Portal) -> tuple[bool, str]:
    with reading(portal.database) as db:
        count = len(programs.every_version(db))  # refuses a version that differs from its digest
    return True, f"{count} program versions are as they were published."


def _evidence(portal: Portal) -> tuple[bool, str]:
    with reading(portal.database) as db:
        digests = stored.every_digest(db) | renewals.every_digest(db)
    bad = [digest for digest in sorted(digests) if not _is_whole(portal.evidence_folder, digest)]
    if bad:
        return False, f"{len(bad)} evidence files are missing or damaged, the first is {bad[0]}. Restore them from a backup."
    return True, f"{len(digests)} evidence files are whole."


def _is_whole(folder: Path, digest: str) -> bool:
    try:
        with files.path_of(folder, digest).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except (PortalError, OSError):
        return False


def _badges(portal: Portal) -> tuple[bool, str]:
    with reading(portal.database) as db:
        every = awards.everything(db)
    bad = [award.token for award in every if verify(portal, data=award.credential.encode()).verdict in ("invalid", "indeterminate")]
    if bad:
        return False, f"{len(bad)} stored badges do not verify, the first is {portal.base_url}/b/{bad[0]}."
    return True, f"{len(every)} stored badges verify."


def _status_lists(portal: Portal) -> tuple[bool, str]:
    issuer = own_issuers(portal)(issuer_did(portal))
    lists = every_list(portal)
    for signed in lists:
        check_proof(json.loads(signed.document), issuer.methods if issuer else {})
    return True, f"{len(lists)} status lists are signed; none ends before {long_day(min(signed.valid_until for signed in lists))}."


_CHECKS: dict[str, Callable[[Portal], tuple[bool, str]]] = {
    "database": _database,
    "set-up": _set_up,
    "folder": _folder,
    "keys": _keys,
    "address": _address,
    "audit log": _audit_log,
    "programs": _programs,
    "evidence": _evidence,
    "badges": _badges,
    "status lists": _status_lists,
}
