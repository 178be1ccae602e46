"""A pathway while it is being designed: everything may be missing, and parts are added, moved and taken out.

Parts are named by their keys, which stay when a part moves. Every change gives a new draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from core.rules.pathways import DEEPEST, Pathway
from core.rules.texts import OptionalLine, OptionalProse

DraftKind = Literal["program", "all_of", "n_of", "ordered", "milestone"]
ROOT = "ROOT"


class DraftNode(BaseModel):
    """A part of the tree. A milestone stands around what is inside it, as a group in which everything is needed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    kind: DraftKind
    title: OptionalLine = ""
    message: OptionalProse = ""
    n: int = 1
    program: str = ""
    min_version: str = ""
    requires_valid: bool = False
    max_age: str = ""
    equivalents: tuple[str, ...] = ()
    of: tuple[DraftNode, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.kind != "program"

    def with_(self, **changes: object) -> Self:
        """As this one, with changes; refuses what no part can hold."""
        return type(self).model_validate({**dict(self), **changes})


class PathwayDraft(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: OptionalLine = ""
    version: OptionalLine = "1.0"
    title: OptionalLine = ""
    outcome: OptionalLine = ""
    description: OptionalProse = ""
    skill_name: OptionalLine = ""
    skill_kind: Literal["soft", "technical"] = "soft"
    category: str = "leadership"
    months: int = 6
    job_roles: tuple[OptionalLine, ...] = ()
    language: str = "en"
    validity: str = ""
    root: DraftNode = DraftNode(key=ROOT, kind="ordered")

    def with_(self, **changes: object) -> Self:
        """As this one, with changes."""
        return type(self).model_validate({**dict(self), **changes})


def draft_of(pathway: Pathway) -> PathwayDraft:
    """A published version as a draft, to change it."""
    content = pathway.model_dump()
    content |= {"validity": pathway.validity or "", "root": _loose(content["root"])}
    if not PathwayDraft.model_validate(content).root.is_group:
        content["root"] = {"key": ROOT, "kind": "all_of", "of": [content["root"]]}
    return PathwayDraft.model_validate(content)


def _loose(node: dict[str, Any]) -> dict[str, Any]:
    """A milestone around a group keeps the group inside; what was not given is empty."""
    filled = {name: value for name, value in node.items() if value is not None and name not in ("of", "node")}
    inside = [*node.get("of", ()), *([node["node"]] if node.get("node") else [])]
    return {**filled, "of": [_loose(part) for part in inside]}


def pathway_of(draft: PathwayDraft) -> Pathway:
    """The pathway that the draft describes; ``ValidationError`` while something is missing or cannot be."""
    content = draft.model_dump()
    return Pathway.model_validate({**content, "validity": draft.validity or None, "root": _strict(draft.root)})


def _strict(node: DraftNode) -> dict[str, Any]:
    inside = [_strict(part) for part in node.of]
    match node.kind:
        case "program":
            return {
                "kind": "program",
                "key": node.key,
                "program": node.program,
                "min_version": node.min_version or None,
                "requires_valid": node.requires_valid,
                "max_age": node.max_age or None,
                "equivalents": node.equivalents,
            }
        case "milestone":
            one = inside[0] if len(inside) == 1 else {"kind": "all_of", "of": inside}
            return {"kind": "milestone", "key": node.key, "title": node.title, "message": node.message, "node": one}
        case _:
            n = {"n": node.n} if node.kind == "n_of" else {}
            return {"kind": node.kind, "key": node.key, "title": node.title, "of": inside, **n}


_FIELD_WORDS = {
    "code": "Code",
    "version": "Version",
    "title": "Title",
    "outcome": "What one can do afterwards",
    "description": "What it is good for",
    "months": "Months",
    "validity": "How long the badge is valid",
    "job_roles": "Job roles",
    "language": "Language",
    "skill_name": "Name of the skill",
}


def what_is_missing(draft: PathwayDraft) -> tuple[str, ...]:
    """What keeps the draft from being published, each in a sentence; empty when all is well."""
    empty = [node for node in every(draft.root) if node.is_group and not node.of]
    said = [f"{_name(node, draft.root)} is empty: add a program{'' if node is draft.root else ', or take it out'}." for node in empty]
    said += ["Choose a program for each place." for node in every(draft.root) if node.kind == "program" and not node.program][:1]
    said += ["Give each milestone a title." for node in every(draft.root) if node.kind == "milestone" and not node.title][:1]
    fields = {} if said else _problems(draft)
    own = _problems(draft.with_(root=_ANYTHING)) if said else {}
    return (*said, *(fields or own).values())


_ANYTHING = DraftNode(key=ROOT, kind="all_of", of=(DraftNode(key="N1", kind="program", program="ANY-PROGRAM-AT-ALL"),))


def _problems(draft: PathwayDraft) -> dict[str, str]:
    try:
        pathway_of(draft)
    except ValidationError as problem:
        return {".".join(map(str, error["loc"])): _sentence(error) for error in problem.errors()}
    return {}


def _sentence(error: Any) -> str:
    place = _FIELD_WORDS.get(str(error["loc"][0]), "") if error["loc"] else ""
    words = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {words}" if place else words


def _name(node: DraftNode, root: DraftNode) -> str:
    if node is root:
        return "The pathway"
    what = "milestone" if node.kind == "milestone" else "group"
    return f"The {what} “{node.title}”" if node.title else f"A {what}"


def every(node: DraftNode) -> Iterator[DraftNode]:
    """The node and everything inside it, in the order of reading."""
    yield node
    for part in node.of:
        yield from every(part)


def parent_of(root: DraftNode, key: str) -> DraftNode | None:
    return next((node for node in every(root) if any(part.key == key for part in node.of)), None)


def level_of(root: DraftNode, key: str) -> int:
    """How many groups stand around a part; milestones do not count."""
    parent, level = parent_of(root, key), 0
    while parent:
        level += parent.kind != "milestone"
        parent = parent_of(root, parent.key)
    return level


def may_hold_group(root: DraftNode, key: str) -> bool:
    """Whether a further group fits inside this one."""
    node = next(node for node in every(root) if node.key == key)
    return level_of(root, key) + (node.kind != "milestone") < DEEPEST


def free_key(root: DraftNode) -> str:
    taken = {node.key for node in every(root)}
    return next(key for number in range(1, 1000) if (key := f"N{number}") not in taken)


def added(draft: PathwayDraft, into: str, kind: DraftKind, **content: object) -> PathwayDraft:
    """A new part at the end of a group."""
    new = DraftNode.model_validate({"key": free_key(draft.root), "kind": kind, **content})
    return _in(draft, into, lambda group: group.with_(of=(*group.of, new)))


def changed(draft: PathwayDraft, key: str, **changes: object) -> PathwayDraft:
    """A part with other content; where it stands and what is inside it stays."""
    return _in(draft, key, lambda node: node.with_(**changes))


def removed(draft: PathwayDraft, key: str) -> PathwayDraft:
    """Without a part and all that is inside it. A number that is asked for goes down with what is there."""
    parent = parent_of(draft.root, key)
    if parent is None:
        return draft
    rest = tuple(part for part in parent.of if part.key != key)
    return _in(draft, parent.key, lambda group: group.with_(of=rest, n=max(1, min(group.n, len(rest)))))


def moved(draft: PathwayDraft, key: str, by: int) -> PathwayDraft:
    """A part some places up (negative) or down in its group; at the end of the group it stays."""
    parent = parent_of(draft.root, key)
    if parent is None:
        return draft
    row = list(parent.of)
    place = next(index for index, part in enumerate(row) if part.key == key)
    row.insert(max(0, min(len(row) - 1, place + by)), row.pop(place))
    return _in(draft, parent.key, lambda group: group.with_(of=tuple(row)))


def moved_out(draft: PathwayDraft, key: str) -> PathwayDraft:
    """A part out of its group, to the place behind it."""
    parent = parent_of(draft.root, key)
    around = parent_of(draft.root, parent.key) if parent else None
    if parent is None or around is None:
        return draft
    part = next(part for part in parent.of if part.key == key)
    without, inside = removed(draft, key), parent.key

    def behind(group: DraftNode) -> DraftNode:
        row = list(group.of)
        row.insert(next(index for index, one in enumerate(row) if one.key == inside) + 1, part)
        return group.with_(of=tuple(row))

    return _in(without, around.key, behind)


def stack(title: str, programs: Iterable[str], *, in_order: bool) -> PathwayDraft:
    """A pathway of these programs, all of them needed: what the split of a too large program begins with."""
    of = tuple(DraftNode(key=f"N{number}", kind="program", program=code) for number, code in enumerate(programs, start=1))
    return PathwayDraft(title=title, root=DraftNode(key=ROOT, kind="ordered" if in_order else "all_of", of=of))


def _in(draft: PathwayDraft, key: str, change: Callable[[DraftNode], DraftNode]) -> PathwayDraft:
    return draft.with_(root=_changed(draft.root, key, change))


def _changed(node: DraftNode, key: str, change: Callable[[DraftNode], DraftNode]) -> DraftNode:
    if node.key == key:
        return change(node)
    return node.with_(of=tuple(_changed(part, key, change) for part in node.of))
