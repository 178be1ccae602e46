import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.erasure import WITHHELD
from core.rules.names_shown import as_shown, choice, initials


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Amara Okafor", "A. O."),
        ("Siobhán O'Connor", "S. O."),
        ("Élodie d’Aubigné", "É. d."),
        ("E\u0301lodie", "E\u0301."),  # the same letter, written with a mark of its own
        ("李伟", "李."),
        ("محمد العلي", "م. ا."),
        ("नीना शर्मा", "नी. श."),
        ("Ada", "A."),
    ],
)
def test_the_first_letter_of_every_word(name: str, short: str) -> None:
    assert initials(name) == short == as_shown(name, "initials")


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=2, max_size=8), min_size=1, max_size=4))
def test_no_word_of_the_name_is_left(words: list[str]) -> None:
    shown = as_shown(" ".join(words), "initials").split()
    assert len(shown) == len(words) and all(part not in words and len(part) == 2 for part in shown)


def test_withheld_says_so_and_full_is_the_name() -> None:
    assert as_shown("Ada Obi", "withheld") == WITHHELD and as_shown("Ada Obi", "full") == "Ada Obi"
    assert choice("initials") == "initials"
    with pytest.raises(BadInput):
        choice("loud")
