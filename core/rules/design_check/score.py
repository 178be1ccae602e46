"""How focused a draft is, as one number, and the five practice seals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.rules.design_check.findings import Finding

FOCUSED, COULD_BE_SHARPER = 85, 65
# The most that findings of one rule cost together, in points; the others all count.
CAPS = {"L05": 40, "L06": 8, "L07": 8, "L10": 12, "L11": 9, "L15": 8, "L25": 6, "L31": 3}


@dataclass(frozen=True)
class Seal:
    """One of the five good practices. ``words`` say what it stands for when earned, what it waits for when not."""

    name: str
    earned: bool
    words: str


@dataclass(frozen=True)
class Report:
    """What the design check says of a draft: the findings in the order of the table, and what they come to."""

    findings: tuple[Finding, ...]
    score: int
    label: str
    seals: tuple[Seal, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stops publishing: blocking findings that nobody waived."""
        return tuple(row for row in self.findings if row.severity == "block" and not row.waived)


def score(findings: Iterable[Finding]) -> int:
    """100 less the penalties, not below 0; a waived finding keeps half of its penalty."""
    halves: dict[str, int] = defaultdict(int)
    for row in findings:
        halves[row.id] += row.penalty if row.waived else 2 * row.penalty
    lost = sum(min(cost, 2 * CAPS[rule]) if rule in CAPS else cost for rule, cost in halves.items())
    return max(0, 100 - (lost + 1) // 2)


def label(points: int) -> str:
    """
    >>> label(85), label(84), label(64)
    ('Focused', 'Could be sharper', 'Unfocused')
    """
    if points >= FOCUSED:
        return "Focused"
    return "Could be sharper" if points >= COULD_BE_SHARPER else "Unfocused"


# Seal: the rules that must have nothing to say, what it stands for, what it waits for.
_SEALS: tuple[tuple[str, set[str], str, str], ...] = (
    (
        "Competency",
        {"L05", "L06", "L14"},
        "It asks what people can do, not how long they sat.",
        "outcome, criteria and evidence fit together",
    ),
    ("Peers", {"L19"}, "People learn from each other.", "people do something together"),
    ("Your job", {"L15", "L16"}, "It solves a problem of a job that is named.", "problem, task and job role are named"),
    ("Focus", set(), "It is about one skill, in a few hours.", f"the focus score reaches {FOCUSED}"),
    (
        "Data",
        {"L18", "L20"},
        "It serves a goal, and people are asked whether it did.",
        "a goal is named and people are asked before and after",
    ),
)


def seals(findings: Sequence[Finding], points: int) -> tuple[Seal, ...]:
    """The five seals. A waived finding lets a program be published; the seal waits all the same."""
    found = {row.id for row in findings}
    earned = {name: not (rules & found) for name, rules, *_ in _SEALS} | {"Focus": points >= FOCUSED}
    return tuple(Seal(name, earned[name], does if earned[name] else f"Not yet: earned when {waits}.") for name, _, does, waits in _SEALS)
