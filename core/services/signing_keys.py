"""The issuer's keys over the years: a new one, a stolen one, all of them behind a passphrase. For the machine's operator."""

from datetime import datetime

from core.badges import keys
from core.badges.keys import PublicKey
from core.errors import BadInput, RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.services import issuer
from core.services.recording import record
from core.storage.database import writing


def every_key(portal: Portal, actor: Actor) -> tuple[PublicKey, ...]:
    """The public half of every key, the newest first."""
    require(actor, Permission.ASSOCIATION_EDIT)
    return issuer.public_keys(portal)


def are_protected(portal: Portal, actor: Actor) -> bool:
    """Whether the private keys are encrypted on disk."""
    require(actor, Permission.ASSOCIATION_EDIT)
    return keys.are_protected(portal.keys_folder)


def rotate(portal: Portal, actor: Actor) -> PublicKey:
    """A new key signs from now on. Earlier ones stay published, and badges that they signed stay valid."""
    _operator_only(actor)
    with writing(portal.database) as db:
        made = keys.rotate(portal.keys_folder, portal.settings.key_passphrase)
        record(db, portal, actor, Action.KEY_ROTATED, made.multikey)
    return issuer.public_keys(portal)[0]


def withdraw(portal: Portal, actor: Actor, *, multikey: str, since: datetime) -> PublicKey:
    """Withdraw a key that others had from ``since`` on; gives the key that signs now, a new one where the signing key was withdrawn.

    What the key signed from that time on is refused; what it signed before has to be signed anew
    (``reissue``), since no other program believes the key any more. Refuses unknown keys and a time that is yet to come.
    """
    _operator_only(actor)
    known = {key.multikey: key for key in issuer.public_keys(portal)}
    if multikey not in known:
        raise BadInput({"key": "There is no such key. Please look at: python -m core keys list"})
    if known[multikey].state == "compromised":
        raise RuleBroken("This key is withdrawn already.")
    if since > portal.now():
        raise BadInput({"since": "Please give a time that has passed: the moment from which others may have had the key."})
    with writing(portal.database) as db:
        keys.mark_compromised(portal.keys_folder, multikey, since)
        record(db, portal, actor, Action.KEY_WITHDRAWN, multikey, f"since {since.isoformat()}")
    # In a step of its own: the key stays withdrawn even where no new one can be made now.
    return rotate(portal, actor) if known[multikey].state == "active" else issuer.public_keys(portal)[0]


def protect(portal: Portal, actor: Actor) -> None:
    """Encrypt the private keys on disk with the passphrase of the environment. Refuses without one."""
    _operator_only(actor)
    if not portal.settings.key_passphrase:
        raise BadInput({"passphrase": "Please set PROOFMARK_KEY_PASSPHRASE first; the portal needs it too, whenever it starts."})
    keys.protect(portal.keys_folder, portal.settings.key_passphrase)
    with writing(portal.database) as db:
        record(db, portal, actor, Action.KEY_PROTECTED, "every key")


def unprotect(portal: Portal, actor: Actor) -> None:
    """Keep the private keys as plain files again. Refuses a wrong passphrase."""
    _operator_only(actor)
    keys.unprotect(portal.keys_folder, portal.settings.key_passphrase)
    with writing(portal.database) as db:
        record(db, portal, actor, Action.KEY_UNPROTECTED, "every key")


def _operator_only(actor: Actor) -> None:
    """Keys are handled at the machine, never in a browser: whoever takes over an administrator's account gets no key."""
    if not actor.is_system:
        raise RuleBroken("Keys are looked after on the command line of the portal's machine only.")
