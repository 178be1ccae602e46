import pytest
from pydantic import ValidationError

from tests.builders import a_rubric


def rows(**changes: object) -> list[dict]:
    first, *others = [row.model_dump() for row in a_rubric().criteria]
    return [first | changes, *others]


@pytest.mark.parametrize(
    ("criteria", "sentence"),
    [
        (rows(descriptors=["only one"]), "needs one description for each of the 4 levels"),
        (rows(weight_bp=5000), "add up to 10,000"),
        (rows(key="C2"), "same key"),
        (rows(threshold=4), "levels of the scale"),
        (rows(minimum=3), "minimum not above threshold"),
    ],
)
def test_a_rubric_that_cannot_be_used_is_refused(criteria: list[dict], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        a_rubric(criteria=criteria)


def test_without_weights_every_criterion_weighs_the_same() -> None:
    bare = [{name: value for name, value in row.items() if name != "weight_bp"} for row in rows()][:3]
    assert [row.weight_bp for row in a_rubric(criteria=bare).criteria] == [3334, 3333, 3333]


def test_points_must_rise() -> None:
    with pytest.raises(ValidationError, match="Points must rise"):
        a_rubric(levels=[{"name": n, "points": 1} for n in "ABCD"])


def test_an_unknown_criterion_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        a_rubric().criterion("C9")
