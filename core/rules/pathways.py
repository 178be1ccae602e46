"""A pathway stacks programs over months or years and ends with a badge of its own, the capstone. Its published versions never change.

What it asks for is a tree: programs, and groups of which all, some, or all in their order are needed; a milestone may stand around a part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from core.rules.programs import Category, SkillKind, text_sha256
from core.rules.texts import Code, Line, OptionalCode, OptionalLine, OptionalProse, Prose
from core.rules.times import check_duration

PathwayState = Literal["draft", "published", "superseded", "retired"]
Duration = Annotated[str, AfterValidator(check_duration)]
Version = Annotated[str, Field(pattern=r"^[1-9]\d{0,3}\.\d{1,3}$")]
DEEPEST = 3
MOST_PROGRAMS = 40


class ProgramNode(BaseModel):
    """A badge of a program, at least of ``min_version``. ``equivalents`` are codes of other programs whose badge counts as well.

    ``requires_valid``: it must be in force on the day; ``max_age``: it may have been awarded at most so long ago.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["program"] = "program"
    key: OptionalCode = ""
    program: Code
    min_version: Version | None = None
    requires_valid: bool = False
    max_age: Duration | None = None
    equivalents: tuple[Code, ...] = ()


class Group(BaseModel):
    """Several parts. ``title`` is optional; the kind of group is said in words anyway."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: OptionalCode = ""
    title: OptionalLine = ""
    of: tuple[Node, ...] = Field(min_length=1)


class AllOf(Group):
    kind: Literal["all_of"] = "all_of"


class NOf(Group):
    kind: Literal["n_of"] = "n_of"
    n: int = Field(ge=1)


class Ordered(Group):
    """All of them, each open only once the one before is there. What was earned before its turn is kept."""

    kind: Literal["ordered"] = "ordered"


class Milestone(BaseModel):
    """A part of the way that is worth a word: ``message`` is told once, when the part is there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["milestone"] = "milestone"
    key: OptionalCode = ""
    title: Line
    message: OptionalProse = ""
    node: Node


Node = Annotated[ProgramNode | AllOf | NOf | Ordered | Milestone, Field(discriminator="kind")]
AnyGroup = AllOf | NOf | Ordered
for _model in (Group, AllOf, NOf, Ordered, Milestone):
    _model.model_rebuild()


class Pathway(BaseModel):
    """Everything a version says, as published. Refuses what nobody could complete or follow. ``months`` is a plan, never a criterion.

    ``code``, ``version``, ``validity``, skill kind and category are also those of the capstone badge.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    version: Version = "1.0"
    title: Annotated[Line, Field(max_length=60)]
    outcome: Line
    description: Prose
    skill_name: OptionalLine = ""
    skill_kind: SkillKind
    category: Category
    months: int = Field(ge=1, le=120)
    job_roles: tuple[Line, ...] = ()
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")
    validity: Duration | None = None
    root: Node

    @model_validator(mode="before")
    @classmethod
    def _numbered(cls, given: Any) -> Any:
        """Parts without a key get one, in their order, so that milestones have a name that stays."""
        if not (isinstance(given, dict) and isinstance(given.get("root"), dict)):
            return given
        taken = {str(node.get("key") or "") for node in _raw_nodes(given["root"])}
        return {**given, "root": _with_keys(given["root"], _free_keys(taken))}

    @model_validator(mode="after")
    def _can_be_completed(self) -> Self:
        if reason := why_not(self):
            raise ValueError(reason)
        return self

    def content_sha256(self) -> str:
        """The hash of the whole content, kept at publication."""
        return text_sha256(self.model_dump_json())


def _raw_nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for part in [*(node.get("of") or ()), *([node["node"]] if node.get("node") else [])]:
            yield from _raw_nodes(part)


def _free_keys(taken: Collection[str]) -> Iterator[str]:
    return (key for number in range(1, 1000) if (key := f"N{number}") not in taken)


def _with_keys(node: Any, keys: Iterator[str]) -> Any:
    if not isinstance(node, dict):
        return node
    filled = {**node, "key": node.get("key") or next(keys)}
    if isinstance(filled.get("of"), list | tuple):
        filled["of"] = [_with_keys(part, keys) for part in filled["of"]]
    if filled.get("node"):
        filled["node"] = _with_keys(filled["node"], keys)
    return filled


def parts(node: Node) -> tuple[Node, ...]:
    """What stands directly inside a node."""
    match node:
        case ProgramNode():
            return ()
        case Milestone():
            return (node.node,)
        case _:
            return node.of


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything inside it, in the order of reading."""
    yield node
    for part in parts(node):
        yield from nodes(part)


def program_nodes(node: Node) -> tuple[ProgramNode, ...]:
    """The programs that a tree names, in its order."""
    return tuple(inner for inner in nodes(node) if isinstance(inner, ProgramNode))


def milestones(node: Node) -> tuple[Milestone, ...]:
    return tuple(inner for inner in nodes(node) if isinstance(inner, Milestone))


def codes(node: Node) -> tuple[str, ...]:
    """Every program whose badge can count, equivalents included, each once."""
    return tuple(dict.fromkeys(code for leaf in program_nodes(node) for code in (leaf.program, *leaf.equivalents)))


def depth(node: Node) -> int:
    """How many groups stand inside each other. A milestone is no group."""
    inner = max((depth(part) for part in parts(node)), default=0)
    return inner + (0 if isinstance(node, ProgramNode | Milestone) else 1)


def why_not(pathway: Pathway) -> str:
    """Why nobody could complete or follow the pathway, as a sentence; empty when all is well."""
    leaves = [leaf.program for leaf in program_nodes(pathway.root)]
    twice = next((code for code in leaves if leaves.count(code) > 1), "")
    keys = [node.key for node in nodes(pathway.root)]
    if pathway.code in codes(pathway.root):
        return "A pathway cannot ask for its own badge."
    if twice:
        return f"{twice} is named twice. One badge counts once: name it in one place."
    if len(leaves) > MOST_PROGRAMS:
        return f"Please name at most {MOST_PROGRAMS} programs."
    if any(leaf.program in leaf.equivalents for leaf in program_nodes(pathway.root)):
        return "A program need not be named as its own equivalent."
    if any(isinstance(node, NOf) and node.n > len(node.of) for node in nodes(pathway.root)):
        return "A group asks for more parts than it has."
    if depth(pathway.root) > DEEPEST:
        return f"Groups stand more than {DEEPEST} deep inside each other. Nobody could follow that."
    if len(set(keys)) != len(keys):
        return "Two parts of the pathway have the same key."
    return ""


def circle(asks_for: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Pathways that wait for each other, since each asks for the badge of the next; empty when there are none.

    ``asks_for``: for each published pathway the codes of the programs and pathways that it names. The order is topological
    (domain 3.7).
    """
    try:
        tuple(TopologicalSorter({code: sorted(set(named) & set(asks_for)) for code, named in asks_for.items()}).static_order())
    except CycleError as problem:
        return tuple(problem.args[1])
    return ()


def version_order(version: str) -> tuple[int, ...]:
    """For comparing: version 1.10 comes after 1.9.

    >>> version_order("1.10") > version_order("1.9")
    True
    """
    return tuple(int(part) for part in version.split("."))
