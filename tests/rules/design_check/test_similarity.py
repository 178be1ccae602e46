from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.design_check.similarity import likeness


def test_the_cosine_by_hand() -> None:
    # "ab" has the runs " ab", "ab "; "abc" has " ab", "abc", "bc ": they share one of them.
    shared, own = log(3 / 3) + 1, log(3 / 2) + 1
    expected = shared**2 / (sqrt(shared**2 + own**2) * sqrt(shared**2 + 2 * own**2))
    assert likeness("ab", ["abc"]) == [pytest.approx(expected)]


def test_case_and_space_make_no_difference() -> None:
    assert likeness("Brief  people", ["brief people", "zzz qqq", ""]) == [pytest.approx(1), 0, pytest.approx(0)]


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_between_nothing_and_one(text: str, others: list[str]) -> None:
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in likeness(text, others))


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_it_is_the_same_from_both_sides(a: str, b: str) -> None:
    assert likeness(a, [b]) == [pytest.approx(likeness(b, [a])[0])]
