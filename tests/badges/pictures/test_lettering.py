from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.badges.pictures.lettering import LEADING, Room, balanced, fitted, rows
from core.badges.typesetting import line_width

SQUARE = Room(lambda y: 0.7 if abs(y) <= 0.5 else 0.0, 0.0, 1.0, 0.3)
WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=9)


@given(WORDS, st.integers(1, 4))
def test_balanced_lines_keep_every_word_in_order(words: list[str], count: int) -> None:
    lines = balanced(words, [float(len(word)) for word in words], " ", count)
    assert " ".join(lines) == " ".join(words)
    assert len(lines) == min(count, len(words))


@given(WORDS)
def test_a_fitted_title_stays_in_its_room(words: list[str]) -> None:
    size, lines = fitted(" ".join(words), SQUARE, "en")
    assert size * LEADING * len(lines) <= SQUARE.height + 1e-6
    assert all(line_width(line, 700) * size <= 1.4 + 1e-6 for line in lines)


def test_a_short_title_is_as_large_as_allowed_and_a_long_one_smaller() -> None:
    assert fitted("Weld", SQUARE, "en") == (0.3, ["Weld"])
    size, lines = fitted("Read a Balance Sheet and Explain It to a Board of Trustees", SQUARE, "en")
    assert size < 0.2 and len(lines) == 4


def test_japanese_breaks_between_characters_but_not_before_a_lengthening_mark() -> None:
    _, lines = fitted("データベースの設計と運用の基礎", SQUARE, "ja")
    assert "".join(lines) == "データベースの設計と運用の基礎"
    assert len(lines) > 1 and not any(line.startswith("ー") for line in lines)


def test_rows_are_evenly_spaced() -> None:
    baselines = [baseline for _, baseline, _, _ in rows((0.2, ["a", "b", "c"]), 0.0, 700)]
    assert [round(b - a, 6) for a, b in pairwise(baselines)] == [round(0.2 * LEADING, 6)] * 2
