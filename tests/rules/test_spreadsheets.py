"""What strangers typed stands in files that are opened in spreadsheets, and comes back from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.spreadsheets import guarded, unguarded

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", [*SIGNS, "\t", "\r"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\n", "\0", "\u200b", "\ufeff", "\u202e"])
def test_no_cell_begins_like_a_formula(before: str, sign: str) -> None:
    assert guarded(f"{before}{sign}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["", "Zoë", "A-1", "1=1", "'s Gravenhage", " plain"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(max_size=20), st.sampled_from(["", *SIGNS, "\t=", " -"]))
def test_guarding_is_undone(rest: str, start: str) -> None:
    text = start + rest
    cell = guarded(text)
    assert not cell.lstrip().startswith(tuple(SIGNS))
    assert unguarded(cell) == text or cell == text
