import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.linebreaks import broken, units
from tests.badges.views import NAMES

TEXTS = st.text("ab 王ーが（）ำน\u0301é\n", max_size=60)


@given(TEXTS, st.integers(1, 20))
def test_nothing_but_spaces_is_lost_and_the_order_stays(text: str, width: int) -> None:
    lines = broken(text, width, len)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(1, 20))
def test_a_line_is_too_wide_only_where_it_cannot_be_broken(text: str, width: int) -> None:
    for line in broken(text, width, len):
        assert len(line) <= width or len(units(line)) == 1


def test_words_stay_whole_and_line_ends_are_kept() -> None:
    assert broken("one two\n\nthree", 7, len) == ["one two", "", "three"]
    assert broken("one two", 6, len) == ["one", "two"]


def test_japanese_breaks_between_characters_but_not_before_a_closing_mark() -> None:
    assert broken("データベース、設計", 3, len) == ["データ", "ベー", "ス、設", "計"]
    assert broken("データベース", 2, len) == ["デー", "タ", "ベー", "ス"]
    assert broken("（一）二", 3, len) == ["（一）", "二"]


def test_what_is_wider_than_a_line_is_broken_between_letters() -> None:
    assert broken("see https://x.y", 8, len) == ["see http", "s://x.y"]


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_keeps_its_marks(name: str) -> None:
    assert "".join(units(name)) == name
    assert all(not unit.startswith(("\u0301", "ำ", "\u094d")) for unit in units(name))


def test_joined_devanagari_stays_together() -> None:
    assert units("क्षत्रिय") == ["क्ष", "त्रि", "य"]


def test_a_text_without_end_is_broken_in_good_time() -> None:
    assert len(broken("x" * 50_000, 100, len)) == 500
