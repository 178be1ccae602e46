"""What people typed, shown as they typed it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.text import md


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
    ],
)
def test_no_mark_keeps_its_meaning(text: str) -> None:
    shown = md(text)
    assert not re.search(r"(?<!\\)[\[\]`*_<>$#|~]", shown)
    assert "://" not in shown
    assert "www." not in shown


@given(st.text())
def test_nothing_that_can_be_read_is_lost(text: str) -> None:
    readable = [c for c in md(text).replace("\\", "").replace("\u2060", "") if c.isalnum()]
    assert readable == [c for c in unicodedata.normalize("NFC", text) if c.isalnum() and c.isprintable()]


def test_direction_marks_and_line_breaks_go() -> None:
    assert md("evil\u202egnp.exe\nnext") == r"evilgnp\.exe next"


def test_long_text_is_cut() -> None:
    assert len(md("x" * 10_000)) == 2_000
