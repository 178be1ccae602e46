"""Who is asked to look at a draft, and what a useful answer is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, RuleBroken
from core.rules.peers import (
    LONGEST_NOTE,
    MOST_OPEN,
    Note,
    Peer,
    check_may_ask,
    check_may_give,
    check_notes,
    choose,
    may_moderate,
    still_wanted,
)

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
NAMES = [f"p{number}" for number in range(8)]
peers = st.lists(
    st.builds(Peer, st.sampled_from(NAMES), st.integers(0, 3), st.integers(0, 4), st.sampled_from(["", "2026-01-01", "2026-05-01"])),
    max_size=8,
    unique_by=lambda peer: peer.member_id,
)


@given(peers, st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), st.integers(0, 4))
def test_never_oneself_never_twice_and_never_too_much(found: list[Peer], author: str, before: set[str], wanted: int) -> None:
    chosen = choose(found, author=author, asked_before=before, wanted=wanted)
    assert len(chosen) == len(set(chosen)) <= wanted
    assert author not in chosen and not before & set(chosen)
    open_tasks = {peer.member_id: peer.open for peer in found}
    assert all(open_tasks[member] < MOST_OPEN for member in chosen)


@given(peers, st.integers(1, 4))
def test_whoever_is_passed_over_has_at_least_as_much_to_do(found: list[Peer], wanted: int) -> None:
    chosen = set(choose(found, author="somebody", asked_before=(), wanted=wanted))
    free = [peer for peer in found if peer.open < MOST_OPEN]
    for taken in (peer for peer in free if peer.member_id in chosen):
        for passed in (peer for peer in free if peer.member_id not in chosen):
            assert (taken.open, taken.given, taken.last_at) <= (passed.open, passed.given, passed.last_at)


@given(st.permutations(NAMES))
def test_the_order_of_the_list_says_nothing(order: list[str]) -> None:
    everybody = [Peer(name, 0, 0, "") for name in order]
    assert choose(everybody, author="p0", asked_before=(), wanted=2) == ["p1", "p2"]


@given(st.integers(1, 40))
def test_round_robin_keeps_the_load_even(drafts: int) -> None:
    given_: dict[str, int] = dict.fromkeys(NAMES, 0)
    for number in range(drafts):
        everybody = [Peer(name, 0, done, "") for name, done in given_.items()]
        for chosen in choose(everybody, author=f"author {number}", asked_before=(), wanted=2):
            given_[chosen] += 1
    assert max(given_.values()) - min(given_.values()) <= 1


@pytest.mark.parametrize(
    ("states", "wanted"),
    [((), 2), (("assigned",), 1), (("given", "assigned"), 0), (("declined", "expired"), 2), (("declined", "given", "expired"), 1)],
)
def test_who_declined_or_was_late_is_replaced(states: tuple, wanted: int) -> None:
    assert still_wanted(states) == wanted


@pytest.mark.parametrize(
    ("state", "items", "already", "words"),
    [("submitted", 1, False, "handed in"), ("draft", 0, False, "nothing to look at"), ("draft", 1, True, "already")],
)
def test_what_nobody_is_asked_about(state: str, items: int, already: bool, words: str) -> None:
    check_may_ask("draft", items=1, already=False)
    with pytest.raises(RuleBroken, match=words):
        check_may_ask(state, items=items, already=already)


@pytest.mark.parametrize(
    ("state", "left", "is_draft", "words"),
    [
        ("given", 1, True, "already"),
        ("declined", 1, True, "is over"),
        ("expired", 1, True, "is over"),
        ("assigned", 0, True, "is over"),
        ("assigned", 1, False, "handed the work in"),
    ],
)
def test_what_cannot_be_answered_any_more(state: str, left: int, is_draft: bool, words: str) -> None:
    check_may_give("assigned", expires_at=NOW + timedelta(seconds=1), now=NOW, is_draft=True)
    with pytest.raises(RuleBroken, match=words):
        check_may_give(state, expires_at=NOW + timedelta(seconds=left), now=NOW, is_draft=is_draft)


@pytest.mark.parametrize(
    ("notes", "field"),
    [
        ({}, ""),
        ({"C1": Note()}, ""),
        ({"C1": Note("Strong", "")}, "C1"),
        ({"C1": Note("", "More")}, "C1"),
        ({"C1": Note(level=2)}, "C1"),
        ({"C1": Note("a", "b"), "C2": Note("x" * (LONGEST_NOTE + 1), "b")}, "C2"),
        ({"C9": Note("a", "b")}, "C9"),
    ],
)
def test_halves_are_told_at_their_criterion(notes: dict, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_notes(notes, {"C1", "C2"})
    assert field in refused.value.fields


def test_one_criterion_is_enough_and_empty_ones_are_left_out() -> None:
    assert check_notes({"C1": Note("a", "b", 2), "C2": Note()}, {"C1", "C2"}) == {"C1": Note("a", "b", 2)}


@pytest.mark.parametrize(
    ("judges", "is_running", "is_giver", "may"),
    [
        (False, True, False, True),
        (False, False, False, True),
        (True, False, False, True),
        (True, True, False, False),
        (False, False, True, False),
        (False, True, True, False),
    ],
)
def test_who_decides_about_what_was_reported(judges: bool, is_running: bool, is_giver: bool, may: bool) -> None:
    assert may_moderate(judges=judges, is_running=is_running, is_giver=is_giver) == may
