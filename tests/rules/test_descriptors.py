import pytest

from core.rules.descriptors import steps_up

LEVELS = ("Not yet", "Developing", "Proficient", "Exemplary")


@pytest.mark.parametrize(
    ("below", "above", "case"),
    [
        ("", "Answers from known facts.", "missing"),
        ("Answers from known facts.", "", "missing"),
        ("Answers from known facts.", "answers from known facts", "same"),
        ("Mostly answers from facts.", "Fully answers from facts.", "degree"),
        ("Answers some questions.", "Answers all questions.", "degree"),
        ("Answers from facts.", "Always answers from facts.", "degree"),
        ("Evades the question.", "Answers from known facts.", "fine"),
        ("Answers some questions from facts.", "Answers from facts and says what is not known.", "fine"),
    ],
)
def test_what_changes_from_one_level_to_the_next(below: str, above: str, case: str) -> None:
    (step,) = steps_up(("Developing", "Proficient"), (below, above))
    assert step.case == case
    assert "Proficient" in step.question


def test_the_words_that_change_are_named() -> None:
    (step,) = steps_up(("Developing", "Proficient"), ("Mostly finds the cause", "Finds the cause fully"))
    assert (step.gone, step.new) == (("Mostly",), ("fully",))
    assert "Mostly, fully" in step.question


def test_every_pair_of_neighbours_is_looked_at() -> None:
    found = steps_up(LEVELS, ("Nothing.",))
    assert [(step.lower, step.upper, step.case) for step in found] == [
        ("Not yet", "Developing", "missing"),
        ("Developing", "Proficient", "missing"),
        ("Proficient", "Exemplary", "missing"),
    ]
