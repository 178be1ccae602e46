import pytest

from core.rules.comfort import AS_IT_COMES, TEXT_SIZES, Comfort


@pytest.mark.parametrize(("size", "percent"), [("usual", 100), ("larger", 120), ("largest", 140)])
def test_sizes_in_percent(size: str, percent: int) -> None:
    assert size in TEXT_SIZES
    assert Comfort(size).percent == percent  # type: ignore[arg-type]


def test_who_chose_nothing_reads_as_it_comes() -> None:
    assert Comfort("usual", still=False, clear=False) == AS_IT_COMES
