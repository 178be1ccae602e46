import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.texts import clean_line, clean_text, filled_line


@pytest.mark.parametrize(
    "text", ["bell \x07", "null \x00", "delete \x7f", "next line \x85", "noncharacter \ufdd0", "last \uffff", "half \ud800"]
)
def test_text_that_would_break_a_badge_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="invisible control character"):
        clean_text(text)


def test_line_ends_are_unified_and_tabs_stay() -> None:
    assert clean_text("a\r\nb\rc\td ") == "a\nb\nc\td"


def test_a_line_is_one_line() -> None:
    assert clean_line("  two\n lines ") == "two lines"


def test_direction_overrides_are_refused_in_lines() -> None:
    with pytest.raises(ValueError, match="reading direction"):
        clean_line("Amara \u202eidO")


@pytest.mark.parametrize("name", ["Ελένη", "محمد عبد الله", "अमृता", "山田太郎", "O’Brien", "Þórunn", "J"])
def test_names_in_any_script_are_taken(name: str) -> None:
    assert filled_line(name) == name


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    try:
        once = clean_text(text)
    except ValueError:
        return
    assert clean_text(once) == once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada\u200b Obi", "Ada Obi"),
        ("\ufeffAda Obi", "Ada Obi"),
        ("Ada\u200d Obi", "Ada Obi"),
        ("A\u00adda \u2060Obi", "Ada Obi"),
        ("Ada\U000e0041", "Ada"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("\u200dAda", "Ada"),
        ("Zoe\u200b\u0308", "Zoë"),
    ],
)
def test_what_nobody_sees_does_not_make_another_name(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept
