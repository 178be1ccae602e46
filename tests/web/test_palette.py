"""The colours of the public pages, computed: WCAG 2.2, 1.4.3 (text, 4.5 to 1) and 1.4.11 (what marks a control, 3 to 1)."""

import re
from pathlib import Path

import pytest

from core.web import badge_page

SHEET = (Path(badge_page.__file__).parent / "templates" / "frame.html").read_text(encoding="utf-8")
TONES = ("good", "late", "bad", "unknown")
TEXT = [
    *((ink, ground) for ink in ("ink", "quiet", "brand") for ground in ("paper", "card")),
    *((tone, f"{tone}-back") for tone in TONES),
    *(("ink", f"{tone}-back") for tone in TONES),
    ("bad", "card"),  # the sentence at a field
    ("paper", "brand"),  # the words on a button
]
MARKS = [("quiet", "card"), ("bad", "card"), *(("brand", ground) for ground in ("paper", "card", *(f"{tone}-back" for tone in TONES)))]


def palette(opening: str) -> dict[str, str]:
    block = SHEET.split(opening)[1].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


THEMES = {
    "light": palette(":root {"),
    "dark": palette("@media (prefers-color-scheme: dark) { :root {"),
    "print": palette("@media print { :root {"),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_the_known_ends() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_colour(theme: str) -> None:
    assert set(THEMES[theme]) == set(THEMES["light"])
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEET))
    assert used == set(THEMES["light"])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_what_marks_a_control_can_be_seen(theme: str, mark: str, ground: str) -> None:
    assert contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3


def test_nothing_moves() -> None:
    assert not re.search(r"animation|transition|@keyframes", SHEET)
