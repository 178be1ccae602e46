"""What people typed, shown as they typed it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.text import mail_link, md


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "[link](https://evil.example)",
        "![beacon](https://evil.example/x.png)",
        "<b>bold</b>",
        ":material/home:",
        ":red[x]",
        "$x^2$",
        "`code`",
        "https://evil.example",
        "www.evil.example",
        "someone@example.org",
        "| a | b |",
        "-> <-",
        "1. list",
        "- list",
        "~~x~~",
        "WWW.evil.example",
        ":+1:",
        "&amp;",
        "2 >= 1",
        "a -- b",
        "1) list",
    ],
)
def test_no_mark_keeps_its_meaning(text: str) -> None:
    shown = md(text)
    assert not re.search(r"(?<!\\)[\[\]`*_<>$#|~&]|^\d*[-+.)]", shown)
    assert not re.search(r"://|www\.|:[\w+]|--|<-|->|>=|@\w", shown.replace("\\", ""), re.IGNORECASE)


@given(st.text())
def test_nothing_that_can_be_read_is_lost(text: str) -> None:
    readable = [c for c in md(text).replace("\\", "").replace("\u2060", "") if c.isalnum()]
    assert readable == [c for c in unicodedata.normalize("NFC", text) if c.isalnum() and c.isprintable()]


def test_direction_marks_and_line_breaks_go() -> None:
    assert md("evil\u202egnp.exe\nnext") == "evilgnp.exe next"


def test_long_text_is_cut() -> None:
    assert len(md("x" * 10_000)) == 2_000


@pytest.mark.parametrize(
    "text", ["The rest is deleted, also from phone and cloud", 'Say "no" (and why); then ask: how?', "Well-kept, 80% + more!"]
)
def test_plain_words_are_read_aloud_as_they_were_typed(text: str) -> None:
    assert md(text) == text


def test_an_address_can_be_copied() -> None:
    assert mail_link("a_b+c@x-y.example") == r"[a\_b+c@x-y.example](mailto:a_b%2Bc@x-y.example)"
