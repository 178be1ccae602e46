import pytest

from core.errors import BadInput, RuleBroken
from core.rules.tips import LONGEST, check_holds, check_words


def test_a_tip_is_short_and_comes_from_a_holder() -> None:
    assert check_words("x" * LONGEST)
    for words in ("", "x" * (LONGEST + 1)):
        with pytest.raises(BadInput):
            check_words(words)
    check_holds(True)
    with pytest.raises(RuleBroken):
        check_holds(False)
