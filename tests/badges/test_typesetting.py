import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from core.badges.typesetting import Pen, _shaped, chain, faces_for, line_width, serif, tidy, unsettable
from tests.badges.views import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_scripts_are_set_without_a_missing_glyph(name: str) -> None:
    assert unsettable(name) == ""
    assert tidy(name) == name
    assert 0 not in [glyph.number for glyph in _shaped(name, 400, "")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zoë 🎉", "🎉 (party popper)"),
        ("𐌰𐌱", "𐌰 (gothic letter ahsa), 𐌱 (gothic letter bairkan)"),
        ("a\ue000b", "U+E000"),
        ("🎉🎊🎈🎁🎂🎃🎄", "🎁 (wrapped present), 🎂 (birthday cake), 🎃 (jack-o-lantern), 🎄 (christmas tree), 🎈 (balloon) and 2 more"),
    ],
)
def test_what_no_font_has_is_named(text: str, named: str) -> None:
    assert unsettable(text) == named


def test_joiners_line_ends_and_tabs_are_no_reason_to_refuse() -> None:
    assert unsettable("می\u200cخواهم\tक\u094d\u200dष\nco\u00adoperate") == ""


@given(st.text(max_size=30))
def test_tidy_text_can_always_be_set(text: str) -> None:
    tidied = tidy(text)
    assert unsettable(tidied) == ""
    assert tidy(tidied) == tidied
    assert 0 not in [glyph.number for line in tidied.split("\n") for glyph in _shaped(line, 400, "")]


def test_han_is_written_as_its_language_writes_it() -> None:
    shapes = {_shaped("骨", 400, language)[0].number for language in ("ja", "zh", "zh-TW")}
    assert len(shapes) > 1


def test_a_cut_font_holds_the_characters_asked_for_and_is_small() -> None:
    cut = chain()[-1].cut("王小明", 700)
    assert len(cut) < 6_000
    assert len(serif().cut("José", 600)) < 12_000


def test_the_parts_of_a_thai_vowel_are_kept_when_a_font_is_cut() -> None:
    (thai,) = faces_for("ำ")
    assert {0x0E33, 0x0E4D, 0x0E32} <= set(hb.Face(thai.cut("นำ", 400)).unicodes)


def test_every_character_finds_exactly_one_font() -> None:
    shares = faces_for("aé王ع")
    assert sorted("".join(map("".join, shares.values()))) == sorted("aé王ع")


def test_arabic_letters_join() -> None:
    apart = {_shaped(letter, 400, "")[0].number for letter in "محمد"}
    joined = [glyph.number for glyph in _shaped("محمد", 400, "")]
    assert len(joined) == 4 and not apart.issuperset(joined)


def test_a_latin_word_stands_to_the_left_of_the_arabic_word_before_it() -> None:
    latin = _shaped("x", 400, "")[0].number
    assert _shaped("محمد x", 400, "")[0].number == latin
    assert _shaped("x محمد", 400, "")[0].number == latin


def test_bold_is_wider_than_regular() -> None:
    assert line_width("Northshore", 700) > line_width("Northshore", 400)


def test_ink_stands_around_the_point_given() -> None:
    pen = Pen(200, 100)
    pen.write("HHH", 100, 70, 40, 700)
    left, top, right, bottom = pen.mask().getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 2
    assert abs(bottom - 70) <= 1 and 38 < top < 45
