import pytest

from core.rules.design_check.readability import PLAIN, grade, sentences, shutting_out, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("make", 1), ("table", 2), ("briefed", 1), ("wanted", 2), ("boxes", 2), ("incident", 3), ("occupants", 3), ("xyz", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_formula_by_hand() -> None:
    text = "The cat sat on the mat. It was a big cat."  # 11 words, 2 sentences, 11 syllables
    assert grade(text) == pytest.approx(max(0, 0.39 * 11 / 2 + 11.8 * 11 / 11 - 15.59))
    harder = "Incidents disrupt operations."  # 3 words, 1 sentence, 9 syllables
    assert grade(harder) == pytest.approx(0.39 * 3 + 11.8 * 9 / 3 - 15.59)


def test_nothing_to_read_has_no_grade() -> None:
    assert (grade(""), grade(" 12 ?"), words("a b-c d’e"), sentences("One. Two! Three?")) == (0, 0, 3, 3)


@pytest.mark.parametrize("word", sorted(PLAIN))
def test_words_that_shut_people_out_have_a_plainer_one_that_does_not(word: str) -> None:
    assert shutting_out(f"The {word.capitalize()} is here.").casefold() == word
    assert not shutting_out(PLAIN[word])


@pytest.mark.parametrize("text", ["Fire the boiler man-ually", "The shed, hers-elf", "he/she", "lamella", "guyed mast", "her-"])
def test_parts_of_words_shut_nobody_out(text: str) -> None:
    assert not shutting_out(text)
