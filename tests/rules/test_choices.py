import pytest

from core.errors import BadInput, NotFound
from core.rules.choices import CHOICES, check_choice


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, choice in CHOICES.items() for value in choice.values])
def test_every_value_of_a_choice_can_be_chosen(name: str, value: str) -> None:
    assert check_choice(name, value) == value


def test_the_careful_value_is_the_default() -> None:
    assert CHOICES["verify_foreign"].default == "off"


@pytest.mark.parametrize(("name", "value", "error"), [("verify_foreign", "yes", BadInput), ("verify", "on", NotFound), ("", "", NotFound)])
def test_anything_else_is_refused(name: str, value: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_choice(name, value)
