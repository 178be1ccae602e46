import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.typesetting import Glyph, Pen, chain, line_width, runs_of, serif, tidy, unsettable
from tests.badges.views import NAMES


def glyphs(line: str, language: str = "") -> list[Glyph]:
    return [glyph for run in runs_of(line, 400, language) for glyph in run.glyphs]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_scripts_are_set_without_a_missing_glyph(name: str) -> None:
    assert unsettable(name) == ""
    assert tidy(name) == name
    assert 0 not in [glyph.number for glyph in glyphs(name)]


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
    assert 0 not in [glyph.number for line in tidied.split("\n") for glyph in glyphs(line)]


def test_han_is_written_as_its_language_writes_it() -> None:
    shapes = {glyphs("骨", language)[0].number for language in ("ja", "zh", "zh-TW")}
    assert len(shapes) > 1


def test_every_character_finds_exactly_one_font() -> None:
    assert [run.text for run in runs_of("aé王ع")] == ["aé", "王", "ع"]


def test_a_name_on_a_certificate_is_set_in_the_serif_where_it_has_the_letters() -> None:
    faces = {run.text: run.face for run in runs_of("José 王", display=True)}
    assert faces == {"José ": serif(), "王": chain()[-1]}


@pytest.mark.parametrize("text", ["क\u094d\u200dष", "می\u200cخواهم", "x\u0328\u0301"])
def test_joiners_and_marks_stay_with_their_letters(text: str) -> None:
    (run,) = runs_of(text)
    assert run.text == text


def test_letters_that_are_copied_apart_are_set_apart() -> None:
    assert [glyph.says for glyph in glyphs("office")] == list("office")


@pytest.mark.parametrize("name", NAMES)
def test_the_glyphs_of_a_run_say_all_of_its_text(name: str) -> None:
    for run in runs_of(name):
        assert sorted("".join(glyph.says for glyph in run.glyphs)) == sorted(run.text)
        assert [glyph for cluster in run.clusters for glyph in cluster] == list(run.glyphs)


def test_arabic_letters_join() -> None:
    apart = {glyphs(letter)[0].number for letter in "محمد"}
    joined = [glyph.number for glyph in glyphs("محمد")]
    assert len(joined) == 4 and not apart.issuperset(joined)


def test_a_latin_word_stands_to_the_left_of_the_arabic_word_before_it() -> None:
    latin = glyphs("x")[0].number
    assert glyphs("محمد x")[0].number == latin
    assert glyphs("x محمد")[0].number == latin


def test_bold_is_wider_than_regular() -> None:
    assert line_width("Northshore", 700) > line_width("Northshore", 400)


def test_ink_stands_around_the_point_given() -> None:
    pen = Pen(200, 100)
    pen.write("HHH", 100, 70, 40, 700)
    left, top, right, bottom = pen.mask().getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 2
    assert abs(bottom - 70) <= 1 and 38 < top < 45


def test_a_number_stands_between_the_right_to_left_words_around_it() -> None:
    assert [run.text for run in runs_of("محمد 12 علي")] == ["علي", " ", "12", " ", "محمد"]
    assert [run.text for run in runs_of("x אב 12 גד")][-1] == "אב"


def test_brackets_turn_with_the_direction() -> None:
    opening, closing = (glyph.number for glyph in glyphs("()"))
    seen = [glyph.number for glyph in glyphs("(א)")]
    assert (seen[0], seen[-1]) == (opening, closing)
