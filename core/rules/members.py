"""People, their roles, and who acts."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.rules.texts import Line, OptionalLine

PASSWORD_MINIMUM = 12
PASSWORD_MAXIMUM_BYTES = 72  # what bcrypt reads; longer ones would be refused by the hasher


class Role(StrEnum):
    """Roles add up; everybody is a member."""

    MEMBER = "member"
    REVIEWER = "reviewer"
    DESIGNER = "designer"
    ADMIN = "admin"


ROLE_WORDS = {
    Role.MEMBER: "Earns badges",
    Role.REVIEWER: "Judges submitted evidence",
    Role.DESIGNER: "Owns programs and sees their numbers",
    Role.ADMIN: "Looks after people and the portal",
}


def check_email(text: str) -> str:
    """The address as it is kept: case folded, so that one mailbox is one person. Refuses what no mail could reach."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as problem:
        raise ValueError("Please write an e-mail address such as name@example.org.") from problem
    return unicodedata.normalize("NFKC", found.normalized).casefold()


def check_password(password: str) -> str:
    """Refuses short passwords and those beyond what the hasher reads; anything else may be in it, spaces too."""
    if len(password) < PASSWORD_MINIMUM:
        raise ValueError(f"Please use at least {PASSWORD_MINIMUM} characters; a few random words work well.")
    if len(password.encode()) > PASSWORD_MAXIMUM_BYTES:
        raise ValueError(f"Please use at most {PASSWORD_MAXIMUM_BYTES} bytes (about {PASSWORD_MAXIMUM_BYTES} letters).")
    if len(set(password)) < 5:
        raise ValueError("Please use more than a few different characters.")
    return password


Email = Annotated[str, AfterValidator(check_email)]


class Names(BaseModel):
    """How a person is called: ``display_name`` in the portal, ``name_on_badge`` in credentials."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    display_name: Annotated[Line, Field(max_length=120)]
    name_on_badge: Annotated[Line, Field(max_length=120)]
    job_title: OptionalLine = ""


class MemberDetails(Names):
    """What is typed about a new person."""

    email: Email
    roles: frozenset[Role] = frozenset({Role.MEMBER})


@dataclass(frozen=True)
class Member:
    """A person as stored."""

    id: str
    email: str
    display_name: str
    name_on_badge: str
    job_title: str
    roles: frozenset[Role]
    active: bool
    has_password: bool


@dataclass(frozen=True)
class Actor:
    """Who acts: a member with roles, a visitor, or the portal itself (set-up, command line, upkeep)."""

    id: str | None
    name: str
    roles: frozenset[Role]
    is_system: bool = False

    @classmethod
    def of(cls, member: Member) -> "Actor":
        return cls(member.id, member.display_name, member.roles | {Role.MEMBER})

    @classmethod
    def visitor(cls) -> "Actor":
        return cls(None, "Visitor", frozenset())

    @classmethod
    def system(cls) -> "Actor":
        return cls(None, "Portal", frozenset(), is_system=True)

    @property
    def signed_in(self) -> bool:
        return self.id is not None

    @property
    def member_id(self) -> str:
        """The id of the person; only for code that has required a signed-in actor first."""
        assert self.id is not None, "require() a permission first"
        return self.id
