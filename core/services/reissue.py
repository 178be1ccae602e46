"""Signing anew what was signed before: after the portal moved to another address, or after a key was withdrawn.

A badge keeps its place, its dates and its words. Only the address in it, the issuer's DID and the signature are new; the
earlier editions stay in the register, so that whoever holds one of them is led to the new one.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.badges.documents import unsecured
from core.badges.reissue import rebased
from core.badges.shape import issuer_id
from core.errors import RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.revocations import check_is_not_own
from core.services.issuer import issuer_did, public_keys
from core.services.press import Press, open_press
from core.services.recording import record
from core.storage import awards, credentials
from core.storage.credentials import Cause, Edition, Signing
from core.storage.database import reading, writing

Progress = Callable[[int, int], None]
"""Told after each badge: how many are done, of how many."""


@dataclass(frozen=True)
class Outdated:
    """Tokens of badges to be signed anew. ``doubtful`` ones were never signed before their key stopped being ours alone."""

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]
    did: str


def outdated(portal: Portal, actor: Actor) -> Outdated:
    """Which badges name another address than today's, or were signed with a withdrawn key."""
    require(actor, Permission.ASSOCIATION_EDIT)
    with reading(portal.database) as db:
        return _outdated(db, portal)


def _outdated(db: Database, portal: Portal) -> Outdated:
    withdrawn = _withdrawn(portal)
    certain: list[str] = []
    doubtful: list[str] = []
    for signing in credentials.outdated(db, base_url=portal.base_url, withdrawn=withdrawn):
        token = signing.award_token
        never_sure = _is_doubtful(signing, withdrawn) and all(_is_doubtful(each, withdrawn) for each in credentials.signings_of(db, token))
        (doubtful if never_sure else certain).append(token)
    return Outdated(tuple(certain), tuple(doubtful), issuer_did(portal))


def _withdrawn(portal: Portal) -> dict[str, datetime]:
    return {key.multikey: key.compromised_since for key in public_keys(portal) if key.compromised_since}


def is_doubtful(db: Database, portal: Portal, token: str) -> bool:
    """Whether a person has to look into this badge before it may be signed anew."""
    return token in _outdated(db, portal).doubtful


def _is_doubtful(signing: Signing, withdrawn: dict[str, datetime]) -> bool:
    since = withdrawn.get(signing.signed_with)
    return since is not None and signing.signed_at >= since


def reissue(portal: Portal, actor: Actor, *, progress: Progress = lambda done, total: None) -> int:
    """Sign every outdated badge anew, except the doubtful ones; says how many.

    Each in its own transaction, so that it can be broken off and begun again at any time.
    """
    require(actor, Permission.ASSOCIATION_EDIT)
    tokens = outdated(portal, actor).certain
    if not tokens:
        return 0
    with writing(portal.database) as db:
        press = open_press(db, portal)
    for done, token in enumerate(tokens, 1):
        with writing(portal.database) as db:
            _sign_anew(db, press, actor, token)
        progress(done, len(tokens))
    return len(tokens)


def reissue_doubtful(portal: Portal, actor: Actor, *, token: str) -> None:
    """Sign a doubtful badge anew, after a person has looked into whether it was really earned.

    Refuses its holder, and badges that are up to date.
    """
    require(actor, Permission.ASSOCIATION_EDIT)
    with writing(portal.database) as db:
        if token not in _outdated(db, portal).doubtful:
            raise RuleBroken("This badge needs no new signature.")
        check_is_not_own(awards.get(db, token).member_id, actor.id)
        _sign_anew(db, open_press(db, portal), actor, token)


def _sign_anew(db: Database, press: Press, actor: Actor, token: str) -> None:
    portal, newest, withdrawn = press.portal, credentials.newest(db, token), _withdrawn(press.portal)
    if press.key.multikey in withdrawn:
        raise RuleBroken("The key that signs was withdrawn in the meantime. Please begin again.")
    if newest.base_url == portal.base_url and newest.signed_with not in withdrawn:
        return  # somebody else was quicker
    credentials.add(db, _next_edition(press, newest))
    record(db, portal, actor, Action.AWARD_SIGNED_ANEW, token, press.did)


def _next_edition(press: Press, newest: Edition) -> Edition:
    old = unsecured(json.loads(newest.document))
    document = rebased(old, old_base=newest.base_url, new_base=press.portal.base_url, old_did=issuer_id(old), new_did=press.did)
    cause: Cause = "new_key" if newest.base_url == press.portal.base_url else "new_address"
    return press.sign(document, token=newest.award_token, edition=newest.edition + 1, cause=cause)
