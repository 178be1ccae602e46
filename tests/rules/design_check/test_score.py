import pytest

from core.rules.design_check.findings import Finding
from core.rules.design_check.score import CAPS, label, score, seals


def findings(rule: str, *penalties: int, waived: bool = False) -> list[Finding]:
    return [Finding(id=rule, severity="warn", penalty=n, step="skill", message="m", why="w", waived=waived) for n in penalties]


@pytest.mark.parametrize(
    ("found", "points"),
    [
        ([], 100),
        (findings("L01", 30), 70),
        (findings("L05", 20, 20, 20), 60),
        (findings("L11", 3, 3, 3, 3), 91),
        (findings("L27", 2, 2, 2, 2), 92),
        (findings("L01", 30, waived=True), 85),
        (findings("L26", 5, waived=True), 97),
        (findings("L05", 20, 20) + findings("L01", 30) + findings("L03", 20) + findings("L04", 20), 0),
    ],
)
def test_penalties_add_up_to_their_caps_and_never_below_nothing(found: list[Finding], points: int) -> None:
    assert score(found) == points


def test_the_caps_of_the_table_are_as_written() -> None:
    assert (CAPS["L05"], CAPS["L11"]) == (40, 9)


@pytest.mark.parametrize(
    ("points", "word"), [(100, "Focused"), (85, "Focused"), (84, "Could be sharper"), (65, "Could be sharper"), (64, "Unfocused")]
)
def test_words_for_the_score(points: int, word: str) -> None:
    assert label(points) == word


@pytest.mark.parametrize(
    ("rule", "seal"),
    [
        *((rule, "Competency") for rule in ("L05", "L06", "L14")),
        ("L19", "Peers"),
        ("L15", "Your job"),
        ("L16", "Your job"),
        ("L18", "Data"),
        ("L20", "Data"),
        ("L07", None),
    ],
)
def test_each_seal_waits_for_its_rules(rule: str, seal: str | None) -> None:
    open_ones = [row.name for row in seals(findings(rule, 1), 99) if not row.earned]
    assert open_ones == ([seal] if seal else [])
    assert [row.name for row in seals(findings(rule, 1, waived=True), 99) if not row.earned] == open_ones


def test_focus_is_a_matter_of_points() -> None:
    assert [row.earned for row in seals([], 84) if row.name == "Focus"] == [False]
    assert [row.name for row in seals([], 85) if row.earned] == ["Competency", "Peers", "Your job", "Focus", "Data"]
