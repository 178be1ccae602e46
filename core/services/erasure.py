"""Being forgotten: the member asks, somebody else carries it out, and every badge stays checkable without a name."""

import json

from sqlite_utils import Database

from core.badges.documents import fingerprint, unsecured
from core.badges.reissue import rebased, withheld
from core.badges.shape import issuer_id
from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.erasure import WITHHELD, check_may_settle, check_portal_goes_on, check_sure, due_on
from core.rules.members import Actor, Role
from core.rules.permissions import Permission, require
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services.fields import field_errors
from core.services.press import Press, open_press
from core.services.recording import record
from core.storage import awards, credentials, erasure, files, members
from core.storage.database import writing
from core.storage.erasure import Request

LONGEST = 600


def ask(portal: Portal, actor: Actor, *, sure: str, reason: str = "") -> None:
    """Ask to be forgotten; there is an answer within thirty days. Refuses without the typed words, and a second open request."""
    require(actor, Permission.PROFILE_EDIT)
    check_sure(sure)
    reason = _words("reason", reason)
    now = portal.now()
    with writing(portal.database) as db:
        newest = erasure.newest_of(db, actor.member_id)
        if newest and newest.state == "open":
            raise RuleBroken("You have asked already. The association answers by the day that stands beside it.")
        request_id = new_id()
        erasure.add(db, request_id, actor.member_id, reason, at=stamp(now), due=due_on(now.date()))
        record(db, portal, actor, Action.ERASURE_ASKED, request_id)


def _words(field: str, typed: str) -> str:
    with field_errors(field):
        words = clean_text(typed)
    if len(words) > LONGEST:
        raise BadInput({field: f"Please use at most {LONGEST} characters."})
    return words


def take_back(portal: Portal, actor: Actor) -> None:
    """Stay after all, as long as nothing was done. Refuses when there is no open request."""
    require(actor, Permission.PROFILE_EDIT)
    with writing(portal.database) as db:
        newest = erasure.newest_of(db, actor.member_id)
        if newest is None or newest.state != "open":
            raise NotFound("There is no open request of yours.")
        erasure.settle(db, newest.id, "taken_back", by=actor.id, at=stamp(portal.now()))
        record(db, portal, actor, Action.ERASURE_SETTLED, newest.id, "taken back")


def decline(portal: Portal, actor: Actor, *, request_id: str, answer: str) -> None:
    """Say why it is not done, such as a question about a badge that is still open; the member reads it. Refuses without a reason."""
    require(actor, Permission.MEMBER_MANAGE)
    answer = _words("answer", answer)
    if not answer:
        raise BadInput({"answer": "Please say why. The member reads it, and may complain about it."})
    with writing(portal.database) as db:
        request = _to_settle(db, actor, request_id)
        erasure.settle(db, request.id, "declined", by=actor.id, at=stamp(portal.now()), answer=answer)
        record(db, portal, actor, Action.ERASURE_SETTLED, request.id, "declined")


def _to_settle(db: Database, actor: Actor, request_id: str) -> Request:
    request = erasure.get(db, request_id)
    check_may_settle(request.state, own=request.member_id == actor.id)
    return request


def carry_out(portal: Portal, actor: Actor, *, request_id: str) -> None:
    """Forget the person: everything that they typed, handed in and are called is gone; this cannot be undone.

    That somebody took part, was judged and holds a badge stays as a bare fact. Each badge is signed once more without the name and
    checked, at the same address; of its older documents only fingerprints stay. Refuses one's own request, what was settled already,
    the only administrator, and while a submission of the person is being read.
    """
    require(actor, Permission.MEMBER_MANAGE)
    with writing(portal.database) as db:
        request = _to_settle(db, actor, request_id)
        person = members.get(db, request.member_id)
        _check(db, person.id)
        gone = erasure.files_of(db, person.id)
        at = stamp(portal.now())
        press = open_press(db, portal)
        signed = [(award.token, _sign_without_name(db, press, award.token)) for award in awards.of_member(db, person.id)]
        erasure.forget(db, person.id, before=person.email, at=at)
        for token, newest in signed:
            _forget_older(db, token, newest)
        erasure.settle(db, request.id, "done", by=actor.id, at=at)
        record(db, portal, actor, Action.MEMBER_ERASED, person.id)
    for sha256 in gone:  # after the commit: a file that outlives its row is found by the doctor, the other way round is a loss
        files.let_go(portal.evidence_folder, sha256)


def _check(db: Database, member_id: str) -> None:
    admins = [person.id for person in members.everybody(db) if Role.ADMIN in person.roles and person.active]
    check_portal_goes_on(
        other_admins=len(set(admins) - {member_id}), is_admin=member_id in admins, open_reviews=erasure.open_reviews(db, member_id)
    )


def _sign_without_name(db: Database, press: Press, token: str) -> int:
    """The badge at today's address without whose it is, signed and checked; gives the number of that edition."""
    newest = credentials.newest(db, token)
    old = unsecured(json.loads(newest.document))
    moved = rebased(old, old_base=newest.base_url, new_base=press.portal.base_url, old_did=issuer_id(old), new_did=press.did)
    edition = press.sign(withheld(moved, name=WITHHELD), token=token, edition=newest.edition + 1, cause="name_withheld")
    credentials.add(db, edition)
    return edition.edition


def _forget_older(db: Database, token: str, newest: int) -> None:
    for edition in credentials.editions_of(db, token):
        if edition.edition < newest and edition.document:
            erasure.forget_document(db, token, edition.edition, fingerprint(json.loads(edition.document)))
