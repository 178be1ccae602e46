"""A wrong name on a badge: the same award is signed again as a badge of its own, and the old address leads to it."""

import json
from dataclasses import replace

from sqlite_utils import Database

from core.badges.documents import Document, unsecured
from core.badges.reissue import corrected, rebased
from core.badges.shape import issuer_id
from core.errors import BadInput
from core.portal import Portal, new_token
from core.queries.names_shown import full_name
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.members import Actor, Names
from core.rules.permissions import Permission, require
from core.rules.revocations import CORRECTED, check_is_not_own, check_may_correct
from core.rules.times import stamp
from core.services.fields import parsed
from core.services.names_shown import sign_as
from core.services.press import Press, open_press
from core.services.printing import check_printable
from core.services.recording import record
from core.services.status_lists import free_place, refresh
from core.storage import awards, credentials, members, revocations
from core.storage.awards import Award
from core.storage.database import writing


def correct_name(portal: Portal, actor: Actor, *, token: str, name: str, from_now_on: bool = False) -> str:
    """Put the holder's name right; gives the token of the new badge.

    What was awarded, when, until when and how it looks stays. The old badge is out of force for good. ``from_now_on``:
    later badges of the person carry the name too. Refuses one's own badge, badges that are not in force or about which a case is open, the
    name that is on it already, and names that no certificate could print.
    """
    require(actor, Permission.AWARD_REVOKE)
    with writing(portal.database) as db:
        old = awards.get(db, token)
        check_is_not_own(old.member_id, actor.id)
        holder = members.get(db, old.member_id)
        names = parsed(Names, display_name=holder.display_name, name_on_badge=name, job_title=holder.job_title)
        check_printable(name_on_badge=names.name_on_badge)
        today = standing(old.state, old.valid_until, portal.now())
        check_may_correct(today, has_open_case=revocations.open_about(db, token) is not None)
        if names.name_on_badge == full_name(db, old.token):
            raise BadInput({"name_on_badge": "This is the name that is on the badge already."})
        new = _issue_corrected(db, portal, old, names.name_on_badge)
        refresh(db, portal, old.list_number)
        if from_now_on:
            members.save_names(db, holder.id, names)
            record(db, portal, actor, Action.MEMBER_CHANGED, holder.id)
        record(db, portal, actor, Action.AWARD_CORRECTED, new, f"replaces {token}")
        return new


def _issue_corrected(db: Database, portal: Portal, old: Award, name: str) -> str:
    press, token = open_press(db, portal), new_token()
    number, index = free_place(db)
    document = corrected(
        _of_today(db, press, old), base_url=portal.base_url, token=token, name=name, list_number=number, status_index=index
    )
    edition = press.sign(document, token=token, edition=1, cause="issued")
    awards.set_state(db, old.token, "superseded", reason=CORRECTED, at=stamp(portal.now()))
    awards.add(
        db,
        replace(
            old,
            token=token,
            origin="correction",
            replaces=old.token,
            replaced_by=None,
            list_number=number,
            status_index=index,
            credential=edition.document,
            jwt=edition.jwt,
        ),
    )
    credentials.add(db, edition)
    if old.name_shown != "full":
        sign_as(db, press, token, old.name_shown)
    return token


def _of_today(db: Database, press: Press, old: Award) -> Document:
    """What was signed, at today's address: it may have been signed at an earlier one, or under another DID."""
    newest = credentials.newest(db, old.token)
    document = unsecured(json.loads(newest.document))
    return rebased(document, old_base=newest.base_url, new_base=press.portal.base_url, old_did=issuer_id(document), new_did=press.did)
