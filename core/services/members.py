"""People: adding and inviting them, their names, passwords and roles."""

from datetime import timedelta

from sqlite_utils import Database

from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, digest_of, new_id, new_token
from core.rules.audit_actions import Action
from core.rules.members import Actor, Member, MemberDetails, Names, Role, check_password
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.services.fields import field_errors, parsed
from core.services.passwords import hash_password, password_matches
from core.services.printing import check_printable
from core.services.recording import record
from core.services.sessions import end_all, forget_tries, sign_in_check
from core.storage import members
from core.storage.database import reading, writing

INVITATION_LASTS = timedelta(days=14)


def add(portal: Portal, actor: Actor, *, details: MemberDetails) -> tuple[Member, str]:
    """Add a person and invite them: gives the member and the invitation's token, which is shown once and not kept.

    Refuses an e-mail address that is taken and names that no certificate could print.
    """
    require(actor, Permission.MEMBER_MANAGE)
    check_printable(name_on_badge=details.name_on_badge)
    with writing(portal.database) as db:
        member_id = add_member(db, portal, details)
        token = _invite(db, portal, member_id)
        record(db, portal, actor, Action.MEMBER_ADDED, member_id, ", ".join(sorted(details.roles)))
        return members.get(db, member_id), token


def add_member(db: Database, portal: Portal, details: MemberDetails, *, password_hash: str | None = None) -> str:
    """Inside a transaction: the new person's id."""
    if members.by_email(db, details.email):
        raise BadInput({"email": "Somebody with this e-mail address is here already."})
    member_id = new_id()
    members.add(db, member_id, details, password_hash=password_hash, at=stamp(portal.now()))
    return member_id


def _invite(db: Database, portal: Portal, member_id: str) -> str:
    token = new_token()
    members.invite(db, member_id, token_sha256=digest_of(token), expires_at=stamp(portal.now() + INVITATION_LASTS))
    return token


def invite_again(portal: Portal, actor: Actor, *, member_id: str) -> str:
    """A new invitation, for somebody who lost theirs or forgot the password; older ones end."""
    require(actor, Permission.MEMBER_MANAGE)
    with writing(portal.database) as db:
        members.get(db, member_id)
        record(db, portal, actor, Action.MEMBER_INVITED, member_id)
        return _invite(db, portal, member_id)


def invited(portal: Portal, *, token: str) -> Member | None:
    """Whom an invitation is for; ``None`` when it is unknown, used or too old."""
    with reading(portal.database) as db:
        return members.invited(db, token_sha256=digest_of(token), now=stamp(portal.now()))


def join(portal: Portal, *, token: str, password: str) -> Member:
    """Choose a password by invitation. The invitation can be used once; every session of the person ends."""
    with field_errors("password"):
        check_password(password)
    hashed = hash_password(password)
    with writing(portal.database) as db:
        member = members.invited(db, token_sha256=digest_of(token), now=stamp(portal.now()))
        if member is None:
            raise NotFound("This invitation was used already or is too old. Please ask for a new one.")
        members.set_password_hash(db, member.id, hashed)
        members.use_invitation(db, token_sha256=digest_of(token))
        end_all(portal, db, member.id)
        record(db, portal, Actor.of(member), Action.MEMBER_JOINED, member.id)
        return member


def change_password(portal: Portal, actor: Actor, *, current: str, new: str) -> None:
    """A new password; ends every session of the person, this one too.

    Refuses when the current one does not match; guesses are counted as they are at the door (``TooManyTries``).
    """
    require(actor, Permission.PROFILE_EDIT)
    with field_errors("new"):
        check_password(new)
    with reading(portal.database) as db:
        email = members.get(db, actor.member_id).email
    candidate = sign_in_check(portal, email=email, address=f"profile of {actor.member_id}")
    if not password_matches(current, candidate.password_hash):
        raise BadInput({"current": "This is not your present password."})
    hashed = hash_password(new)
    with writing(portal.database) as db:
        forget_tries(db, candidate)
        members.set_password_hash(db, actor.member_id, hashed)
        end_all(portal, db, actor.member_id)
        record(db, portal, actor, Action.MEMBER_PASSWORD_CHANGED, actor.member_id)


def change_names(portal: Portal, actor: Actor, *, display_name: str, name_on_badge: str, job_title: str) -> None:
    """Change one's own names. Badges that were issued keep the name of their day."""
    require(actor, Permission.PROFILE_EDIT)
    names = parsed(Names, display_name=display_name, name_on_badge=name_on_badge, job_title=job_title)
    check_printable(name_on_badge=names.name_on_badge)
    with writing(portal.database) as db:
        members.save_names(db, actor.member_id, names)
        record(db, portal, actor, Action.MEMBER_CHANGED, actor.member_id)


def change_roles(portal: Portal, actor: Actor, *, member_id: str, roles: frozenset[Role], active: bool) -> None:
    """Set somebody's roles and whether they may sign in. Refuses to leave the portal without an active administrator."""
    require(actor, Permission.MEMBER_MANAGE)
    with writing(portal.database) as db:
        members.get(db, member_id)
        members.set_roles(db, member_id, roles)
        members.set_active(db, member_id, active)
        if not any(Role.ADMIN in person.roles and person.active for person in members.everybody(db)):
            raise RuleBroken("The portal needs at least one active administrator.")
        if not active:
            end_all(portal, db, member_id)
        record(db, portal, actor, Action.MEMBER_ROLES_CHANGED, member_id, ", ".join(sorted(roles)) + ("" if active else ", inactive"))
