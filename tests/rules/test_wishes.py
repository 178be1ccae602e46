import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, RuleBroken
from core.rules.wishes import LONGEST, check_has_not_wished_enough, check_words


@pytest.mark.parametrize("typed", ["", "   ", "x" * (LONGEST + 1), "zero\x00"])
def test_refused_at_the_field(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_words(typed)
    assert set(refused.value.fields) == {"words"}


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20))
def test_the_same_wish_of_two_people_is_one(word: str) -> None:
    assert check_words(f"  {word.upper()}  plan ") == check_words(f"{word.lower()} PLAN")
    assert check_words(check_words(word)) == check_words(word)


def test_ten_a_day() -> None:
    check_has_not_wished_enough(9)
    with pytest.raises(RuleBroken):
        check_has_not_wished_enough(10)
