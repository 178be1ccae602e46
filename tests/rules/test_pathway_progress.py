"""How far somebody is on a pathway: the golden cases, and laws over trees of every shape."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.pathway_progress import (
    Evaluation,
    Held,
    evaluate,
    heading,
    longest_chain_weeks,
    months_left,
    next_programs,
    progress_in_words,
    reached,
    states,
    trace,
)
from core.rules.pathways import AllOf, Milestone, Node, NOf, Ordered, Pathway, ProgramNode, nodes
from tests.builders import a_pathway

FILE = tomllib.loads((Path(__file__).parents[1] / "cases" / "pathways.toml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BADGE = re.compile(r"(?P<code>\S+) (?P<version>\S+) on (?P<on>\S+)(?: until (?P<until>\S+))?(?P<suspended> suspended)?")


def way(name: str) -> Node:
    """A tree of the case file, with keys."""
    return a_pathway(root=FILE["way"][name]).root


def badge(words: str) -> Held:
    said = BADGE.fullmatch(words)
    assert said, words
    until = datetime.fromisoformat(f"{said['until']}T23:59:59+00:00") if said["until"] else None
    on = datetime.fromisoformat(f"{said['on']}T12:00:00+00:00")
    return Held(said["code"], said["version"], on, until, "suspended" if said["suspended"] else "active", f"t-{said['code']}")


@pytest.mark.parametrize("case", FILE["case"], ids=lambda case: case["name"])
def test_the_golden_cases(case: dict) -> None:
    found = evaluate(way(case["way"]), [badge(words) for words in case["holds"]], NOW)
    assert {
        "satisfied": found.satisfied,
        "fraction_bp": found.fraction_bp,
        "open": list(next_programs(found)),
        "missing": list(found.missing),
        "milestones": [milestone.key for milestone in reached(found)],
    } == {name: case[name] for name in ("satisfied", "fraction_bp", "open", "missing", "milestones")}


CODES = [f"P-{number}" for number in range(6)]


def groups(inside: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inside, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda of: AllOf(of=of)),
        several.map(lambda of: Ordered(of=of)),
        several.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: NOf(n=n, of=of))),
        inside.map(lambda node: Milestone(title="Well begun", node=node)),
    )


def leaves() -> st.SearchStrategy[Node]:
    return st.builds(ProgramNode, program=st.sampled_from(CODES), requires_valid=st.booleans(), max_age=st.sampled_from([None, "P1Y"]))


def _keyed(node: Node) -> Node:
    """As the pathway would number it, without its refusals: a law holds for every tree."""
    numbers = iter(range(1, 1000))

    def name(part: Node) -> Node:
        named = part.model_copy(update={"key": f"N{next(numbers)}"})
        if isinstance(named, Milestone):
            return named.model_copy(update={"node": name(named.node)})
        return named if isinstance(named, ProgramNode) else named.model_copy(update={"of": tuple(name(one) for one in named.of)})

    return name(node)


TREES = st.recursive(leaves(), groups, max_leaves=8).map(_keyed)
DAYS = st.integers(0, 900).map(lambda days: NOW - timedelta(days=days))
ENDS = st.one_of(st.none(), st.integers(-400, 400).map(lambda days: NOW + timedelta(days=days)))
BADGES = st.builds(Held, st.sampled_from(CODES), st.just("1.0"), DAYS, ENDS, st.sampled_from(["active", "suspended"]), st.uuids().map(str))
SHELVES = st.lists(BADGES, max_size=6, unique_by=lambda one: one.program)


@given(TREES, SHELVES)
def test_the_fraction_is_whole_exactly_when_it_is_satisfied(tree: Node, shelf: list[Held]) -> None:
    def look(found: Evaluation) -> None:
        assert (found.fraction_bp == 10_000) == found.satisfied == (found.share == 1) == (not found.missing)
        assert 0 <= found.share <= 1 and 0 <= found.percent <= 100
        for child in found.children:
            look(child)

    look(evaluate(tree, shelf, NOW))


@given(TREES, SHELVES, BADGES)
def test_a_further_badge_never_takes_anything_away(tree: Node, shelf: list[Held], more: Held) -> None:
    before, after = evaluate(tree, shelf, NOW), evaluate(tree, [*shelf, more], NOW)
    assert after.share >= before.share
    assert {one.key for one in reached(before)} <= {one.key for one in reached(after)}


@given(TREES, SHELVES.flatmap(lambda shelf: st.tuples(st.just(shelf), st.permutations(shelf))))
def test_the_order_in_which_badges_stand_makes_no_difference(tree: Node, shelves: tuple[list[Held], list[Held]]) -> None:
    one, other = (evaluate(tree, shelf, NOW) for shelf in shelves)
    assert one == other


@given(TREES, SHELVES, st.integers(0, 2000))
def test_time_takes_away_only_where_a_badge_must_be_in_force_or_fresh(tree: Node, shelf: list[Held], days: int) -> None:
    later = evaluate(tree, shelf, NOW + timedelta(days=days))
    if not any(isinstance(node, ProgramNode) and (node.requires_valid or node.max_age) for node in nodes(tree)):
        assert later.share == evaluate(tree, shelf, NOW).share
    else:
        assert later.share <= evaluate(tree, shelf, NOW).share


@given(TREES, SHELVES)
def test_there_is_always_a_next_step_until_everything_is_there(tree: Node, shelf: list[Held]) -> None:
    found = evaluate(tree, shelf, NOW)
    assert bool(next_programs(found)) == (not found.satisfied)
    assert set(next_programs(found)) <= set(found.missing)


@given(TREES, SHELVES)
def test_the_badges_that_count_are_enough(tree: Node, shelf: list[Held]) -> None:
    """What a capstone rests on brings it about again, and by the same trace."""
    found = evaluate(tree, shelf, NOW)
    again = evaluate(tree, found.counted, NOW)
    assert again.satisfied == found.satisfied and set(found.counted) <= set(shelf)
    assert trace(found, {}).passed == found.satisfied
    if found.satisfied:
        assert set(again.counted) == set(found.counted)


@given(TREES, SHELVES)
def test_an_order_asks_for_the_same_as_all_of(tree: Node, shelf: list[Held]) -> None:
    """It holds back what comes later; it takes nothing away."""

    def loosened(node: Node) -> Node:
        match node:
            case ProgramNode():
                return node
            case Milestone():
                return node.model_copy(update={"node": loosened(node.node)})
            case NOf():
                return node.model_copy(update={"of": tuple(map(loosened, node.of))})
            case _:
                return AllOf(key=node.key, of=tuple(map(loosened, node.of)))

    assert evaluate(loosened(tree), shelf, NOW).share == evaluate(tree, shelf, NOW).share


def test_every_part_has_a_state_and_what_comes_later_waits() -> None:
    found = evaluate(way("P-A"), [badge("CMS-200 1.0 on 2026-01-10"), badge("NRG-210 1.0 on 2026-01-10")], NOW)
    said = {node.program: states(found)[node.key] for node in nodes(way("P-A")) if isinstance(node, ProgramNode)}
    assert said == {"CMS-200": "earned", "CMS-201": "open", "SAF-120": "locked", "NRG-210": "earned", "BAS-220": "spare"}


@pytest.mark.parametrize(
    ("holds", "started", "words"),
    [
        ([], False, "Every badge that you earn on the way counts."),
        ([], True, "You are at the beginning."),
        (["MTG-102 1.0 on 2026-01-10"], False, "You are already 33 % there."),
        (["MTG-102 1.0 on 2026-01-10"], True, "You are 33 % there."),
        (["MTG-102 1.0 on 2026-01-10", "FBK-105 1.0 on 2026-01-10", "NEG-110 1.0 on 2026-01-10"], True, "You have everything"),
    ],
)
def test_progress_is_said_in_words(holds: list[str], started: bool, words: str) -> None:
    found = evaluate(way("P-B"), list(map(badge, holds)), NOW)
    assert progress_in_words(found, started=started).startswith(words)


def test_the_longest_chain_is_reckoned_along_orders_and_by_the_quickest_choice() -> None:
    weeks = {"CMS-200": 1, "CMS-201": 3, "SAF-120": 2, "NRG-210": 4, "BAS-220": 5}
    assert longest_chain_weeks(way("P-A"), weeks) == 1 + 3 + 2 + 4
    assert longest_chain_weeks(way("P-B"), {"MTG-102": 1, "COM-101": 2, "FBK-105": 3, "NEG-110": 4}) == 3


def test_the_months_that_are_left_are_a_plan() -> None:
    pathway: Pathway = a_pathway(root=FILE["way"]["P-B"])
    found = evaluate(pathway.root, [badge("MTG-102 1.0 on 2026-01-10")], NOW)
    assert months_left(pathway, found) == 6 and months_left(pathway, evaluate(pathway.root, [], NOW)) == 9


def test_the_trace_says_which_badge_counted() -> None:
    titles = {"COM-101": "Brief occupants", "COM-100": "Speak up"}
    lines = trace(evaluate(way("P-B"), [badge("COM-100 1.0 on 2026-05-04")], NOW), titles).trace
    assert lines[1].text == "Brief occupants: held since 4 May 2026, by the badge of Speak up" and lines[1].holds
    assert lines[0].holds is None  # inside a choice nothing that is missing decides
    assert (lines[-1].text, lines[-1].holds) == ("1 of 4 parts are there, 3 needed", False)


def test_a_group_says_what_it_asks_for() -> None:
    one, two = ProgramNode(program="A"), ProgramNode(program="B")
    assert heading(NOf(n=2, of=(one, two))) == "All of these" and heading(Ordered(of=(one,))) == "All of these, in this order"
