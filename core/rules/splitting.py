"""The split assistant: a draft that is about too much becomes several drafts, one skill each, and a pathway that holds them together.

It only proposes. Nothing is made of it before a designer has seen old and new side by side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isfinite

from core.rules.drafts import Draft, DraftActivity, DraftCriterion, DraftEvidence, DraftSkill

MOST_CRITERIA = 5  # that one program has; more are judged badly, or are about more than one thing
LONGEST_TITLE, LONGEST_CODE = 60, 32
SHORTEST_HOURS = 0.5
_WORD = re.compile(r"\w{4,}")
_NOT_THE_VERB = re.compile(
    r"^(?:(?:the |a )?(?:learner|earner|candidate|member|you|i)\s+)?(?:can|will|is able to|be able to)\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Proposal:
    """``programs`` in the order of the old draft; ``in_order`` says whether the pathway should ask for them one after the other."""

    programs: tuple[Draft, ...]
    pathway_title: str
    in_order: bool


def is_too_much(draft: Draft) -> bool:
    """Whether the assistant has something to propose: more than one skill, or more criteria than one program should have."""
    return len(_skills(draft)) > 1 or len(draft.criteria) > MOST_CRITERIA


def propose(draft: Draft) -> Proposal:
    """One draft per skill; with one skill and too many criteria, one per skill that the criteria name, else per handful of them.

    Criteria go where they name the skill, else where they share most words with its statement. Evidence follows the criteria
    that it shows; what shows none goes along with everybody. Hours are shared by the minutes of the activities, else by criteria.
    """
    groups = _grouped(draft)
    shares = _shares(groups)
    order = draft.completion is not None and draft.completion.get("kind") == "in_order"
    programs = tuple(_part(draft, group, number, shares[number]) for number, group in enumerate(groups))
    return Proposal(programs, draft.title or "A pathway of these programs", order)


@dataclass(frozen=True)
class _Group:
    skill: DraftSkill
    criteria: tuple[DraftCriterion, ...]
    activities: tuple[DraftActivity, ...]


def _skills(draft: Draft) -> tuple[DraftSkill, ...]:
    return tuple(skill for skill in draft.skills if (skill.name + skill.statement + skill.code).strip())


def _grouped(draft: Draft) -> list[_Group]:
    skills = _skills(draft)
    if len(skills) < 2:
        skills = _skills_of_criteria(draft)
    if len(skills) < 2:
        return _handfuls(draft)
    criteria: list[list[DraftCriterion]] = [[] for _ in skills]
    for row in draft.criteria:
        criteria[_home(f"{row.title} {row.description} {' '.join(row.descriptors)}", row.skill, skills, criteria)].append(row)
    activities: list[list[DraftActivity]] = [[] for _ in skills]
    for activity in draft.activities:
        activities[_home(f"{activity.title} {activity.instructions}", "", skills, activities)].append(activity)
    return [_Group(skill, tuple(criteria[n]), tuple(activities[n])) for n, skill in enumerate(skills)]


def _skills_of_criteria(draft: Draft) -> tuple[DraftSkill, ...]:
    """The skills that the criteria name, where the draft itself names one or none."""
    names = dict.fromkeys(row.skill.strip() for row in draft.criteria if row.skill.strip())
    first = draft.skills[0] if draft.skills else DraftSkill()
    return tuple(first.with_(code="", name=name, statement=name) for name in names) if len(draft.criteria) > MOST_CRITERIA else ()


def _handfuls(draft: Draft) -> list[_Group]:
    """The criteria in their order, in parts of the same size; each part is named after its first criterion."""
    many = max(1, ceil(len(draft.criteria) / MOST_CRITERIA))
    first = draft.skills[0] if draft.skills else DraftSkill()
    groups = []
    for n in range(many):
        rows = draft.criteria[_edge(n, many, len(draft.criteria)) : _edge(n + 1, many, len(draft.criteria))]
        activities = draft.activities[_edge(n, many, len(draft.activities)) : _edge(n + 1, many, len(draft.activities))]
        skill = first if many == 1 else first.with_(code="", name=rows[0].title, statement=rows[0].title)
        groups.append(_Group(skill, rows, activities))
    return groups


def _edge(part: int, parts: int, rows: int) -> int:
    return part * rows // parts


def _home(text: str, named: str, skills: Sequence[DraftSkill], so_far: Sequence[Sequence[object]]) -> int:
    """The place of the skill that is named, else of the one with most words in common, else of the one that has least so far."""
    if named.strip():
        for n, skill in enumerate(skills):
            if named.strip().casefold() in (skill.name.strip().casefold(), skill.code.strip().casefold()):
                return n
    words = _words(text)
    common = [len(words & _words(f"{skill.name} {skill.statement}")) for skill in skills]
    return min(range(len(skills)), key=lambda n: (-common[n], len(so_far[n]), n))


def _words(text: str) -> frozenset[str]:
    """Longer words by their first five letters, so that *budget* meets *budgeting*."""
    return frozenset(word[:5].casefold() for word in _WORD.findall(text))


def _shares(groups: Sequence[_Group]) -> list[float]:
    weights = [sum(max(activity.minutes, 0) for activity in group.activities) for group in groups]
    if not all(weights):
        weights = [len(group.criteria) or 1 for group in groups]
    return [weight / sum(weights) for weight in weights]


def _part(draft: Draft, group: _Group, number: int, share: float) -> Draft:
    keys = {row.key for row in group.criteria}
    hours = None if draft.effort_hours is None else _half_hours(draft.effort_hours * share)
    letter = chr(ord("A") + number) if number < 26 else str(number)
    statement = group.skill.statement.strip() or group.skill.name.strip() or group.skill.code.strip()
    return draft.with_(
        code=f"{draft.code[: LONGEST_CODE - 2 - len(letter)]}-{letter}" if draft.code else "",
        version="1.0",
        title=_title(statement),
        outcome=statement,
        skills=(group.skill,),
        supporting_skills=(),
        effort_hours=hours,
        weeks=_weeks(hours, draft),
        criteria=tuple(row.with_(skill="", weight_bp=0) for row in group.criteria),
        evidence=tuple(_trimmed(row, keys) for row in draft.evidence if not row.criteria or keys & set(row.criteria)),
        activities=group.activities,
        completion=_completion(draft, group),
        pass_rule={"kind": "all_at_level"},
        change_note="",
    )


def _half_hours(hours: float) -> float:
    """To the next half hour; what is no number of hours, as a draft may hold it, stays."""
    return max(round(hours * 2) / 2, SHORTEST_HOURS) if isfinite(hours * 2) else hours


def _title(statement: str) -> str:
    """*Verb and object*: the statement without its subject, as long as a title may be.

    >>> _title("The learner can brief occupants during an incident.")
    'Brief occupants during an incident'
    """
    words = _NOT_THE_VERB.sub("", statement).strip().rstrip(".").split()
    while words and len(" ".join(words)) > LONGEST_TITLE:
        words.pop()
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _weeks(hours: float | None, draft: Draft) -> int | None:
    if hours is None or not (draft.weekly_hours > 0 and isfinite(hours / draft.weekly_hours)):
        return draft.weeks
    return max(1, ceil(hours / draft.weekly_hours))


def _trimmed(row: DraftEvidence, keys: set[str]) -> DraftEvidence:
    return row.with_(criteria=tuple(key for key in row.criteria if key in keys))


def _completion(draft: Draft, group: _Group) -> dict[str, object] | None:
    """All activities of the part; an old rule over all of them says nothing about a part."""
    if not draft.wants_progress or not group.activities:
        return None
    return {"kind": "in_order" if draft.completion and draft.completion.get("kind") == "in_order" else "all",
            "of": [activity.key for activity in group.activities]}  # fmt: skip
