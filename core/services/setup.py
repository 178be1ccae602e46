"""From an empty folder to a portal: database, keys, association, first administrator."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.badges import keys
from core.errors import RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.evidence import check_link
from core.rules.members import Actor, Email, Member, MemberDetails, Role, check_password
from core.rules.texts import Line, OptionalProse
from core.rules.times import stamp
from core.services.fields import field_errors
from core.services.passwords import hash_password
from core.services.pictures import clean_logo
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import association, members
from core.storage.association import Association
from core.storage.database import reading, writing
from core.storage.migrations import mark_installed, migrate


class AssociationDetails(BaseModel):
    """What is asked at set-up. ``country`` is ISO 3166-1 alpha-2; the portal draws a monogram where there is no logo."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    contact: Annotated[Line, Field(max_length=120)]
    email: Email
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    url: Annotated[str, AfterValidator(check_link)]
    description: OptionalProse = ""


def is_set_up(portal: Portal) -> bool:
    """Whether an association lives here."""
    if not portal.database.exists():
        return False
    with reading(portal.database) as db:
        return association.is_set_up(db)


def set_up(portal: Portal, *, details: AssociationDetails, admin: MemberDetails, password: str, logo: bytes | None = None) -> Member:
    """Make the portal: refuses a second time, weak passwords, names no font can print, logos that are no picture."""
    with field_errors("password"):
        check_password(password)
    check_printable(name=details.name, name_on_badge=admin.name_on_badge)
    picture = clean_logo(logo) if logo else None
    hashed = hash_password(password)
    migrate(portal.database)
    with writing(portal.database) as db:
        if association.is_set_up(db):
            raise RuleBroken("This portal has been set up already.")
        keys.ensure(portal.keys_folder)
        at = stamp(portal.now())
        association.add(db, Association(**details.model_dump(), logo=picture), at=at)
        first = admin.model_copy(update={"roles": frozenset(admin.roles | {Role.ADMIN, Role.DESIGNER})})
        member_id = new_id()
        members.add(db, member_id, first, password_hash=hashed, at=at)
        record(db, portal, Actor.system(), Action.ASSOCIATION_SET_UP, member_id, details.name)
        member = members.get(db, member_id)
    mark_installed(portal.database)
    return member
