import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.ordering import begins_at, visual_order

LETTERS = st.text("abאבעم12٣+-,.$% ()[]\u0301\u200d\u2029!", max_size=40)


def shown(line: str, base: str = "L") -> str:
    """The line as the eye meets it, brackets unturned."""
    return "".join(line[index] for index, _ in visual_order(line, "R" if base == "R" else "L"))


def test_latin_stands_as_it_is_written() -> None:
    assert shown("José 12") == "José 12"
    assert not any(leftwards for _, leftwards in visual_order("José 12", "L"))


@pytest.mark.parametrize(
    ("line", "base", "seen"),
    [
        ("אב 12 גד", "L", "דג 12 בא"),
        ("x אב 12 גד y", "L", "x דג 12 בא y"),
        ("محمد 12 علي", "R", "يلع 12 دمحم"),
        ("אב 12", "R", "12 בא"),
        ("x אב", "R", "בא x"),
        ("1א", "L", "1א"),
        ("א 1,234.5%", "R", "1,234.5% א"),
        ("אב (גד) x", "L", ")דג( בא x"),
        ("a (ב) c", "L", "a (ב) c"),
    ],
)
def test_numbers_and_brackets_stand_where_a_reader_looks_for_them(line: str, base: str, seen: str) -> None:
    assert shown(line, base) == seen


@given(LETTERS, st.sampled_from("LR"))
def test_every_character_stands_somewhere_once(line: str, base: str) -> None:
    order = visual_order(line, "R" if base == "R" else "L")
    assert sorted(index for index, _ in order) == list(range(len(line)))


@given(st.text("אבגד", min_size=1, max_size=20))
def test_hebrew_alone_is_mirrored(line: str) -> None:
    assert shown(line) == line[::-1]


def test_tag_characters_in_a_text_do_not_disturb_the_order() -> None:
    assert [index for index, _ in visual_order("a\U000e0041ב", "L")] == [0, 1, 2]


def test_what_is_no_line_is_refused() -> None:
    with pytest.raises(ValueError, match="32769"):
        visual_order("x" * 32769, "L")


@pytest.mark.parametrize(("text", "side"), [("", "L"), ("12", "L"), ("1.\nשלום", "R"), ("Amara محمد", "L"), ("محمد Okafor", "R")])
def test_a_text_begins_where_its_first_letter_says(text: str, side: str) -> None:
    assert begins_at(text) == side
