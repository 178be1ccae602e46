from hypothesis import given
from hypothesis import strategies as st

from core.rules.draft_beginnings import LONGEST_CODE, copy_of, free_code, next_version_of
from core.rules.drafts import draft_of, is_complete
from tests.builders import a_performance_program

CODES = st.text("AB-9", min_size=1, max_size=LONGEST_CODE)


@given(CODES, st.sets(CODES, max_size=20))
def test_a_free_code_is_free_and_no_longer_than_a_code_may_be(wanted: str, taken: set[str]) -> None:
    found = free_code(wanted, taken)
    assert found not in taken and len(found) <= LONGEST_CODE
    assert wanted in taken or found == wanted


def test_no_code_stays_no_code() -> None:
    assert free_code("", {"A"}) == ""


def test_a_copy_is_another_program() -> None:
    program = a_performance_program(version="2.3", change_note="Clearer levels.")
    copy = copy_of(program, {program.code})
    assert (copy.code, copy.version, copy.change_note) == (f"{program.code}-2", "1.0", "")
    assert copy.title == f"{program.title} (copy)" and is_complete(copy)


def test_a_title_that_is_long_already_stays() -> None:
    title = "A" * 58
    assert copy_of(a_performance_program(title=title), ()).title == title


def test_the_next_version_says_the_same_and_asks_what_is_different() -> None:
    program = a_performance_program(change_note="First words.")
    assert next_version_of(program, ["1.9", "1.10"]) == draft_of(program).with_(version="1.11", change_note="")
