"""Working on activities that are not finished: they come, go and move, and the completion rule follows.

The rule is edited as a plan of two floors: activities, and groups of them. What is nested deeper (from a file) is left as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.rules.drafts import Draft, DraftActivity
from core.rules.rubric_drafts import moved, new_key
from core.rules.texts import SLUG

GROUPS = ("all", "k_of", "in_order")
MOST_ACTIVITIES = 40


@dataclass(frozen=True)
class Counted:
    """An activity that counts, perhaps with a score that it needs."""

    activity: str
    min_score_bp: int | None = None


@dataclass(frozen=True)
class Group:
    """``k`` is how many are needed where ``kind`` is *k_of*."""

    kind: str
    k: int
    of: tuple[Counted, ...]


@dataclass(frozen=True)
class Plan:
    """The rule as the builder knows it."""

    kind: str
    k: int
    of: tuple[Counted | Group, ...]

    @property
    def alone(self) -> tuple[Counted, ...]:
        return tuple(part for part in self.of if isinstance(part, Counted))

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(part for part in self.of if isinstance(part, Group))

    @property
    def counted(self) -> dict[str, Counted]:
        return {one.activity: one for part in self.of for one in (part.of if isinstance(part, Group) else (part,))}


def plan_of(draft: Draft) -> Plan | None:
    """The rule of a draft as a plan; all activities where none was chosen yet, ``None`` for what is nested deeper."""
    if not draft.completion:
        return Plan("all", 1, tuple(Counted(row.key) for row in draft.activities))
    try:
        found = _part(draft.completion, floor=0)
    except (KeyError, TypeError, ValueError):
        return None
    return Plan("all", 1, (found,)) if isinstance(found, Counted) else found if isinstance(found, Plan) else None


def _part(rule: Any, *, floor: int) -> Counted | Group | Plan:
    """One part as it is written; ``ValueError`` for what the builder does not know."""
    if isinstance(rule, str):
        return Counted(rule)
    if rule["kind"] == "activity":
        return Counted(rule["activity"], rule.get("min_score_bp"))
    if rule["kind"] not in GROUPS or floor > 1:
        raise ValueError(rule["kind"])
    parts = tuple(_part(part, floor=floor + 1) for part in rule["of"])
    k = int(rule.get("k", 1))
    if floor == 0:
        return Plan(rule["kind"], k, tuple(part for part in parts if not isinstance(part, Plan)))
    return Group(rule["kind"], k, tuple(part for part in parts if isinstance(part, Counted)))


def with_plan(draft: Draft, plan: Plan) -> Draft:
    """The draft with this rule, each floor in the order of the activities. A group is where its first activity is, an empty one last."""
    order = {row.key: place for place, row in enumerate(draft.activities)}
    groups = [replace(group, of=_in_order(group.of, order)) for group in plan.groups]
    parts: list[Counted | Group] = [*_in_order(plan.alone, order), *groups]
    parts.sort(
        key=lambda part: order[part.activity] if isinstance(part, Counted) else order[part.of[0].activity] if part.of else len(order)
    )
    return draft.with_(completion=_written(replace(plan, of=tuple(parts))))


def _in_order(members: Sequence[Counted], order: Mapping[str, int]) -> tuple[Counted, ...]:
    return tuple(sorted((one for one in members if one.activity in order), key=lambda one: order[one.activity]))


def _written(part: Counted | Group | Plan) -> Any:
    if isinstance(part, Counted):
        if part.min_score_bp is None:
            return part.activity
        return {"kind": "activity", "activity": part.activity, "min_score_bp": part.min_score_bp}
    many = {"k": min(max(part.k, 1), max(len(part.of), 1))} if part.kind == "k_of" else {}
    return {"kind": part.kind, **many, "of": [_written(one) for one in part.of]}


def _planned(draft: Draft, change: Callable[[Plan], Plan]) -> Draft:
    plan = plan_of(draft)
    return draft if plan is None else with_plan(draft, change(plan))


def add_activity(draft: Draft) -> Draft:
    """One more activity at the end, and it counts. A rule that the builder does not know stays as it is."""
    if len(draft.activities) >= MOST_ACTIVITIES:
        return draft
    key = new_key("A", (row.key for row in draft.activities))
    longer = draft.with_(activities=(*draft.activities, DraftActivity(key=key)))
    plan = plan_of(draft)
    return longer if plan is None else with_plan(longer, replace(plan, of=(*plan.of, Counted(key))))


def change_activity(draft: Draft, key: str, /, **changes: object) -> Draft:
    """The draft with one activity changed; an activity that is gone stays gone."""
    return draft.with_(activities=tuple(row.with_(**changes) if row.key == key else row for row in draft.activities))


def set_kind(draft: Draft, key: str, kind: str) -> Draft:
    """A quiz is ticked off by itself, unless somebody chooses otherwise."""
    changed = change_activity(draft, key, kind=kind)
    return set_source(changed, key, "quiz") if kind == "quiz" else changed


def set_source(draft: Draft, key: str, source: str) -> Draft:
    """Who ticks it off. Where it is the quiz there is one at once; questions stay in the draft for when it is the quiz again."""
    row = next((row for row in draft.activities if row.key == key), None)
    if row is None or source != "quiz":
        return change_activity(draft, key, source=source)
    quiz = row.quiz or {"questions": [dict(NEW_QUESTION)], "pass_bp": 8000, "tries": 3}
    return change_activity(draft, key, source=source, kind="quiz", quiz=quiz)


def _references(draft: Draft, key: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Draft:
    """What learning management systems call an activity."""
    row = next((row for row in draft.activities if row.key == key), None)
    return draft if row is None else change_activity(draft, key, lms=tuple(change([dict(one) for one in row.lms])))


def add_reference(draft: Draft, key: str) -> Draft:
    return _references(draft, key, lambda rows: [*rows, {"scheme": "xapi", "value": ""}])


def remove_reference(draft: Draft, key: str, place: int) -> Draft:
    return _references(draft, key, lambda rows: [row for n, row in enumerate(rows) if n != place])


def move_activity(draft: Draft, key: str, by: int) -> Draft:
    """Up or down; a rule that keeps an order follows."""
    place = next((n for n, row in enumerate(draft.activities) if row.key == key), None)
    if place is None:
        return draft
    return _planned(draft.with_(activities=moved(draft.activities, place, by)), lambda plan: plan)


def remove_activity(draft: Draft, key: str) -> Draft:
    """The activity goes, also from a rule of any depth; groups that are empty then go too."""
    rule = _renamed(draft.completion, lambda named: None if named == key else named) if draft.completion else None
    return draft.with_(activities=tuple(row for row in draft.activities if row.key != key), completion=rule)


def rename_activity(draft: Draft, key: str, new: str) -> Draft:
    """Another key, also in a rule of any depth. One that is taken, or that is none, changes nothing."""
    new = new.strip().upper()
    if not SLUG.fullmatch(new) or new in {row.key for row in draft.activities}:
        return draft
    rule = _renamed(draft.completion, lambda named: new if named == key else named) if draft.completion else None
    return change_activity(draft, key, key=new).with_(completion=rule)


def _renamed(rule: Any, name: Callable[[str], str | None]) -> Any:
    """A rule as it is written with other names; ``None`` for what has none any more."""
    if isinstance(rule, str):
        return name(rule)
    if not isinstance(rule, dict):
        return rule
    if rule.get("kind") == "activity":
        new = name(rule.get("activity", ""))
        return None if new is None else rule | {"activity": new}
    parts = [part for part in (_renamed(part, name) for part in rule.get("of", ())) if part is not None]
    if not parts:
        return None
    return rule | {"of": parts} | ({"k": min(rule["k"], len(parts))} if isinstance(rule.get("k"), int) else {})


def choose_rule(draft: Draft, kind: str) -> Draft:
    """All, some, or all in order. Of some it is one less than all to begin with."""
    return _planned(draft, lambda plan: replace(plan, kind=kind, k=plan.k if plan.kind == "k_of" else max(len(plan.of) - 1, 1)))


def choose_k(draft: Draft, k: int) -> Draft:
    return _planned(draft, lambda plan: replace(plan, k=k))


def need_score(draft: Draft, key: str, min_score_bp: int | None) -> Draft:
    """What an activity needs to count; ``None`` is just being done."""

    def scored(one: Counted) -> Counted:
        return replace(one, min_score_bp=min_score_bp) if one.activity == key else one

    def change(plan: Plan) -> Plan:
        return replace(plan, of=tuple(scored(p) if isinstance(p, Counted) else replace(p, of=tuple(map(scored, p.of))) for p in plan.of))

    return _planned(draft, change)


def leave_out(draft: Draft, keys: Sequence[str]) -> Draft:
    """These activities do not count towards the badge; all others do."""

    def change(plan: Plan) -> Plan:
        kept = [_without(part, keys) if isinstance(part, Group) else part for part in plan.of]
        back = [Counted(row.key) for row in draft.activities if row.key not in plan.counted and row.key not in keys]
        return replace(plan, of=(*(part for part in kept if isinstance(part, Group) or part.activity not in keys), *back))

    return _planned(draft, change)


def _without(group: Group, keys: Sequence[str]) -> Group:
    return replace(group, of=tuple(one for one in group.of if one.activity not in keys))


def add_group(draft: Draft) -> Draft:
    """A choice of one, still without activities."""
    return _planned(draft, lambda plan: replace(plan, of=(*plan.of, Group("k_of", 1, ()))))


def change_group(draft: Draft, place: int, **changes: Any) -> Draft:
    """Another kind or another number for the group at this place among the groups."""
    return _planned(draft, lambda plan: _with_groups(plan, [replace(g, **changes) if n == place else g for n, g in enumerate(plan.groups)]))


def fill_group(draft: Draft, place: int, keys: Sequence[str]) -> Draft:
    """Which activities belong to the group; those that leave it count for themselves."""

    def change(plan: Plan) -> Plan:
        if place >= len(plan.groups):
            return plan
        known = plan.counted | {key: Counted(key) for key in keys if key not in plan.counted}
        left = [one for one in plan.groups[place].of if one.activity not in keys]
        others = [_without(group, keys) for group in plan.groups]
        others[place] = replace(plan.groups[place], of=tuple(known[key] for key in keys))
        alone = tuple(one for one in plan.alone if one.activity not in keys)
        return replace(_with_groups(plan, others), of=(*alone, *left, *others))

    return _planned(draft, change)


def remove_group(draft: Draft, place: int) -> Draft:
    """The group goes, its activities count for themselves."""

    def change(plan: Plan) -> Plan:
        gone = plan.groups[place : place + 1]
        others = [group for n, group in enumerate(plan.groups) if n != place]
        return replace(plan, of=(*plan.alone, *(one for group in gone for one in group.of), *others))

    return _planned(draft, change)


def _with_groups(plan: Plan, groups: Sequence[Group]) -> Plan:
    return replace(plan, of=(*plan.alone, *groups))


def start_afresh(draft: Draft) -> Draft:
    """Instead of a rule that the builder does not know: all activities."""
    return draft.with_(completion=None)


NEW_QUESTION: dict[str, Any] = {"kind": "single", "text": "", "choices": [], "right": [], "accepted": [], "explanation": ""}
