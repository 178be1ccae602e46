"""The issuer's keys: listing, rotating, withdrawing and protecting them, and signing anew what that asks for."""

import sys
from typing import TYPE_CHECKING

from core.commands.words import WHICH_BADGE, Arguments, Verbs, print_json, token_of
from core.errors import BadInput
from core.portal import Portal
from core.rules.members import Actor
from core.rules.times import moment, stamp

if TYPE_CHECKING:
    from core.services.reissue import Outdated


def _list(portal: Portal, given: Arguments) -> int:
    """Every key that ever signed, the newest first."""
    from core.services.signing_keys import every_key

    rows = [
        {"key": key.multikey, "state": key.state, "withdrawn_since": stamp(key.compromised_since) if key.compromised_since else None}
        for key in every_key(portal, Actor.system())
    ]
    if given.json:
        print_json(rows)
        return 0
    for row in rows:
        print(f"{row['state']:<12} {row['key']}  {row['withdrawn_since'] or ''}".rstrip())
    return 0


def _rotate(portal: Portal, given: Arguments) -> int:
    """Make a new signing key; badges of the earlier ones stay valid."""
    from core.services.signing_keys import rotate

    print(f"From now on badges are signed with {rotate(portal, Actor.system()).multikey}")
    return 0


def _withdraw(portal: Portal, given: Arguments) -> int:
    """Withdraw a key that somebody else may have had since a certain time, such as 2026-11-03T08:00:00Z."""
    from core.services.reissue import outdated
    from core.services.signing_keys import withdraw

    try:
        since = moment(given.since)
    except ValueError as problem:
        raise BadInput({"since": "Please write the time like 2026-11-03T08:00:00Z."}) from problem
    now_signing = withdraw(portal, Actor.system(), multikey=given.key, since=since)
    found = outdated(portal, Actor.system())
    print(f"Withdrawn. Badges are signed with {now_signing.multikey} now.")
    if found.certain:
        print(f"{_badges(len(found.certain))} from before that time must be signed anew: python -m core keys reissue")
    _say_doubtful(portal, found)
    return 0


def _say_doubtful(portal: Portal, found: "Outdated") -> None:
    if found.doubtful:
        print(f"{_badges(len(found.doubtful))} first signed after a key was stolen: refused until you have looked into each and run")
        for token in found.doubtful:
            print(f"    python -m core keys reissue --doubtful {portal.base_url}/b/{token}")


def _badges(count: int) -> str:
    return f"{count} badge{'' if count == 1 else 's'}"


def _reissue(portal: Portal, given: Arguments) -> int:
    """Sign anew what names an earlier address of the portal or was signed with a withdrawn key. Can be repeated at any time."""
    from core.services.reissue import outdated, reissue, reissue_doubtful

    if given.doubtful:
        reissue_doubtful(portal, Actor.system(), token=given.doubtful)
        print(f"Signed anew: {portal.base_url}/b/{given.doubtful}")
        return 0
    count = reissue(portal, Actor.system(), progress=_bar)
    left = outdated(portal, Actor.system())
    if count or not left.doubtful:
        print(f"Signed anew: {_badges(count)}." if count else "Every badge is up to date.")
    _say_doubtful(portal, left)
    return 0


def _bar(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _protect(portal: Portal, given: Arguments) -> int:
    """Encrypt the private keys on disk with the passphrase in PROOFMARK_KEY_PASSPHRASE."""
    from core.services.signing_keys import protect

    protect(portal, Actor.system())
    print("The private keys are encrypted. From now on the portal needs PROOFMARK_KEY_PASSPHRASE to issue badges.")
    return 0


def _unprotect(portal: Portal, given: Arguments) -> int:
    """Keep the private keys as plain files again."""
    from core.services.signing_keys import unprotect

    unprotect(portal, Actor.system())
    print("The private keys are plain files again, readable by the portal's own account only.")
    return 0


def add_to(verbs: Verbs) -> None:
    keys = verbs.noun("keys", "List, rotate, withdraw or protect the keys that sign badges.")
    keys.add("list", _list).add_argument("--json", action="store_true")
    keys.add("rotate", _rotate)
    withdraw = keys.add("withdraw", _withdraw)
    withdraw.add_argument("key", help="as python -m core keys list shows it")
    withdraw.add_argument("--since", required=True, help="the moment from which others may have had it, in UTC")
    keys.add("reissue", _reissue).add_argument(
        "--doubtful", default="", type=token_of, metavar="BADGE", help=f"this one, after looking into it: {WHICH_BADGE}"
    )
    keys.add("protect", _protect)
    keys.add("unprotect", _unprotect)
