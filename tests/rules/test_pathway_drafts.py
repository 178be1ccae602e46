"""Pathways in the making: parts are added, moved and taken out, and nothing else changes by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.rules import pathway_drafts as drafts
from core.rules.pathway_drafts import ROOT, DraftNode, PathwayDraft, draft_of, every, pathway_of, stack, what_is_missing
from core.rules.pathways import AllOf, Milestone, NOf
from tests.builders import a_pathway

WORDS = {"code": "PTH-009", "title": "Two steps", "outcome": "Look after a building", "description": "For everybody."}


def keys(draft: PathwayDraft) -> list[str]:
    return [node.key for node in every(draft.root)]


@pytest.mark.parametrize(
    "pathway",
    [
        a_pathway(),
        a_pathway(validity="P3Y", job_roles=["Planner"]),
        a_pathway(root={"kind": "milestone", "title": "All", "node": {"kind": "program", "program": "A", "max_age": "P1Y"}}),
    ],
)
def test_a_published_pathway_as_a_draft_is_the_same_pathway_again(pathway: object) -> None:
    assert pathway_of(draft_of(pathway)) == pathway  # type: ignore[arg-type]


def test_a_single_program_becomes_a_group_that_more_can_be_added_to() -> None:
    draft = draft_of(a_pathway(root={"kind": "program", "program": "COM-101"}))
    assert draft.root.is_group and isinstance(pathway_of(draft).root, AllOf)


def test_an_empty_draft_says_what_is_missing_in_sentences() -> None:
    said = what_is_missing(PathwayDraft())
    assert said[0] == "The pathway is empty: add a program."
    assert any(sentence.startswith("Title: ") for sentence in said) and any(sentence.startswith("Code: ") for sentence in said)


def test_each_place_that_is_open_is_named() -> None:
    draft = drafts.added(PathwayDraft(**WORDS), ROOT, "program")
    assert what_is_missing(draft) == ("Choose a program for each place.",)
    draft = drafts.added(drafts.changed(draft, "N1", program="COM-101"), ROOT, "milestone")
    assert what_is_missing(draft) == ("A milestone is empty: add a program, or take it out.", "Give each milestone a title.")
    assert what_is_missing(drafts.removed(draft, "N2")) == ()


def test_what_the_pathway_itself_refuses_is_said_too() -> None:
    assert what_is_missing(stack("Twice", ["A", "A"], in_order=False).with_(**WORDS)) == (
        "A is named twice. One badge counts once: name it in one place.",
    )


def test_a_milestone_around_several_parts_asks_for_all_of_them() -> None:
    draft = drafts.added(PathwayDraft(**WORDS), ROOT, "milestone", title="Half")
    for code in ("A", "B"):
        draft = drafts.added(draft, "N1", "program", program=code)
    (milestone,) = pathway_of(draft).root.of  # type: ignore[union-attr]
    assert isinstance(milestone, Milestone) and isinstance(milestone.node, AllOf) and len(milestone.node.of) == 2


def test_a_part_moves_by_its_key_and_stops_at_the_ends() -> None:
    draft = stack("Three", ["A", "B", "C"], in_order=True)
    assert keys(drafts.moved(draft, "N3", -1)) == [ROOT, "N1", "N3", "N2"]
    assert keys(drafts.moved(draft, "N1", -1)) == keys(draft) == keys(drafts.moved(draft, "N3", 5))


def test_a_part_moves_out_to_the_place_behind_its_group() -> None:
    draft = drafts.added(stack("One", ["A"], in_order=True), ROOT, "n_of")
    draft = drafts.added(drafts.added(draft, "N2", "program", program="B"), "N2", "program", program="C")
    draft = drafts.added(draft, ROOT, "program", program="D")
    assert keys(drafts.moved_out(draft, "N3")) == [ROOT, "N1", "N2", "N4", "N3", "N5"]
    assert drafts.moved_out(draft, "N1") == draft  # it stands outside already


def test_a_choice_never_asks_for_more_than_is_left() -> None:
    draft = draft_of(a_pathway(root={"kind": "n_of", "n": 2, "of": [{"kind": "program", "program": code} for code in ("A", "B")]}))
    left = pathway_of(drafts.removed(draft, "N3").with_(**WORDS)).root
    assert isinstance(left, NOf) and left.n == 1 and len(left.of) == 1


def test_groups_can_be_added_as_deep_as_a_pathway_may_be() -> None:
    draft, into = PathwayDraft(), ROOT
    while drafts.may_hold_group(draft.root, into):
        draft = drafts.added(draft, into, "all_of")
        into = keys(draft)[-1]
    draft = drafts.added(draft, into, "program", program="A").with_(**WORDS)
    assert what_is_missing(draft) == () and len(keys(draft)) == 4


def test_a_draft_holds_no_field_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError):
        drafts.changed(stack("One", ["A"], in_order=True), "N1", colour="red")


ACTS = st.lists(
    st.tuples(st.sampled_from(["program", "group", "milestone", "up", "down", "out", "remove"]), st.integers(0, 30)), max_size=25
)


@given(ACTS)
def test_whatever_is_done_keys_stay_unique_and_only_removing_takes_away(acts: list[tuple[str, int]]) -> None:
    draft = PathwayDraft()
    for act, number in acts:
        before = list(every(draft.root))
        chosen = before[number % len(before)]
        draft = _done(draft, act, chosen)
        after = keys(draft)
        assert len(set(after)) == len(after) and after[0] == ROOT
        if act != "remove":
            assert {node.key for node in before} <= set(after)


def _done(draft: PathwayDraft, act: str, node: DraftNode) -> PathwayDraft:
    match act:
        case "up" | "down":
            return drafts.moved(draft, node.key, -1 if act == "up" else 1)
        case "out":
            return drafts.moved_out(draft, node.key)
        case "remove":
            return drafts.removed(draft, node.key)
        case _ if node.is_group:
            return drafts.added(draft, node.key, {"program": "program", "group": "n_of", "milestone": "milestone"}[act])  # type: ignore[arg-type]
    return draft
