"""Job roles: what somebody works as, which skills that takes, and how much a program matters for it.

Not to be confused with the roles in the portal (``core.rules.members.Role``), which say what somebody may do here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.errors import BadInput, RuleBroken
from core.rules.addresses import is_web_address
from core.rules.programs import ProgramVersion
from core.rules.texts import Code, Line, OptionalLine, OptionalProse

LEAST, MOST = 1, 5
NAMED = 3  # the importance of a program that names the role and has none of its weighted skills
MOST_CHOSEN = 3
IMPORTANCE_WORDS = {1: "helpful now and then", 2: "helpful", 3: "useful", 4: "important", 5: "essential"}


class Relation(StrEnum):
    """How a member is related to a job role."""

    CURRENT = "current"
    WANTED = "wanted"


class RoleSkill(BaseModel):
    """A skill that a job role takes, by the code that programs give it. ``importance``: 1 (helpful now and then) to 5 (essential)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    name: Line
    importance: int = Field(ge=LEAST, le=MOST)


class JobRoleDetails(BaseModel):
    """What is said about a job role. Refuses the same skill twice. ``address``: where others describe the occupation, such as ESCO."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=80)]
    description: Annotated[OptionalProse, Field(max_length=600)] = ""
    address: Annotated[OptionalLine, Field(max_length=300)] = ""
    skills: tuple[RoleSkill, ...] = Field(default=(), max_length=40)

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if len({skill.code for skill in self.skills}) < len(self.skills):
            raise ValueError("A skill stands in a role once.")
        return self


@dataclass(frozen=True)
class JobRole:
    """A job role as kept; a retired one cannot be chosen any more."""

    id: str
    details: JobRoleDetails
    is_retired: bool

    @property
    def name(self) -> str:
        return self.details.name


@dataclass(frozen=True)
class Work:
    """What the portal knows about somebody's work: their roles of today and those they want, and what they want to get better at.

    ``was_asked``: they answered, or said that they do not want to.
    """

    current: tuple[JobRole, ...] = ()
    wanted: tuple[JobRole, ...] = ()
    goal: str = ""
    was_asked: bool = False


NOTHING_KNOWN = Work()


def check_address(address: str) -> str:
    """Empty or an address of the web. Refuses everything else in the words of the field."""
    if address and not is_web_address(address):
        raise BadInput({"address": "Please give a whole address that begins with https://, or leave this empty."})
    return address


def check_name_is_free(name: str, others: Iterable[str]) -> None:
    """Refuses a second job role of the same name, whatever its capitals."""
    if name.casefold() in {other.casefold() for other in others}:
        raise BadInput({"name": "There is a job role of this name already."})


def check_choice(relation: Relation, chosen: Sequence[JobRole], kept: Collection[str]) -> None:
    """Refuses more than three roles, the same twice, and retired ones that the person did not have before (``kept``: ids)."""
    if len(chosen) > MOST_CHOSEN:
        raise BadInput({relation.value: f"Please choose at most {MOST_CHOSEN}."})
    if len({role.id for role in chosen}) < len(chosen):
        raise BadInput({relation.value: "Please choose each role once."})
    for role in chosen:
        if role.is_retired and role.id not in kept:
            raise RuleBroken(f"“{role.name}” is not offered any more. Please choose another role.")


def importance(program: ProgramVersion, role: JobRole) -> int:
    """How much a program matters for a job role; 0 is not at all.

    The importance of its skills for the role, summed: the one it is about, by code, and supporting ones, by name. A program that
    names the role without having one of the role's weighted skills counts as 3.
    """
    supporting = {name.casefold() for name in program.supporting_skills}
    weights = (skill.importance for skill in role.details.skills if skill.code == program.skill.code or skill.name.casefold() in supporting)
    return sum(weights) or (NAMED if names_role(program, role) else 0)


def names_role(program: ProgramVersion, role: JobRole) -> bool:
    """Whether the program says in its own words that it is for this role."""
    return role.name.casefold() in {name.casefold() for name in program.job_roles}


def best_role(program: ProgramVersion, roles: Iterable[JobRole]) -> tuple[int, JobRole | None]:
    """The role for which the program matters most, and how much; of equals the first."""
    return max(((importance(program, role), role) for role in roles), key=lambda pair: pair[0], default=(0, None))


def reason(program: ProgramVersion, work: Work) -> str:
    """Why a program is for somebody, in words; empty when nothing says that it is."""
    now, role = best_role(program, work.current)
    later, wish = best_role(program, work.wanted)
    if role and now and now >= later:
        return _because(program, role, f"your role, {role.name}")
    if wish and later:
        return _because(program, wish, f"the role you want, {wish.name}")
    return ""


def _because(program: ProgramVersion, role: JobRole, whose: str) -> str:
    for skill in role.details.skills:
        if skill.code == program.skill.code:
            return f"For {whose}: “{skill.name}” is {IMPORTANCE_WORDS[skill.importance]}."
    return f"Made for {whose}."


def by_relevance(programs: Sequence[ProgramVersion], work: Work) -> list[int]:
    """The places of the programs in the order for somebody: what matters for the role of today first, a wanted role counts half.

    What matters equally, or not at all, keeps its order.
    """

    def weight(place: int) -> int:
        return 2 * best_role(programs[place], work.current)[0] + best_role(programs[place], work.wanted)[0]

    return sorted(range(len(programs)), key=lambda place: -weight(place))
