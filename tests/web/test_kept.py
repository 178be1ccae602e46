"""Files in memory, within a bound."""

from hypothesis import given
from hypothesis import strategies as st

from core.services.downloads import Download
from core.web.kept import KeptFiles


def a_file(size: int) -> Download:
    return Download(b"x" * size, "application/pdf", "inline")


def test_the_longest_unused_go_first() -> None:
    kept = KeptFiles(10)
    for name in "ab":
        kept.keep(name, a_file(4))
    assert kept.get("a")
    kept.keep("c", a_file(4))
    assert (kept.get("a") is None, kept.get("b") is None, kept.get("c") is None) == (False, True, False)


def test_what_is_larger_than_everything_is_not_kept() -> None:
    kept = KeptFiles(10)
    kept.keep("a", a_file(4))
    kept.keep("b", a_file(11))
    assert kept.get("b") is None
    assert kept.get("a") is not None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 12))))
def test_the_bound_holds_and_the_last_one_that_fits_is_there(steps: list[tuple[int, int]]) -> None:
    kept = KeptFiles(10)
    for name, size in steps:
        kept.keep(name, a_file(size))
        assert sum(len(file.data) for key in range(6) if (file := kept.get(key))) <= 10
        kept.keep(name, a_file(size))
        assert (kept.get(name) is not None) == (size <= 10)
