"""How a badge is named at the command line."""

import pytest

from core.commands.words import token_of


@pytest.mark.parametrize(
    "typed",
    ["-f2aGK_jlONY", "https://badges.example/b/-f2aGK_jlONY", "http://localhost:8501/b/-f2aGK_jlONY/"],
)
def test_a_badge_is_named_by_its_address_or_by_the_end_of_it(typed: str) -> None:
    assert token_of(typed) == "-f2aGK_jlONY"
