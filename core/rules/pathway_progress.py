"""How far somebody is on a pathway: computed from the badges they hold, whenever it is asked, with or without having started.

Fractions are exact; in basis points (10,000 is everything) they are rounded down, so that only what is complete reads complete.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil
from typing import Literal

from core.rules.awards import RecordedState, standing
from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.pathways import AllOf, AnyGroup, Milestone, Node, NOf, Ordered, Pathway, ProgramNode, parts, program_nodes, version_order
from core.rules.times import add_duration, duration_in_words, long_day

WHOLE_BP = 10_000
NodeState = Literal["earned", "open", "locked", "spare"]
STATE_WORDS: dict[NodeState, str] = {"earned": "earned", "open": "open to you", "locked": "not yet", "spare": "no longer needed"}


@dataclass(frozen=True)
class Held:
    """A badge that somebody holds, in force or not: revoked ones and those that a newer badge replaced are not among them."""

    program: str
    version: str
    awarded_at: datetime
    valid_until: datetime | None
    state: RecordedState
    token: str


@dataclass(frozen=True)
class Evaluation:
    """A part of the way: ``counted`` are the badges that it rests on, ``missing`` the programs that could still bring it forward."""

    node: Node
    satisfied: bool
    share: Fraction
    counted: tuple[Held, ...]
    missing: tuple[str, ...]
    children: tuple[Evaluation, ...]

    @property
    def fraction_bp(self) -> int:
        return int(self.share * WHOLE_BP)

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down.

        >>> Evaluation(ProgramNode(program="A"), False, Fraction(2, 3), (), (), ()).percent
        66
        """
        return int(self.share * 100)


def evaluate(node: Node, held: Collection[Held], now: datetime) -> Evaluation:
    """Domain 3.7: of *all of* the mean, of *n of* the mean of the best n; an order holds back and takes nothing away."""
    if isinstance(node, ProgramNode):
        return _program(node, held, now)
    children = tuple(evaluate(part, held, now) for part in parts(node))
    needed = node.n if isinstance(node, NOf) else len(children)
    best = sorted(children, key=lambda child: -child.share)[:needed]
    satisfied = sum(child.satisfied for child in children) >= needed
    counted = dict.fromkeys(badge for child in _resting_on(node, children, needed) for badge in child.counted)
    missing = () if satisfied else tuple(dict.fromkeys(code for child in children for code in child.missing))
    return Evaluation(node, satisfied, sum((child.share for child in best), Fraction(0)) / needed, tuple(counted), missing, children)


def _resting_on(node: Node, children: tuple[Evaluation, ...], needed: int) -> Iterable[Evaluation]:
    """Of a choice that is made, as many parts as are needed; otherwise everything that is there."""
    made = [child for child in children if child.satisfied]
    return made[:needed] if isinstance(node, NOf) and len(made) >= needed else children


def _program(node: ProgramNode, held: Collection[Held], now: datetime) -> Evaluation:
    counting = sorted((badge for badge in held if counts(node, badge, now)), key=lambda badge: (badge.program != node.program, badge.token))
    found = bool(counting)
    return Evaluation(node, found, Fraction(found), tuple(counting[:1]), () if found else (node.program,), ())


def counts(node: ProgramNode, badge: Held, now: datetime) -> bool:
    """Whether a badge counts as the one that is asked for. An equivalent counts in every version."""
    if badge.program == node.program:
        if node.min_version and version_order(badge.version) < version_order(node.min_version):
            return False
    elif badge.program not in node.equivalents:
        return False
    if node.requires_valid and standing(badge.state, badge.valid_until, now) != "valid":
        return False
    return not (node.max_age and now > add_duration(badge.awarded_at, node.max_age))


def states(evaluation: Evaluation, *, locked: bool = False, spare: bool = False) -> dict[str, NodeState]:
    """The state of every part by its key. In an order what comes later is locked until the part before is there."""
    state: NodeState = "earned" if evaluation.satisfied else "spare" if spare else "locked" if locked else "open"
    found: dict[str, NodeState] = {evaluation.node.key: state}
    chosen = spare or (isinstance(evaluation.node, NOf) and evaluation.satisfied)
    waiting = locked
    for child in evaluation.children:
        found |= states(child, locked=waiting, spare=chosen)
        waiting = waiting or (isinstance(evaluation.node, Ordered) and not child.satisfied)
    return found


def next_programs(evaluation: Evaluation) -> tuple[str, ...]:
    """The programs that are open to somebody now and bring the pathway forward, in its order."""
    known = states(evaluation)
    return tuple(leaf.program for leaf in program_nodes(evaluation.node) if known[leaf.key] == "open")


def reached(evaluation: Evaluation) -> tuple[Milestone, ...]:
    """The milestones whose part of the way is there, in the order of the pathway."""
    here = (evaluation.node,) if isinstance(evaluation.node, Milestone) and evaluation.satisfied else ()
    return here + tuple(milestone for child in evaluation.children for milestone in reached(child))


def progress_in_words(evaluation: Evaluation, *, started: bool) -> str:
    """One sentence, for example *You are already 40 % there.*"""
    if evaluation.satisfied:
        return "You have everything that this pathway asks for."
    if not evaluation.share:
        return "You are at the beginning." if started else "Every badge that you earn on the way counts."
    return f"You are {'' if started else 'already '}{evaluation.percent} % there."


def months_left(pathway: Pathway, evaluation: Evaluation) -> int:
    """How many of the planned months are left, as a plan: the share that is missing of the whole, rounded up."""
    return ceil(pathway.months * (1 - evaluation.share))


def longest_chain_weeks(node: Node, weeks: Mapping[str, int]) -> int:
    """The weeks along the longest ordered chain (domain 3.7): what can be done side by side counts once; of a choice, the quickest.

    ``weeks``: how long each program is meant to take.
    """
    if isinstance(node, ProgramNode):
        return weeks.get(node.program, 0)
    each = [longest_chain_weeks(part, weeks) for part in parts(node)]
    if isinstance(node, Ordered):
        return sum(each)
    return max(sorted(each)[: node.n]) if isinstance(node, NOf) else max(each)


def fewest_badges(node: Node) -> int:
    """How many badges are enough: of a choice the parts that need fewest."""
    if isinstance(node, ProgramNode):
        return 1
    each = sorted(fewest_badges(part) for part in parts(node))
    return sum(each[: node.n] if isinstance(node, NOf) else each)


def trace(evaluation: Evaluation, titles: Mapping[str, str]) -> RuleResult:
    """The evaluation in words, to be kept with the badge; from the same badges on the same day it comes out the same."""
    return RuleResult(verdict="pass" if evaluation.satisfied else "not_yet", trace=tuple(_lines(evaluation, titles, binding=True)))


def _lines(evaluation: Evaluation, titles: Mapping[str, str], *, binding: bool) -> Iterable[TraceLine]:
    """The parts, then what they come to. Inside a choice no single part decides."""
    node = evaluation.node
    if isinstance(node, ProgramNode):
        holds = evaluation.satisfied if binding or evaluation.satisfied else None
        yield TraceLine(text=f"{titles.get(node.program, node.program)}: {_badge_words(node, evaluation, titles)}", holds=holds)
        return
    for child in evaluation.children:
        yield from _lines(child, titles, binding=binding and not isinstance(node, NOf))
    if not isinstance(node, Milestone):
        yield TraceLine(text=_sum_words(node, evaluation), holds=evaluation.satisfied if binding else None)


def _badge_words(node: ProgramNode, evaluation: Evaluation, titles: Mapping[str, str]) -> str:
    if not evaluation.counted:
        return "no badge yet" if not node.requires_valid else "no badge in force"
    badge = evaluation.counted[0]
    by = "" if badge.program == node.program else f", by the badge of {titles.get(badge.program, badge.program)}"
    return f"held since {long_day(badge.awarded_at.date())}{by}"


def _sum_words(node: AnyGroup, evaluation: Evaluation) -> str:
    there = sum(child.satisfied for child in evaluation.children)
    needed = node.n if isinstance(node, NOf) else len(evaluation.children)
    return f"{there} of {len(evaluation.children)} parts are there, {needed} needed"


def heading(node: AllOf | NOf | Ordered) -> str:
    """What a group asks for, as people read it.

    >>> heading(NOf(n=1, of=(ProgramNode(program="A"), ProgramNode(program="B"))))
    'Any one of these 2'
    """
    match node:
        case NOf() if node.n < len(node.of):
            return f"Any {'one' if node.n == 1 else node.n} of these {len(node.of)}"
        case Ordered():
            return "All of these, in this order"
        case _:
            return "All of these"


def asked(node: ProgramNode) -> str:
    """What a badge must be besides there, in a few words; empty where nothing more is asked."""
    from_version = f"from version {node.min_version} on" if node.min_version else ""
    in_force = "in force on the day" if node.requires_valid else ""
    return ", ".join(filter(None, (from_version, in_force, _fresh(node))))


def _fresh(node: ProgramNode) -> str:
    return f"awarded within {duration_in_words(node.max_age)}" if node.max_age else ""
