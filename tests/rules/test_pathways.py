"""Pathways: what nobody could complete or follow is refused, in a sentence."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.rules.pathways import Pathway as Model
from core.rules.pathways import circle, codes, depth, milestones, nodes, program_nodes
from tests.builders import a_pathway


def one(code: str, **more: Any) -> dict[str, Any]:
    return {"kind": "program", "program": code, **more}


def group(*of: dict[str, Any], kind: str = "all_of", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "of": list(of), **more}


@pytest.mark.parametrize(
    ("root", "sentence"),
    [
        (group(one("A"), one("A")), "A is named twice"),
        (group(one("A"), group(one("A"), one("B"))), "A is named twice"),
        (one("PTH-001"), "cannot ask for its own badge"),
        (one("A", equivalents=["PTH-001"]), "cannot ask for its own badge"),
        (one("A", equivalents=["A"]), "its own equivalent"),
        (group(one("A"), kind="n_of", n=2), "asks for more parts than it has"),
        (group(group(group(group(one("A"))))), "more than 3 deep"),
        (group(one("A", key="X"), one("B", key="X")), "same key"),
        (group(*[one(f"A-{number}") for number in range(41)]), "at most 40 programs"),
        (group(), "at least 1 item"),
        (group(one("A"), kind="n_of", n=0), "greater than or equal to 1"),
        (one("A", max_age="PT1H"), "Write a duration"),
        (one("A", min_version="new"), "pattern"),
    ],
)
def test_what_nobody_could_complete_is_refused(root: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        a_pathway(root=root)


def test_parts_get_keys_in_their_order_and_those_that_have_one_keep_it() -> None:
    root = a_pathway(root=group(one("A"), one("B", key="N1"), {"kind": "milestone", "title": "Half", "node": one("C")})).root
    assert [node.key for node in nodes(root)] == ["N2", "N3", "N1", "N4", "N5"]


def test_what_a_tree_names() -> None:
    root = a_pathway().root
    assert [leaf.program for leaf in program_nodes(root)] == ["COM-101", "ORI-001", "ACC-115"]
    assert codes(a_pathway(root=one("A", equivalents=["B", "C"])).root) == ("A", "B", "C")
    assert [milestone.title for milestone in milestones(root)] == ["First step"] and depth(root) == 2


def test_a_pathway_is_read_back_as_it_was_written_and_has_the_same_hash() -> None:
    again = Model.model_validate_json(a_pathway().model_dump_json())
    assert again == a_pathway() and again.content_sha256() == a_pathway().content_sha256()


def test_pathways_that_wait_for_each_other_are_found() -> None:
    assert circle({"P": ["A", "Q"], "Q": ["B"]}) == ()
    assert set(circle({"P": ["Q"], "Q": ["R"], "R": ["P"], "S": ["P"]})) == {"P", "Q", "R"}
    assert circle({"P": ["P"]})[0] == "P"


@given(st.dictionaries(st.sampled_from("PQRSTU"), st.lists(st.sampled_from("PQRSTUABC"), max_size=4), max_size=6))
def test_a_circle_is_one_and_none_is_missed(asks_for: dict[str, list[str]]) -> None:
    found = circle(asks_for)
    for earlier, later in pairwise(found):
        assert earlier in asks_for[later]  # each is asked for by the next
    if not found:  # then everything can be completed, the ones that ask for nothing first
        done: set[str] = set("ABC") | (set("PQRSTU") - set(asks_for))
        while ready := {code for code, named in asks_for.items() if code not in done and set(named) <= done}:
            done |= ready
        assert set(asks_for) <= done
