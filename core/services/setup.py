"""From an empty folder to a portal: database, keys, association, first administrator."""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.badges import keys
from core.errors import BadInput, RuleBroken
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


def _web_address(text: str) -> str:
    """``https://`` may be left out when typing."""
    try:
        return check_link(text if "://" in text else f"https://{text.strip()}")
    except ValueError as problem:
        raise ValueError("Please write a web address such as https://association.example.org.") from problem


class AssociationDetails(BaseModel):
    """What is asked at set-up. ``country`` is ISO 3166-1 alpha-2; the portal draws a monogram where there is no logo."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    contact: Annotated[Line, Field(max_length=120)]
    email: Email
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    url: Annotated[str, AfterValidator(_web_address)]
    description: OptionalProse = ""


def is_set_up(portal: Portal) -> bool:
    """Whether an association lives here."""
    if not portal.database.exists():
        return False
    with reading(portal.database) as db:
        return association.is_set_up(db)


def bring_up_to_date(portal: Portal) -> None:
    """Give the database of an earlier version today's shape; does nothing where there is none. Refuses a lost one."""
    if portal.database.exists():
        migrate(portal.database)


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
        keys.ensure(portal.keys_folder, portal.settings.key_passphrase)
        at = stamp(portal.now())
        association.add(db, Association(**details.model_dump(), logo=picture), at=at)
        first = admin.model_copy(update={"roles": frozenset(admin.roles | {Role.ADMIN, Role.DESIGNER})})
        member_id = new_id()
        members.add(db, member_id, first, password_hash=hashed, at=at)
        record(db, portal, Actor.system(), Action.ASSOCIATION_SET_UP, member_id, details.name)
        member = members.get(db, member_id)
    mark_installed(portal.database)
    _code_file(portal).unlink(missing_ok=True)
    return member


def _code_file(portal: Portal) -> Path:
    return portal.folder / "set-up-code"


def open_code(portal: Portal) -> str | None:
    """The code for setting the portal up from another machine, made when there is none; ``None`` once it is set up.

    It is for the server's console and stands in a file that only the server's owner can read.
    """
    if is_set_up(portal):
        return None
    file = _code_file(portal)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError), os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(secrets.token_hex(8))
    return file.read_text(encoding="ascii")


def check_code(portal: Portal, typed: str) -> None:
    """Refuses what is not the code of the console (without telling whether there is one)."""
    file = _code_file(portal)
    code = file.read_text(encoding="ascii") if file.exists() else secrets.token_hex(8)
    if not hmac.compare_digest(code.encode(), typed.strip().lower().encode()):
        raise BadInput({"code": "This is not the code. It was printed in the server's console when the server started."})
